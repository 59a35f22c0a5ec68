import type { Delta } from '../../contracts/realtime.ts';
import { type Cursor, wasVisible } from '../events/cursor.rules.ts';
import { type ReadEvent, roomsOf } from './rooms.rules.ts';

/** Events are kept for two days at least. */
const oldestCursorSeconds = 86_400;

/** Whether what happened since a client's cursor can be told from the events. */
export function canCatchUp(client: Cursor, now: Cursor): boolean {
  return (
    client.epoch === now.epoch &&
    now.seconds - client.seconds <= oldestCursorSeconds &&
    // A cursor from the future: this database was set back to an earlier state.
    client.snapshot.xmax <= now.snapshot.xmax
  );
}

/** Of what a client has not seen, that which live delivery will not bring after `now`. */
export function missedBefore(
  now: Cursor,
  events: readonly ReadEvent[],
  hears: ReadonlySet<string>,
): Delta[] {
  return events
    .filter((event) => wasVisible(now.snapshot, event.xid) && isHeard(event, hears))
    .map((event) => event.delta);
}

export function isHeard(event: ReadEvent, hears: ReadonlySet<string>): boolean {
  return roomsOf(event).some((room) => hears.has(room));
}
