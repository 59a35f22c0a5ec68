import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Database } from '../database/database.ts';
import type { Cursor } from '../events/cursor.rules.ts';
import type { Logger } from '../logging/logger.ts';
import { createAudience } from './audience.ts';
import { mostBytesPerMessage, serveConnection } from './connection.ts';
import { createDeliver, mostAtOnce } from './deliver.ts';
import { createInTurn } from './in-turn.ts';
import { createLiveLoop, type LiveLoopOptions } from './live-loop.ts';
import { mayConnect } from './origin.rules.ts';
import { createLiveReader, type LiveReader } from './realtime.store.ts';
import { dropConnection } from './session.ts';
import { type AuthenticateHeaders, createSessions, type Sessions } from './sessions.ts';

export type RealtimeOptions = {
  httpServer: HttpServer;
  database: Database;
  authenticateHeaders: AuthenticateHeaders;
  /** Pages of other addresses that may connect; our own, under any address, always may. */
  allowedOrigins: readonly string[];
  log: Logger;
};

export type Realtime = {
  stats(): { sockets: number; workspaces: number };
  /** Ends all connections; the HTTP server stays. */
  close(): Promise<void>;
};

/** Changes made past our processes (psql) ring no doorbell: they are seen by this poll. */
const pollMs = 50;
const recheckEveryMs = 5_000;
const catchUpsAtOnce = 3;

/**
 * The realtime gateway (protocol: contracts/realtime.ts) on Socket.IO at /socket.io. Every web
 * process reads the events of the workspaces it has clients of, so processes need no fan-out
 * between them. Reads nothing while nobody is connected.
 */
export function createRealtime(options: RealtimeOptions): Realtime {
  const { database, log } = options;
  const io = openSocketServer(options);
  const reader = createLiveReader(database.urls.engine, log);
  const sessions = createSessions(options.authenticateHeaders, log);
  const audience = createAudience();
  let reached = beginning;
  const deliver = createDeliver({
    audience,
    sessionsOf: sessions.of,
    emit: (group, batch) => io.local.to(group).emit('deltas', batch),
    recheck: (session) => void sessions.recheck(session),
  });
  const loop = createLiveLoop({
    read: createCoveredRead(reader, sessions),
    deliver(reading) {
      const messages = deliver(reading);
      reached = reading.cursor;
      return messages;
    },
    startAgain() {
      for (const session of sessions.all()) dropConnection(session);
    },
    log,
  });
  const inTurn = createInTurn(catchUpsAtOnce);
  const deps = { database, loop, now: () => reached, place: audience.place, inTurn };
  io.on('connection', (socket) => serveConnection({ deps, audience, sessions, log }, socket));

  const whileConnected = (): void => {
    if (sessions.count() > 0) loop.wake();
  };
  const stopRings = database.doorbell.onRing(whileConnected);
  const poll = setInterval(whileConnected, pollMs);
  const rechecks = setInterval(() => void sessions.recheckOld(), recheckEveryMs);

  return {
    stats: () => ({ sockets: sessions.count(), workspaces: sessions.workspaceIds().length }),
    async close() {
      stopRings();
      clearInterval(poll);
      clearInterval(rechecks);
      await loop.close();
      // `io.close()` would also close the HTTP server, which is not ours.
      io.disconnectSockets(true);
      io.engine.close();
      await reader.close();
    },
  };
}

const beginning: Cursor = {
  epoch: 0,
  seconds: 0,
  snapshot: { xmin: 0, xmax: 0, running: new Set() },
};

/**
 * Reads for the workspaces that had clients in the round before too: those that are new begin with
 * the next round, and what happened while nobody listened is left to catching up.
 */
function createCoveredRead(reader: LiveReader, sessions: Sessions): LiveLoopOptions['read'] {
  let covered = new Set<string>();
  sessions.onEmpty((workspaceId) => covered.delete(workspaceId));
  return async (since) => {
    const before = new Set(sessions.workspaceIds());
    const asked = since ? [...before].filter((id) => covered.has(id)) : [];
    const reading = await reader.read(asked, since ?? beginning, mostAtOnce);
    covered = new Set(sessions.workspaceIds().filter((id) => before.has(id)));
    return reading;
  };
}

/** A Socket.IO server that only lets callers of a workspace in, and keeps who they are. */
function openSocketServer(options: RealtimeOptions): Server {
  const io = new Server(options.httpServer, {
    path: '/socket.io',
    serveClient: false,
    maxHttpBufferSize: mostBytesPerMessage,
    allowRequest: (request, answer) =>
      answer(null, mayConnect(request.headers, options.allowedOrigins)),
  });
  io.use((socket, next) => {
    options.authenticateHeaders(socket.handshake.headers).then(
      ({ caller, refusal }) => {
        socket.data = { caller };
        next(caller ? undefined : new Error(refusal?.code ?? 'not_signed_in'));
      },
      (error) => {
        options.log.warn({ error: String(error) }, 'realtime could not authenticate');
        next(new Error('try_again'));
      },
    );
  });
  return io;
}
