import { io, type Socket } from 'socket.io-client';
import type { Delta, DeltaBatch, Room, SubscribeReply } from '../../src/contracts/realtime.ts';

export type Subscription = {
  room: Room;
  /** Where the data on the screen ends; without it only later changes come. */
  cursor?: string | undefined;
  onDeltas: (deltas: readonly Delta[]) => void;
  /** What was missed cannot be told: fetch the data again. */
  onReload: () => void;
};

/** `live`: changes come as they happen. `connecting`: they come once the socket is there. */
export type ConnectionState = 'live' | 'connecting';

type Member = Subscription & {
  /** Before the reply nothing is applied: the reply holds all that happened since the cursor. */
  joined: boolean;
  cursor: string | undefined;
  /** Highest delta applied of each row. */
  applied: Map<string, number>;
};

const retryMs = 3000;
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
  const member: Member = {
    ...subscription,
    cursor: subscription.cursor,
    joined: false,
    applied: new Map(),
  };
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
    for (const member of members) member.joined = false;
    // Ended by the server for good (signed out, sent too much): ask again, but not at once.
    if (reason === 'io server disconnect') setTimeout(() => socket?.connect(), retryMs);
  });
  socket.on('deltas', (batch: DeltaBatch) => {
    for (const member of members) if (member.joined) take(member, batch.deltas, batch.cursor);
  });
  return socket;
}

async function join(member: Member): Promise<void> {
  const connection = socket;
  const reply: SubscribeReply | undefined = await connection
    ?.timeout(10_000)
    .emitWithAck('subscribe', {
      room: member.room,
      ...(member.cursor ? { cursor: member.cursor } : {}),
    })
    .catch(() => undefined);
  if (!members.has(member) || connection !== socket) return;
  if (!reply || (!reply.ok && reply.reason === 'try_again')) {
    if (connection?.connected) setTimeout(() => members.has(member) && void join(member), retryMs);
    return;
  }
  if (reply.ok) {
    member.joined = true;
    take(member, reply.missed, reply.cursor);
  } else if (reply.reason === 'reload') {
    member.cursor = undefined;
    member.onReload();
    void join(member);
  }
}

function take(member: Member, deltas: readonly Delta[], cursor: string): void {
  member.cursor = cursor;
  const fresh = deltas.filter((delta) => {
    if (delta.id <= (member.applied.get(delta.subjectId) ?? 0)) return false;
    member.applied.set(delta.subjectId, delta.id);
    return true;
  });
  if (fresh.length > 0) member.onDeltas(fresh);
}

function setState(next: ConnectionState): void {
  state = next;
  for (const watcher of watchers) watcher();
}
