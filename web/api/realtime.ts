import { io, type Socket } from 'socket.io-client';
import type { Delta, DeltaBatch, Room, SubscribeReply } from '../../src/contracts/realtime.ts';
import { createDeltaLog, type DeltaLog } from '../../src/platform/realtime/apply.rules.ts';

export type Subscription = {
  room: Room;
  /** Where the data on the screen ends; without it `onReload` is called once changes come. */
  cursor?: string | undefined;
  onDeltas: (deltas: readonly Delta[]) => void;
  /** What happened since the data was fetched cannot be told: fetch it again. */
  onReload: () => void;
};

/** `live`: changes come as they happen. `connecting`: they come once the socket is there. */
export type ConnectionState = 'live' | 'connecting';

type Member = Subscription & { log: DeltaLog };

const retryMs = 3000;
const refusedMs = 15_000;
const members = new Set<Member>();
const watchers = new Set<() => void>();
let socket: Socket | null = null;
let workspace: string | null = null;
let state: ConnectionState = 'connecting';

/**
 * Listens to a room of the active workspace until the returned function is called. Each delta is
 * given once and in order, also after a lost connection (contracts/realtime.ts).
 */
export function subscribe(workspaceId: string, subscription: Subscription): () => void {
  const log = createDeltaLog(subscription.cursor ?? '');
  const member: Member = { ...subscription, log };
  members.add(member);
  const connection = connect(workspaceId);
  if (connection.connected) void join(member);
  return () => {
    members.delete(member);
    const others = [...members].some(({ room }) => room === member.room);
    if (!others && connection.connected) connection.emit('unsubscribe', { room: member.room });
  };
}

export function connectionState(): ConnectionState {
  return state;
}

export function watchConnection(listener: () => void): () => void {
  watchers.add(listener);
  return () => watchers.delete(listener);
}

/** One socket for the page. It belongs to the workspace that was active when it was opened. */
function connect(workspaceId: string): Socket {
  if (socket && workspace === workspaceId) return socket;
  socket?.disconnect();
  workspace = workspaceId;
  socket = io({ transports: ['websocket', 'polling'], reconnectionDelayMax: 5000 });
  socket.on('connect', () => {
    setState('live');
    for (const member of members) void join(member);
  });
  socket.on('disconnect', (reason) => {
    setState('connecting');
    // Ended by the server for good (signed out, sent too much): ask again, but not at once.
    if (reason === 'io server disconnect') setTimeout(() => socket?.connect(), retryMs);
  });
  socket.on('connect_error', () => {
    // Refused by the server, not by the network: it is not tried again by itself.
    if (socket && !socket.active) setTimeout(() => socket?.connect(), refusedMs);
  });
  socket.on('deltas', (batch: DeltaBatch) => {
    for (const member of members) hand(member, member.log.accept(batch));
  });
  return socket;
}

async function join(member: Member): Promise<void> {
  const connection = socket;
  const cursor = member.log.ask();
  const reply: SubscribeReply | undefined = await connection
    ?.timeout(10_000)
    .emitWithAck('subscribe', { room: member.room, ...(cursor ? { cursor } : {}) })
    .catch(() => undefined);
  if (!members.has(member) || connection !== socket) return;
  if (!reply || (!reply.ok && reply.reason === 'try_again')) {
    if (connection?.connected) setTimeout(() => members.has(member) && void join(member), retryMs);
    return;
  }
  if (reply.ok) {
    hand(member, member.log.answered(reply));
    if (!cursor) member.onReload();
  } else if (reply.reason === 'reload') {
    member.log = createDeltaLog('');
    void join(member);
  }
}

function hand(member: Member, deltas: readonly Delta[]): void {
  if (deltas.length > 0) member.onDeltas(deltas);
}

function setState(next: ConnectionState): void {
  state = next;
  for (const watcher of watchers) watcher();
}
