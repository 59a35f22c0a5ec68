import type { Socket } from 'socket.io';
import type { Closing, Delta } from '../../contracts/realtime.ts';
import type { Caller } from '../http/access.ts';

/** A room that is being joined: what happens meanwhile is kept until its reply leaves. */
export type Joining = { hears: ReadonlySet<string>; meanwhile: Delta[] };

/** One connected client. */
export type Session = {
  socket: Socket;
  caller: Caller;
  rooms: Set<string>;
  joining: Set<Joining>;
  /** Characters that its connection has not taken yet. */
  waiting: number;
  /** When its credentials were last found good, in milliseconds. */
  checkedAt: number;
};

/** Characters that may wait for a client: about 20,000 changes. */
const mostWaiting = 8_000_000;

/** Ends a connection for good and says why. */
export function dismiss(session: Session, reason: Closing['reason']): void {
  session.socket.emit('closing', { reason } satisfies Closing);
  session.socket.disconnect(true);
}

/**
 * Ends a connection so that the client connects again and asks, with its cursor, for what it
 * missed. What still waits to be sent is dropped: it is missed too.
 */
export function dropConnection(session: Session): void {
  session.socket.conn.close(true);
}

export function isTooSlow(session: Session): boolean {
  return session.waiting > mostWaiting;
}

/** A new session, without rooms. */
export function openSession(socket: Socket, caller: Caller): Session {
  const session: Session = {
    socket,
    caller,
    rooms: new Set(),
    joining: new Set(),
    waiting: 0,
    checkedAt: Date.now(),
  };
  socket.conn.on('packetCreate', ({ data }: { data?: { length: number } }) => {
    session.waiting += data?.length ?? 0;
  });
  socket.conn.on('flush', () => {
    session.waiting = 0;
  });
  return session;
}
