import { setTimeout as sleep } from 'node:timers/promises';
import { io } from 'socket.io-client';
import type { Delta, DeltaBatch } from '../src/contracts/realtime.ts';

/**
 * The browsers of bench/realtime.bench.ts, in a process of their own so that their work is not the
 * server's. Started with the address, the number of clients and the room; tells its parent when all
 * have joined; told at the end when each change was committed, it answers how many milliseconds
 * later each client had it.
 */

const [url = '', count = '0', room = '', apiKey = ''] = process.argv.slice(2);
const clients = Number(count);
/** Which change, and when it came. */
const arrivals: [change: number, at: number][] = [];

/** The writer puts the number of the change into the card, and 0 while it warms up. */
function note(deltas: readonly Delta[]): void {
  const now = performance.timeOrigin + performance.now();
  for (const { changes } of deltas) {
    const change = Number(changes['summary']?.[1]);
    if (change > 0) arrivals.push([change, now]);
  }
}

async function join(): Promise<void> {
  const options = {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { 'x-api-key': apiKey },
  };
  const socket = io(url, options);
  socket.on('deltas', (batch: DeltaBatch) => note(batch.deltas));
  await new Promise((resolve, reject) => {
    socket.on('connect', () => resolve(undefined));
    socket.on('connect_error', reject);
  });
  const reply: { ok: boolean } = await socket.emitWithAck('subscribe', { room });
  if (!reply.ok) throw new Error(`could not join ${room}`);
}

for (let joined = 0; joined < clients; joined += 20) {
  await Promise.all(Array.from({ length: Math.min(20, clients - joined) }, join));
}

/** Waits for deliveries that are still on their way; some seconds of silence mean that none are. */
async function untilQuiet(): Promise<void> {
  for (let before = -1; before !== arrivals.length; await sleep(3_000)) before = arrivals.length;
}

process.on('message', async (committedAt: Record<number, number>) => {
  await untilQuiet();
  const delays = arrivals.map(([change, at]) => at - (committedAt[change] ?? Number.NaN));
  process.send?.({ delays }, () => process.exit(0));
});
process.send?.('joined');
