import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { Server } from 'socket.io';
import type { Delta } from '../src/contracts/realtime.ts';
import type { Database } from '../src/platform/database/database.ts';
import type { Identity } from '../src/platform/http/access.ts';
import { silentLogger } from '../src/platform/logging/logger.ts';
import { createRealtime } from '../src/platform/realtime/index.ts';
import { type Figure, figure, quantile, report } from './bench.ts';
import { withRuntime } from './open-runtime.ts';

/**
 * From commit to browser: 200 changes a second, to 200 and to 1,000 clients of one board, which are
 * in a process of their own. Reference: the same deltas sent by a bare Socket.IO server, without
 * database, events and gateway. Run: node bench/realtime.bench.ts
 */

const changesPerSecond = 200;
const seconds = Number(process.env['SECONDS'] ?? 10);
const warmUpSeconds = 3;
/** One message a change is more than Socket.IO can send to 1,000 clients: 200,000 a second. */
const bareBatchMs = 20;
const cards = 500;

type Board = { workspaceId: string; memberId: string; pipelineId: string; contacts: string[] };

async function makeBoard(database: Database): Promise<Board> {
  return database.asEngine('system', async (tx) => {
    const { rows } = await sql<Board>`
      with workspace as (insert into workspaces (name, slug) values ('Bench', gen_random_uuid())
        returning id),
      pipeline as (insert into pipelines (workspace_id, name) select id, 'Sales' from workspace
        returning workspace_id, id),
      contact as (insert into contacts (workspace_id, pipeline_id, first_name)
        select workspace_id, id, 'Contact ' || n from pipeline, generate_series(1, ${cards}) n
        returning id)
      select p.workspace_id as "workspaceId", p.id as "pipelineId", gen_random_uuid() as "memberId",
        (select array_agg(id) from contact) as contacts from pipeline p`.execute(tx);
    if (!rows[0]) throw new Error('no board was made');
    return rows[0];
  });
}

/** Makes one change; the card carries `mark`. Calls `committing` when the commit is about to leave. */
type Change = (n: number, mark: string, committing: () => void) => Promise<void>;

/** When each change was committed, by its number. */
type Commits = Record<number, number>;

/** Changes at an even pace, whatever each takes, after some that carry no number. */
async function atAPace(change: Change): Promise<Commits> {
  const commits: Commits = {};
  await changeFor(warmUpSeconds, (n) => change(n, '0', () => undefined));
  await changeFor(seconds, (n) =>
    change(n, String(n + 1), () => {
      commits[n + 1] = performance.timeOrigin + performance.now();
    }),
  );
  return commits;
}

async function changeFor(duration: number, change: (n: number) => Promise<void>): Promise<void> {
  const began = performance.now();
  const running: Promise<void>[] = [];
  for (let n = 0; n < duration * changesPerSecond; n++) {
    const due = began + (n * 1_000) / changesPerSecond;
    const early = due - performance.now();
    if (early > 1) await sleep(early);
    running.push(change(n));
  }
  await Promise.all(running);
}

function changeCard(database: Database, board: Board): Change {
  return (n, mark, committing) =>
    database.withWorkspace(board.workspaceId, 'system', async (tx) => {
      await tx
        .updateTable('contacts')
        .set({ score: 1 + (n % 100), summary: mark })
        .where('workspaceId', '=', board.workspaceId)
        .where('id', '=', board.contacts[n % cards] ?? '')
        .execute();
      committing();
    });
}

/** From commit to client, in milliseconds: all changes times all clients. */
async function measure(
  httpServer: HttpServer,
  clients: number,
  board: Board,
  change: Change,
): Promise<number[]> {
  const address = httpServer.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const script = join(import.meta.dirname, 'realtime-clients.ts');
  const room = `pipeline:${board.pipelineId}`;
  const url = `http://127.0.0.1:${port}`;
  const browsers: ChildProcess = fork(script, [url, String(clients), room, board.memberId]);
  await once(browsers, 'message');
  browsers.send(await atAPace(change));
  const [{ delays }] = (await once(browsers, 'message')) as [{ delays: number[] }];
  const expected = clients * seconds * changesPerSecond;
  if (delays.length !== expected) throw new Error(`${delays.length} of ${expected} came`);
  return delays;
}

async function listen(httpServer: HttpServer): Promise<void> {
  httpServer.listen(0, '127.0.0.1');
  await once(httpServer, 'listening');
}

async function measureOurs(database: Database, board: Board, clients: number): Promise<number[]> {
  const httpServer = createServer();
  const caller: NonNullable<Identity['caller']> = {
    workspaceId: board.workspaceId,
    role: 'agent',
    actor: `member:${board.memberId}`,
    memberId: board.memberId,
    userId: null,
  };
  const realtime = createRealtime({
    httpServer,
    database,
    authenticateHeaders: async () => ({ person: null, caller }),
    allowedOrigins: [],
    log: silentLogger,
  });
  await listen(httpServer);
  try {
    return await measure(httpServer, clients, board, changeCard(database, board));
  } finally {
    await realtime.close();
    httpServer.close();
  }
}

async function measureBare(board: Board, clients: number): Promise<number[]> {
  const httpServer = createServer();
  const io = new Server(httpServer);
  io.on('connection', (socket) => {
    socket.on('subscribe', (_request: unknown, answer: (reply: unknown) => void) => {
      socket.join('board');
      answer({ ok: true, cursor: '', missed: [] });
    });
  });
  const collected: Delta[] = [];
  const sender = setInterval(() => {
    const deltas = collected.splice(0);
    if (deltas.length > 0) io.to('board').emit('deltas', { cursor: '', deltas });
  }, bareBatchMs);
  await listen(httpServer);
  try {
    return await measure(httpServer, clients, board, async (n, mark, committing) => {
      const changes: Delta['changes'] = { score: [1, 1 + (n % 100)], summary: [mark, mark] };
      const contactId = board.contacts[n % cards] ?? '';
      const type = 'contact.updated';
      const at = new Date().toISOString();
      const delta = { id: n, type, subjectId: contactId, contactId, changes, actor: 'x', at };
      committing();
      collected.push(delta);
    });
  } finally {
    clearInterval(sender);
    await io.close();
  }
}

function figuresOf(clients: number, ours: number[], bare: number[], limits: Limits): Figure[] {
  return limits.map(([share, name, limit]) =>
    figure({
      name: `commit → browser, ${clients} clients, ${name}`,
      unit: 'ms',
      ours: quantile(ours, share),
      reference: quantile(bare, share),
      promise: { of: 'ours', is: 'at most', limit },
      note:
        `${changesPerSecond} changes/s for ${seconds} s, ${ours.length} deliveries, from ` +
        `sending the commit until the client has it, clients in another process; reference: bare ` +
        `Socket.IO, the same deltas every ${bareBatchMs} ms, no database`,
    }),
  );
}

type Limits = [share: number, name: string, limit: number][];

const figures = await withRuntime({ environment: { SANDBOX: 'false' } }, async ({ database }) => {
  const board = await makeBoard(database);
  const few = await measureOurs(database, board, 200);
  const fewBare = await measureBare(board, 200);
  const many = await measureOurs(database, board, 1_000);
  const manyBare = await measureBare(board, 1_000);
  return [
    ...figuresOf(200, few, fewBare, [
      [0.5, 'p50', 20],
      [0.99, 'p99', 100],
    ]),
    ...figuresOf(1_000, many, manyBare, [[0.99, 'p99', 300]]),
  ];
});
report(...figures);
