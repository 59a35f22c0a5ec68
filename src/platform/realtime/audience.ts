import { hearingOf } from './rooms.rules.ts';
import type { Session } from './session.ts';

/**
 * All sessions of one workspace that listen to the same rooms: what they get is the same, so it is
 * chosen and encoded once.
 */
export type Group = {
  /** Also the name of its Socket.IO room. */
  name: string;
  hears: ReadonlySet<string>;
  members: Set<Session>;
  /** When it last got a cursor, in milliseconds. */
  toldAt: number;
};

export type Audience = {
  /** Puts a session where its rooms say; without rooms it is in no group. */
  place(session: Session): void;
  remove(session: Session): void;
  groupsOf(workspaceId: string): Group[];
  workspaceIds(): string[];
};

export function createAudience(): Audience {
  const workspaces = new Map<string, Map<string, Group>>();
  const placed = new Map<Session, Group>();

  function remove(session: Session): void {
    const group = placed.get(session);
    if (!group) return;
    placed.delete(session);
    session.socket.leave(group.name);
    group.members.delete(session);
    if (group.members.size > 0) return;
    const groups = workspaces.get(session.caller.workspaceId);
    groups?.delete(group.name);
    if (groups?.size === 0) workspaces.delete(session.caller.workspaceId);
  }

  function groupFor({ caller, rooms }: Session): Group {
    const names = [...rooms].sort();
    const name = `${caller.workspaceId} ${names.join(' ')}`;
    const groups = workspaces.get(caller.workspaceId) ?? new Map<string, Group>();
    workspaces.set(caller.workspaceId, groups);
    const hears = new Set(names.flatMap(hearingOf));
    const group = groups.get(name) ?? { name, hears, members: new Set(), toldAt: Date.now() };
    groups.set(name, group);
    return group;
  }

  return {
    place(session) {
      remove(session);
      if (session.rooms.size === 0) return;
      const group = groupFor(session);
      group.members.add(session);
      placed.set(session, group);
      session.socket.join(group.name);
    },
    remove,
    groupsOf: (workspaceId) => [...(workspaces.get(workspaceId)?.values() ?? [])],
    workspaceIds: () => [...workspaces.keys()],
  };
}
