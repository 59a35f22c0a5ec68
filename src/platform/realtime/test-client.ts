import { io, type Socket } from 'socket.io-client';
import type { TestDatabase } from '../../../test/support/test-database.ts';
import { Closing, type Delta, DeltaBatch, SubscribeReply } from '../../contracts/realtime.ts';
import { eventCursor } from '../events/event-cursor.ts';
import { applyDelta, createDeltaLog, type DeltaLog } from './apply.rules.ts';

type Card = { id: string; score: number | null; stageId: string | null };

/** An open board as a browser has it: loads, subscribes, applies deltas, comes back with its cursor. */
export type TestClient = {
  socket: Socket;
  cards: Map<string, Partial<Card>>;
  applied: Delta[];
  replies: SubscribeReply[];
  closings: Closing['reason'][];
  log: DeltaLog;
  /** Breaks the connection as a dead network does; Socket.IO connects again by itself. */
  breakConnection(): void;
  close(): void;
};

export type ClientOptions = {
  url: string;
  workspaceId: string;
  memberId: string;
  room: string;
};

export async function openClient(
  database: TestDatabase,
  options: ClientOptions,
): Promise<TestClient> {
  const loaded = await loadCards(database, options.workspaceId);
  const socket = io(options.url, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 20,
    reconnectionDelayMax: 50,
    extraHeaders: { 'x-api-key': options.memberId },
  });
  const client: TestClient = {
    socket,
    cards: loaded.cards,
    log: createDeltaLog(loaded.cursor),
    applied: [],
    replies: [],
    closings: [],
    breakConnection: () => socket.io.engine.close(),
    close: () => socket.disconnect(),
  };
  const apply = (deltas: readonly Delta[]): void => {
    for (const delta of deltas) {
      client.applied.push(delta);
      const card = applyDelta(client.cards.get(delta.subjectId), delta);
      if (card) client.cards.set(delta.subjectId, card);
      else client.cards.delete(delta.subjectId);
    }
  };
  socket.on('deltas', (batch) => apply(client.log.accept(DeltaBatch.parse(batch))));
  socket.on('closing', (closing) => client.closings.push(Closing.parse(closing).reason));
  const join = async (): Promise<void> => {
    const asked = { room: options.room, cursor: client.log.ask() };
    const reply = SubscribeReply.parse(
      await socket.timeout(10_000).emitWithAck('subscribe', asked),
    );
    client.replies.push(reply);
    if (reply.ok) apply(client.log.answered(reply));
  };
  await new Promise<void>((resolve, reject) => {
    // A connection may break before its reply came; the next one asks again.
    socket.on('connect', () => void join().then(resolve, () => undefined));
    socket.on('connect_error', reject);
  });
  return client;
}

/** A board's data with the cursor it belongs to: one statement each, in one snapshot. */
export function loadCards(
  database: TestDatabase,
  workspaceId: string,
): Promise<{ cursor: string; cards: Map<string, Partial<Card>> }> {
  return database.withWorkspace(workspaceId, 'system', async (tx) => {
    const cursor = await eventCursor(tx);
    const rows = await tx.selectFrom('contacts').select(['id', 'score', 'stageId']).execute();
    return { cursor, cards: new Map(rows.map((row) => [row.id, row])) };
  });
}
