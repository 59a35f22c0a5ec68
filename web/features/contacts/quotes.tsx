import { useContext } from 'react';
import type { Evidence } from '../../../src/contracts/analysis.ts';
import { MessageFocus } from './message-focus.ts';
import classes from './quotes.module.css';

type Props = { evidence: readonly Evidence[] };

/** What the customer wrote, word for word; a click leads to the message. */
export function Quotes({ evidence }: Props) {
  const { showMessage } = useContext(MessageFocus);
  return (
    <ul className={classes['list']}>
      {evidence.map(({ messageId, quote }) => (
        <li key={`${messageId} ${quote}`}>
          <button
            type="button"
            className={classes['quote']}
            title="Show the message"
            onClick={() => showMessage(messageId)}
          >
            “{quote}”
          </button>
        </li>
      ))}
    </ul>
  );
}
