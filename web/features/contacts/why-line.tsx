import { Text } from '@mantine/core';
import { IconArrowsMove, IconSparkles } from '@tabler/icons-react';
import { useContext } from 'react';
import type { Contact } from '../../../src/contracts/contacts.ts';
import { useContactPlacements } from './contacts.queries.ts';
import { MessageFocus } from './message-focus.ts';
import { currentPlacement, isByAi } from './placement-words.ts';
import { VerdictActions } from './verdict-actions.tsx';
import classes from './why-line.module.css';

type Props = { contact: Contact; onMore: () => void };

/** Why the contact is where it is, in one line, with what can be said of it. */
export function WhyLine({ contact, onMore }: Props) {
  const placement = currentPlacement(contact, useContactPlacements(contact.id).data ?? []);
  const { showMessage } = useContext(MessageFocus);
  // The reason tells the first quote itself.
  const quote = placement?.evidence.find(({ quote }) => !placement.reason.includes(quote));
  const Icon = isByAi(contact.placementRule) ? IconSparkles : IconArrowsMove;
  return (
    <div className={classes['why']} data-review={contact.needsReview || undefined}>
      <Icon size={16} stroke={1.6} aria-hidden />
      <div className={classes['text']}>
        <Text>
          {contact.placementReason ??
            (contact.analyzedAt ? 'Not placed yet.' : 'Waiting to be read.')}{' '}
          {placement && (
            <button type="button" className={classes['more']} onClick={onMore}>
              Show how
            </button>
          )}
        </Text>
        {quote && (
          <button
            type="button"
            className={classes['quote']}
            title="Show the message"
            onClick={() => showMessage(quote.messageId)}
          >
            “{quote.quote}”
          </button>
        )}
        {placement && <VerdictActions placement={placement} pipelineId={contact.pipelineId} />}
      </div>
    </div>
  );
}
