import type { Socket } from 'socket.io';
import { type SubscribeReply, Unsubscribe } from '../../contracts/realtime.ts';
import type { Caller } from '../http/access.ts';
import type { Logger } from '../logging/logger.ts';
import type { Audience } from './audience.ts';
import { dismiss, openSession, type Session } from './session.ts';
import type { Sessions } from './sessions.ts';
import { type SubscribeDeps, subscribe } from './subscribe.ts';

export type ConnectionDeps = {
  deps: SubscribeDeps;
  audience: Audience;
  sessions: Sessions;
  log: Logger;
};

/** A subscribe message with the longest cursor is below. */
export const mostBytesPerMessage = 32_768;
const mostMessagesPerSecond = 100;

/** Serves one client from its connection to its end. */
export function serveConnection(options: ConnectionDeps, socket: Socket): void {
  const { deps, audience, sessions, log } = options;
  const session = openSession(socket, socket.data['caller'] as Caller);
  sessions.add(session);
  socket.on('disconnect', () => {
    audience.remove(session);
    sessions.remove(session);
  });
  limitMessages(session);
  socket.on('subscribe', (payload: unknown, acknowledge: unknown) => {
    const answer = (reply: SubscribeReply): void => {
      if (typeof acknowledge === 'function') acknowledge(reply);
    };
    subscribe(deps, session, payload, answer).catch((error) => {
      log.warn({ error: String(error) }, 'realtime could not subscribe a client');
      answer({ ok: false, reason: 'try_again' });
    });
  });
  socket.on('unsubscribe', (payload: unknown) => {
    const request = Unsubscribe.safeParse(payload);
    if (request.success && session.rooms.delete(request.data.room)) audience.place(session);
  });
}

function limitMessages(session: Session): void {
  let second = 0;
  let messages = 0;
  session.socket.use((_message, next) => {
    const now = Math.floor(Date.now() / 1000);
    messages = now === second ? messages + 1 : 1;
    second = now;
    if (messages > mostMessagesPerSecond) dismiss(session, 'too_many_messages');
    else next();
  });
}
