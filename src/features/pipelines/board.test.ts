import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTestMember, openTestApi, type TestMember } from '../../../test/support/test-api.ts';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import type { Board, BoardColumn } from '../../contracts/board.ts';
import type { ContactCard } from '../../contracts/contacts.ts';
import type { Pipeline } from '../../contracts/pipelines.ts';
import type { ApiServer } from '../../platform/http/server.ts';
import { boardRoutes, ensureDemoPipeline, getPipeline } from './index.ts';

const cardCount = 10_000;
let db: TestDatabase;
let app: ApiServer;
let ana: TestMember;
let stranger: TestMember;
let pipeline: Pipeline;
let board: string;
beforeAll(async () => {
  db = await openTestDatabase();
  app = await openTestApi(boardRoutes({ database: db }));
  ana = await addTestMember(db, app, { name: 'Ana', role: 'viewer' });
  stranger = await addTestMember(db, app, { name: 'Sid', role: 'viewer' });
  pipeline = await db.withWorkspace(ana.workspaceId, 'system', async (tx) =>
    getPipeline(tx, ana, await ensureDemoPipeline(tx, ana.workspaceId)),
  );
  board = `/api/v1/pipelines/${pipeline.id}/board`;
  await fill(ana.workspaceId);
});
afterAll(async () => {
  await app.close();
  await db.close();
});

/**
 * Spreads cards over no pipeline (n % 9 = 0), no stage (1) and the seven stages (2–8), with times
 * that repeat in groups of 50 (microseconds apart for some), a few without a message, and amounts.
 */
async function fill(workspaceId: string): Promise<void> {
  await db.psql('alter table contacts disable trigger user');
  await db.psql(
    `insert into contacts (workspace_id, first_name, last_name, pipeline_id, stage_id, score,
       deal_amount, deal_currency, last_interaction_at, last_message, created_at, summary,
       placement_reason, has_messenger)
     select $1, 'Name' || n, case when n % 10 = 0 then '50%_off' else 'Cruz' end,
       case when n % 9 > 0 then $2::uuid end,
       case when n % 9 > 1 then ($3::uuid[])[n % 9 - 1] end,
       1 + n % 100, case when n % 4 = 0 then n end, case when n % 8 = 0 then 'PHP' end,
       case when n % 100 <> 7 then timestamptz '2026-01-01' + (n / 50) * interval '1 minute'
         + (n % 3) * interval '1 microsecond' end,
       repeat('How much is this one? ', 4), timestamptz '2025-12-31' + n * interval '1 second',
       repeat('Asked for the price of a table. ', 8), 'Score 45 is in Qualified (31–47)', true
     from generate_series(1, $4::int) n`,
    [workspaceId, pipeline.id, pipeline.stages.map(({ id }) => id), cardCount],
  );
  await db.psql('alter table contacts enable trigger user');
  await db.psql('analyze contacts');
}

/** What the column should hold, straight from the table and sorted here. */
async function expected(column: BoardColumn): Promise<string[]> {
  const place =
    column.stageId === null
      ? `(pipeline_id is null or pipeline_id = $1) and stage_id is null`
      : `pipeline_id = $1 and stage_id = $2`;
  const values = column.stageId === null ? [pipeline.id] : [pipeline.id, column.stageId];
  const rows = await db.psql<{ id: string; at: string }>(
    `select id, extract(epoch from coalesce(last_interaction_at, created_at))::text as at
     from contacts where ${place}`,
    values,
  );
  const compare = (a: string, b: string) => (a < b ? 1 : a > b ? -1 : 0);
  return rows.toSorted((a, b) => compare(a.at, b.at) || compare(a.id, b.id)).map(({ id }) => id);
}

async function restOf(column: BoardColumn, limit: number): Promise<ContactCard[]> {
  const cards = [...column.cards];
  let cursor = column.nextCursor;
  while (cursor !== null) {
    const url = `${board}/cards?stageId=${column.stageId ?? 'none'}&limit=${limit}&cursor=${cursor}`;
    const { body } = await ana.call<{ items: ContactCard[]; nextCursor: string | null }>(
      'GET',
      url,
    );
    cards.push(...body.items);
    cursor = body.nextCursor;
  }
  return cards;
}

describe('board', () => {
  it('shows counts, sums and every card once, in order, over all pages', async () => {
    const { body, status } = await ana.call<Board>('GET', `${board}?cards=30`);
    expect(status).toBe(200);
    expect(body.pipeline.contactCount).toBe(Math.floor((cardCount * 8) / 9) + 1);
    expect(body.columns.map(({ stageId }) => stageId)).toEqual([
      null,
      ...pipeline.stages.map(({ id }) => id),
    ]);
    expect(body.columns.reduce((sum, { count }) => sum + count, 0)).toBe(cardCount);
    for (const column of body.columns) {
      const ids = (await restOf(column, 200)).map(({ id }) => id);
      expect(ids).toEqual(await expected(column));
      expect(column.count).toBe(ids.length);
    }
    const sums = body.columns.flatMap(({ totals }) => totals);
    const all = sums.reduce((sum, { amount }) => sum + amount, 0);
    expect(all).toBe(((cardCount / 4) * (4 + cardCount)) / 2);
    expect(body.columns[3]?.totals.map(({ currency }) => currency)).toEqual(['PHP', null]);
  });

  it('filters counts and cards alike, and takes % and _ as they are', async () => {
    const query = `${board}?q=${encodeURIComponent('50%_OFF')}&scoreMin=50&cards=5`;
    const { body } = await ana.call<Board>('GET', query);
    const [row] = await db.psql<{ n: number }>(
      `select count(*)::int as n from contacts where last_name = '50%_off' and score >= 50`,
    );
    expect(body.columns.reduce((sum, { count }) => sum + count, 0)).toBe(row?.n);
    const cards = body.columns.flatMap((column) => column.cards);
    expect(cards).toHaveLength(40);
    expect(cards.every((card) => card.lastName === '50%_off' && (card.score ?? 0) >= 50)).toBe(
      true,
    );
  });

  it('gives a cursor for the socket, and hides the board from others', async () => {
    const { body } = await ana.call<Board>('GET', board);
    expect(body.cursor).toMatch(/^\d+\./);
    expect((await stranger.call('GET', board)).status).toBe(404);
    expect((await stranger.call('GET', `${board}/cards?stageId=none`)).status).toBe(404);
  });

  it('answers the first screen of 10,000 cards in 50 ms', async () => {
    const times: number[] = [];
    for (let n = 0; n < 20; n += 1) {
      const start = performance.now();
      await ana.call<Board>('GET', board);
      times.push(performance.now() - start);
    }
    const [best = 0, , , , , , , , , , median = 0] = times.toSorted((a, b) => a - b);
    console.info(
      `board of ${cardCount} cards: best ${best.toFixed(1)} ms, median ${median.toFixed(1)} ms`,
    );
    // The machine is shared while tests run: the promise is measured by the bench, this is a fuse.
    expect(best).toBeLessThan(50);
  });
});
