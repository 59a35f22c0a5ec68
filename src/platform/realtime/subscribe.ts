import { type Delta, Subscribe, type SubscribeReply } from '../../contracts/realtime.ts';
import type { Database } from '../database/database.ts';
import { type Cursor, formatCursor, parseCursor } from '../events/cursor.rules.ts';
import { canCatchUp, missedBefore } from './catch-up.rules.ts';
import type { LiveLoop } from './live-loop.ts';
import { readUnseen, roomExists } from './realtime.store.ts';
import { hearingOf } from './rooms.rules.ts';
import type { Joining, Session } from './session.ts';

export type SubscribeDeps = {
  database: Database;
  loop: LiveLoop;
  /** Where live delivery has come to. */
  now(): Cursor;
  place(session: Session): void;
  /** Lets a few run at once: thousands may come back together after a restart. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
};

type Refusal = Extract<SubscribeReply, { ok: false }>['reason'];

const mostRooms = 50;
/** More than these of the workspace are not looked through, and more for the room not sent. */
const mostScanned = 20_000;
const mostMissed = 5_000;

/**
 * Joins a room. The reply holds exactly what is not in the client's cursor up to the reply's, and
 * live delivery goes on from there: nothing is lost or sent twice between the two.
 */
export async function subscribe(
  deps: SubscribeDeps,
  session: Session,
  payload: unknown,
  answer: (reply: SubscribeReply) => void,
): Promise<void> {
  const refuse = (reason: Refusal): void => answer({ ok: false, reason });
  const request = Subscribe.safeParse(payload);
  if (!request.success) return refuse('invalid');
  const { room, cursor } = request.data;
  if (session.rooms.size + session.joining.size >= mostRooms && !session.rooms.has(room)) {
    return refuse('too_many');
  }
  const since = cursor === undefined ? null : parseCursor(cursor);
  if (cursor !== undefined && since === null) return refuse('reload');
  const joining: Joining = { hears: new Set(hearingOf(room)), meanwhile: [] };
  session.joining.add(joining);
  try {
    // The client's data may be newer than what live delivery has reached: let that pass it first.
    await deps.loop.afterNextReading();
    const start = deps.now();
    joining.meanwhile.length = 0;
    if (since && !canCatchUp(since, start)) return refuse('reload');
    const missed = await deps.inTurn(() => findMissed(deps, session, { room, since, start }));
    if (!Array.isArray(missed)) return refuse(missed);
    if (missed.length + joining.meanwhile.length > mostMissed) return refuse('reload');
    // Without a pause between the three: the next live batch must come after the answer.
    answer({
      ok: true,
      cursor: formatCursor(deps.now()),
      missed: [...missed, ...joining.meanwhile],
    });
    if (session.socket.connected) {
      session.rooms.add(room);
      deps.place(session);
    }
  } finally {
    session.joining.delete(joining);
  }
}

function findMissed(
  deps: SubscribeDeps,
  { caller }: Session,
  wanted: { room: Subscribe['room']; since: Cursor | null; start: Cursor },
): Promise<Delta[] | Refusal> {
  const { room, since, start } = wanted;
  return deps.database.withWorkspace(caller.workspaceId, caller.actor, async (tx) => {
    if (!(await roomExists(tx, caller, room))) return 'not_found';
    if (!since) return [];
    const { events } = await readUnseen(tx, caller.workspaceId, since, mostScanned);
    if (events.length > mostScanned) return 'reload';
    return missedBefore(start, events, new Set(hearingOf(room)));
  });
}
