import type { DeltaBatch } from '../../contracts/realtime.ts';
import { formatCursor } from '../events/cursor.rules.ts';
import type { Audience, Group } from './audience.ts';
import { isHeard } from './catch-up.rules.ts';
import type { Reading } from './realtime.store.ts';
import type { ReadEvent } from './rooms.rules.ts';
import { dismiss, dropConnection, isTooSlow, type Session } from './session.ts';

export type DeliverDeps = {
  audience: Audience;
  sessionsOf(workspaceId: string): Iterable<Session>;
  emit(groupName: string, batch: DeltaBatch): void;
  /** Looks soon whether these may still listen. */
  recheck(session: Session): void;
};

/** More changes of a workspace at once (an import) are not sent: loading the screen costs less. */
export const mostAtOnce = 5_000;
/** Quiet rooms get a newer cursor now and then, so that coming back stays cheap. */
const tellCursorMs = 10_000;

/** Sends what was read; answers how many messages that made. */
export type Deliver = (reading: Reading) => number;

export function createDeliver(deps: DeliverDeps): Deliver {
  function deliverTo(workspaceId: string, events: readonly ReadEvent[], cursor: string): number {
    if (events.length > mostAtOnce) {
      for (const session of deps.sessionsOf(workspaceId)) dropConnection(session);
      return 0;
    }
    applyAccessChanges(workspaceId, events);
    for (const session of deps.sessionsOf(workspaceId)) keepForJoining(session, events);
    const groups = deps.audience.groupsOf(workspaceId);
    return groups.reduce((messages, group) => messages + tell(group, events, cursor), 0);
  }

  function tell(group: Group, events: readonly ReadEvent[], cursor: string): number {
    const heard = events.filter((event) => isHeard(event, group.hears));
    if (heard.length === 0 && Date.now() - group.toldAt < tellCursorMs) return 0;
    group.toldAt = Date.now();
    for (const member of [...group.members]) if (isTooSlow(member)) dropConnection(member);
    deps.emit(group.name, { cursor, deltas: heard.map(({ delta }) => delta) });
    return group.members.size;
  }

  /** Whoever was removed hears nothing of the same moment any more. */
  function applyAccessChanges(workspaceId: string, events: readonly ReadEvent[]): void {
    const changes = events.filter(({ delta }) => /^(member|api_key)\.(upd|del)/.test(delta.type));
    if (changes.length === 0) return;
    const removed = new Set(changes.filter(isDeletion).map(actorOf));
    const changed = new Set(changes.map(actorOf));
    for (const session of [...deps.sessionsOf(workspaceId)]) {
      const { actor } = session.caller;
      if (removed.has(actor)) dismiss(session, 'not_allowed');
      // A key may do no more than its maker, so any member's change can concern it.
      else if (changed.has(actor) || actor.startsWith('key:')) deps.recheck(session);
    }
  }

  return ({ cursor, events }) => {
    const text = formatCursor(cursor);
    const byWorkspace = Map.groupBy(events, (event) => event.workspaceId);
    const workspaceIds = new Set([...byWorkspace.keys(), ...deps.audience.workspaceIds()]);
    return [...workspaceIds].reduce(
      (messages, id) => messages + deliverTo(id, byWorkspace.get(id) ?? [], text),
      0,
    );
  };
}

function keepForJoining(session: Session, events: readonly ReadEvent[]): void {
  for (const { hears, meanwhile } of session.joining) {
    meanwhile.push(...events.filter((event) => isHeard(event, hears)).map(({ delta }) => delta));
  }
}

function isDeletion({ delta }: ReadEvent): boolean {
  return delta.type.endsWith('.deleted');
}

function actorOf({ delta }: ReadEvent): string {
  return `${delta.type.startsWith('member') ? 'member' : 'key'}:${delta.subjectId}`;
}
