import type { IncomingHttpHeaders } from 'node:http';
import type { Caller, Identity } from '../http/access.ts';
import type { Logger } from '../logging/logger.ts';
import { dismiss, type Session } from './session.ts';

export type Sessions = {
  add(session: Session): void;
  remove(session: Session): void;
  /** Calls `listener` when a workspace's last session has gone. */
  onEmpty(listener: (workspaceId: string) => void): void;
  of(workspaceId: string): Iterable<Session>;
  all(): Session[];
  workspaceIds(): string[];
  count(): number;
  /** Asks again whether the session's credentials hold, and ends the connection when not. */
  recheck(session: Session): Promise<void>;
  /** The same for all that were not asked about lately, one after another. */
  recheckOld(): Promise<void>;
};

export type AuthenticateHeaders = (headers: IncomingHttpHeaders) => Promise<Identity>;

/** With a look every 5 s a withdrawn right ends within 30 s, also when no event told of it. */
const recheckAfterMs = 20_000;

export function createSessions(authenticate: AuthenticateHeaders, log: Logger): Sessions {
  const byWorkspace = new Map<string, Set<Session>>();
  const emptyListeners = new Set<(workspaceId: string) => void>();
  const all = (): Session[] => [...byWorkspace.values()].flatMap((sessions) => [...sessions]);

  async function recheck(session: Session): Promise<void> {
    try {
      const { caller } = await authenticate(session.socket.handshake.headers);
      session.checkedAt = Date.now();
      if (caller && isSame(caller, session.caller)) session.caller = caller;
      else dismiss(session, 'not_allowed');
    } catch (error) {
      log.warn({ error: String(error) }, 'realtime could not check a session; it tries again');
    }
  }

  return {
    add(session) {
      const { workspaceId } = session.caller;
      const sessions = byWorkspace.get(workspaceId) ?? new Set();
      byWorkspace.set(workspaceId, sessions.add(session));
    },
    remove(session) {
      const { workspaceId } = session.caller;
      const sessions = byWorkspace.get(workspaceId);
      if (!sessions?.delete(session) || sessions.size > 0) return;
      byWorkspace.delete(workspaceId);
      for (const listener of emptyListeners) listener(workspaceId);
    },
    onEmpty: (listener) => void emptyListeners.add(listener),
    of: (workspaceId) => byWorkspace.get(workspaceId) ?? [],
    all,
    workspaceIds: () => [...byWorkspace.keys()],
    count: () => [...byWorkspace.values()].reduce((sum, sessions) => sum + sessions.size, 0),
    recheck,
    async recheckOld() {
      const due = Date.now() - recheckAfterMs;
      for (const session of all()) if (session.checkedAt < due) await recheck(session);
    },
  };
}

/** A person who chose another workspace connects anew, as all rooms are of the former one. */
function isSame(one: Caller, other: Caller): boolean {
  return one.actor === other.actor && one.workspaceId === other.workspaceId;
}
