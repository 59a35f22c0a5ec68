// The board of 10,000 cards over real HTTP, signed in as a browser is.
import { sql } from 'kysely';
import { Board } from '../src/contracts/board.ts';
import { ensureDemoPipeline } from '../src/features/pipelines/index.ts';
import type { Runtime } from '../src/roles/runtime.ts';
import { createWeb, type Web } from '../src/roles/web.ts';
import { figure, median, quantile, report } from './bench.ts';
import { withRuntime } from './open-runtime.ts';

const cardCount = 10_000;
/** As the web app asks. */
const cardsPerColumn = 40;
const warmUps = 10;
const rounds = 50;
const origin = 'http://localhost:3000';

type Place = { workspaceId: string; pipelineId: string };

/** Cards spread over incoming and every stage, as long as real ones. */
async function fill(runtime: Runtime, { workspaceId, pipelineId }: Place): Promise<void> {
  await runtime.database.asEngine('system', (tx) =>
    sql`
      with places as (
        select array_agg(id order by position) as stages from stages
        where workspace_id = ${workspaceId} and pipeline_id = ${pipelineId})
      insert into contacts (workspace_id, first_name, last_name, has_messenger, pipeline_id,
        stage_id, score, status, confidence, deal_amount, deal_currency, summary, next_best_action,
        placement_rule, placement_reason, last_interaction_at, last_message,
        last_message_direction, last_platform, message_count, created_at)
      select ${workspaceId}, 'Name' || n, 'Cruz', true,
        case when n % (cardinality(stages) + 1) > 0 then ${pipelineId}::uuid end,
        stages[n % (cardinality(stages) + 1)], 1 + n % 100, 'NEGOTIATING', 80,
        case when n % 4 = 0 then n end, case when n % 8 = 0 then 'PHP' end,
        repeat('Asked for the price of a table. ', 6), 'Answer the question about the price.',
        'score_range', 'Score 45 is in Qualified (31–47)',
        timestamptz '2026-01-01' + n * interval '1 minute',
        repeat('How much is this one? ', 4), 'in', 'messenger', 12, '2025-12-31'
      from places, generate_series(1, ${cardCount}::int) n`.execute(tx),
  );
}

/** Calls the API as a member who signed in. */
type Call = (method: 'GET' | 'POST', path: string, body?: object) => Promise<unknown>;

async function signIn(web: Web): Promise<{ call: Call; workspaceId: string }> {
  const person = { name: 'Ana Cruz', email: 'ana@example.com', password: 'a long bench password' };
  const { userId } = await web.accounts.ensureUser(person);
  const workspace = { name: 'Bench', slug: 'bench', ownerUserId: userId };
  const { workspaceId } = await web.accounts.ensureWorkspace(workspace);
  const address = web.app.server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  let cookie = '';
  const call: Call = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { cookie, origin, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
    if (cookies.length > 0) cookie = cookies.join('; ');
    return answer.json();
  };
  const { email, password } = person;
  await call('POST', '/api/auth/sign-in/email', { email, password });
  return { call, workspaceId };
}

/** Reads the same rows without a board around them: their number, and as many as the board shows. */
async function plainRead(runtime: Runtime, place: Place, shown: number): Promise<void> {
  await runtime.database.withWorkspace(place.workspaceId, 'system', async (tx) => {
    await sql`select count(*) from contacts where workspace_id = ${place.workspaceId}`.execute(tx);
    await sql`select * from contacts where workspace_id = ${place.workspaceId}
      limit ${shown}`.execute(tx);
  });
}

async function ms(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function measure(runtime: Runtime, web: Web): Promise<void> {
  const { call, workspaceId } = await signIn(web);
  const pipelineId = await runtime.database.withWorkspace(workspaceId, 'system', (tx) =>
    ensureDemoPipeline(tx, workspaceId),
  );
  await fill(runtime, { workspaceId, pipelineId });
  const read = () => call('GET', `/api/v1/pipelines/${pipelineId}/board?cards=${cardsPerColumn}`);
  const { columns } = Board.parse(await read());
  const counted = columns.reduce((sum, { count }) => sum + count, 0);
  if (counted !== cardCount) throw new Error(`The board counts ${counted} of ${cardCount} cards.`);
  const shown = columns.reduce((sum, { cards }) => sum + cards.length, 0);
  const plain = () => plainRead(runtime, { workspaceId, pipelineId }, shown);
  const ours: number[] = [];
  const reference: number[] = [];
  for (let round = 0; round < warmUps + rounds; round++) {
    const measured = [await ms(read), await ms(plain)] as const;
    if (round < warmUps) continue;
    ours.push(measured[0]);
    reference.push(measured[1]);
  }
  report(
    figure({
      name: 'board query',
      unit: 'ms',
      ours: median(ours),
      reference: median(reference),
      promise: { of: 'ours', is: 'at most', limit: 50 },
      note:
        `${cardCount} cards, ${columns.length} columns, ${shown} cards sent, over HTTP with a session; ` +
        `median of ${rounds}, p95 ${quantile(ours, 0.95).toFixed(1)} ms, best ` +
        `${quantile(ours, 0).toFixed(1)} ms; reference: count(*) and a plain select of as many rows`,
    }),
  );
}

await withRuntime(
  {
    sandbox: { dialogues: [] },
    environment: { REQUESTS_PER_MINUTE: '100000', PUBLIC_URL: origin },
  },
  async (runtime) => {
    const web = await createWeb(runtime);
    try {
      await web.listen();
      await measure(runtime, web);
    } finally {
      await web.close();
    }
  },
);
