import { Tooltip } from '@mantine/core';
import { exactTime, relativeTime } from './relative-time.ts';
import { useNow } from './use-now.ts';

type Props = { at: string };

/** A relative date that keeps up with the clock; the exact time on hover. */
export function TimeAgo({ at }: Props) {
  const tick = useNow();
  // What happened since the last tick is not yet to come.
  const now = Date.parse(at) > tick ? Date.now() : tick;
  return (
    <Tooltip label={exactTime(at)}>
      <time dateTime={at}>{relativeTime(at, now)}</time>
    </Tooltip>
  );
}
