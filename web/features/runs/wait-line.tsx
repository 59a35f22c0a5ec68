import type { RunListItem } from '../../../src/contracts/runs.ts';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { waitWords } from './run.rules.ts';

/** What a waiting run waits for may come before its time. */
const isLatest: ReadonlySet<string> = new Set(['event', 'delivery', 'answer']);

type Props = { run: Pick<RunListItem, 'waitReason' | 'dueAt'> };

/** Why a run waits and when it goes on: “Waits as planned · goes on in 3 days”. */
export function WaitLine({ run: { waitReason, dueAt } }: Props) {
  return (
    <>
      {waitWords(waitReason)}
      {dueAt && (
        <>
          {' · goes on '}
          <TimeAgo at={dueAt} />
          {waitReason !== null && isLatest.has(waitReason) && ' at the latest'}
        </>
      )}
    </>
  );
}
