import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addTestMember, openTestApi, type TestMember } from '../../../test/support/test-api.ts';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import type { ApiServer } from '../../platform/http/server.ts';
import { createPipeline } from '../pipelines/index.ts';
import { moveContacts, type PlacementItem, placeContacts, placementRoutes } from './index.ts';

let db: TestDatabase;
let app: ApiServer;
let ana: TestMember;
let stageIds: Record<string, string>;
let pipelineId: string;
beforeAll(async () => {
  db = await openTestDatabase();
  app = await openTestApi(placementRoutes({ database: db }));
});
afterAll(async () => {
  await app.close();
  await db.close();
});
beforeEach(async () => {
  ana = await addTestMember(db, app, { name: 'Ana Reyes', role: 'agent' });
  const { workspaceId, actor } = ana;
  const pipeline = await db.withWorkspace(workspaceId, actor, (tx) =>
    createPipeline(tx, ana, {
      name: 'Sales',
      description: null,
      prompt: null,
      examples: [],
      stages: [stage('New', 'LEAD'), stage('Talking', 'IN_PROGRESS'), stage('Won', 'WON')],
    }),
  );
  pipelineId = pipeline.id;
  stageIds = Object.fromEntries(pipeline.stages.map(({ name, id }) => [name, id]));
});

function stage(name: string, type: 'LEAD' | 'IN_PROGRESS' | 'WON') {
  return { name, type, description: null, color: 'gray' as const, scoreMin: 0, scoreMax: 100 };
}

type Given = Partial<Omit<PlacementItem, 'analysis'>> & { score?: number; confidence?: number };

function item(contactId: string, given: Given = {}): PlacementItem {
  const { score = 50, confidence = 90, ...rest } = given;
  return {
    workspaceId: ana.workspaceId,
    contactId,
    analysisId: null,
    analysis: {
      score,
      confidence,
      status: 'CONTACTED',
      recommendedStage: 'Talking',
      source: 'local',
      reasoning: 'Asked for a price.',
    },
    evidence: [{ messageId: 'm1', quote: 'how much' }],
    pipelineId,
    settings: { updateMode: 'UPDATE_EXISTING', minConfidence: 0 },
    requestedReview: false,
    actor: 'analysis',
    ...rest,
  };
}

async function addContacts(count: number): Promise<string[]> {
  const rows = await db.psql<{ id: string }>(
    `insert into contacts (workspace_id, first_name) select $1, 'C' || n
     from generate_series(1, $2::int) n returning id`,
    [ana.workspaceId, count],
  );
  return rows.map(({ id }) => id);
}

const place = (...items: PlacementItem[]) =>
  db.asEngine('analysis', (tx) => placeContacts(tx, items));

async function contact(id: string) {
  const [row] = await db.psql(`select * from contacts where id = $1`, [id]);
  return row;
}

async function placements(contactId: string) {
  return db.psql(`select * from placements where contact_id = $1 order by created_at, id`, [
    contactId,
  ]);
}

async function move(contactId: string, stageName: string): Promise<void> {
  const { workspaceId, actor } = ana;
  const stageId = stageIds[stageName] ?? null;
  await db.withWorkspace(workspaceId, actor, (tx) =>
    moveContacts(tx, { workspaceId, actor, contactIds: [contactId], stageId, reevaluate: false }),
  );
}

describe('placeContacts', () => {
  it('writes the move, its story and an activity, and no trigger explains it again', async () => {
    const [id = ''] = await addContacts(1);
    const [result] = await place(item(id, { score: 45 }));
    expect(result).toMatchObject({ outcome: 'moved', stageId: stageIds['Talking'] });
    expect(await contact(id)).toMatchObject({
      pipeline_id: pipelineId,
      stage_id: stageIds['Talking'],
      stage_entered_at: expect.any(Date),
      placement_id: result?.placementId,
      placement_rule: 'score_range',
      placement_reason: '“how much” – Score 45 is in Talking (31–80)',
      locked_at: null,
    });
    const stored = await placements(id);
    expect(stored).toHaveLength(1);
    expect(stored[0]).toMatchObject({
      from_stage_id: null,
      to_stage_name: 'Talking',
      decided_by: 'ai',
      evidence: [{ messageId: 'm1', quote: 'how much' }],
      score: 45,
    });
    expect(stored[0]?.['trace']).toHaveLength(10);
    const activities = await db.psql(`select type, data from activities where contact_id = $1`, [
      id,
    ]);
    expect(activities).toEqual([
      {
        type: 'moved',
        data: expect.objectContaining({
          placementId: result?.placementId,
          fromStageId: null,
          toStageName: 'Talking',
          reasoning: 'Asked for a price.',
          recommendation: 'Talking',
          confidence: 90,
          score: 45,
          status: 'CONTACTED',
        }),
      },
    ]);
  });

  it('places 200 contacts in as many statements as one', async () => {
    const statements = async (ids: string[]) => {
      let count = 0;
      await db.asEngine('analysis', async (tx) => {
        const counted = tx.withPlugin({
          transformQuery({ node }) {
            count += 1;
            return node;
          },
          transformResult: async ({ result }) => result,
        });
        const items = ids.map((id, index) => item(id, { score: 1 + (index % 100) }));
        const results = await placeContacts(counted, items);
        expect(results).toHaveLength(ids.length);
      });
      return count;
    };
    const one = await statements(await addContacts(1));
    const ids = await addContacts(200);
    expect(await statements(ids)).toBe(one);
    expect(one).toBeGreaterThan(2);
    expect(one).toBeLessThanOrEqual(5);
    const [{ placed } = { placed: 0 }] = await db.psql<{ placed: number }>(
      `select count(*)::int as placed from contacts c join placements p on p.id = c.placement_id
       where c.id = any($1) and c.stage_id = p.to_stage_id`,
      [ids],
    );
    expect(placed).toBe(200);
  });

  it('leaves a contact that a person moved, says whose move that was, and keeps its reason', async () => {
    const [id = ''] = await addContacts(1);
    await move(id, 'New');
    const [kept] = await place(item(id, { score: 60 }));
    expect(kept).toMatchObject({ outcome: 'kept', rule: 'human_lock' });
    const stored = await placements(id);
    expect(stored.at(-1)?.['reason']).toMatch(/^Kept: moved by hand by Ana Reyes on /);
    expect(await contact(id)).toMatchObject({
      stage_id: stageIds['New'],
      placement_reason: 'Placed here by Ana Reyes',
      locked_by: ana.actor,
    });
    const [looked] = await place(item(id, { score: 60, requestedReview: true }));
    expect(looked).toMatchObject({ outcome: 'moved', stageId: stageIds['Talking'] });
    expect(await contact(id)).toMatchObject({ stage_id: stageIds['Talking'], locked_at: null });
  });

  it('refreshes a decision that comes out the same instead of piling up rows', async () => {
    const [id = ''] = await addContacts(1);
    await place(item(id, { score: 45 }));
    const [first] = await place(item(id, { score: 50 }));
    const [second] = await place(item(id, { score: 55 }));
    expect(first).toMatchObject({ outcome: 'kept' });
    expect(second?.placementId).toBe(first?.placementId);
    const stored = await placements(id);
    expect(stored.map((row) => [row['outcome'], row['score']])).toEqual([
      ['moved', 45],
      ['kept', 55],
    ]);
    expect((await contact(id))?.['placement_reason']).toBe(
      '“how much” – Score 55 is in Talking (31–80)',
    );
  });

  it('takes the same contact twice in one batch in the order given', async () => {
    const [id = ''] = await addContacts(1);
    const results = await place(item(id, { score: 10 }), item(id, { score: 70 }));
    expect(results.map(({ stageId }) => stageId)).toEqual([stageIds['New'], stageIds['Talking']]);
    expect((await placements(id)).map((row) => row['from_stage_name'])).toEqual([null, 'New']);
  });

  it('marks the unsure for review and leaves contacts and pipelines that are gone', async () => {
    const [id = ''] = await addContacts(1);
    const gone = '00000000-0000-7000-8000-000000000000';
    const settings = { updateMode: 'UPDATE_EXISTING' as const, minConfidence: 60 };
    const results = await place(item(id, { confidence: 20, settings }), item(gone));
    expect(results).toEqual([
      expect.objectContaining({ outcome: 'review', stageId: stageIds['Talking'] }),
    ]);
    expect(await contact(id)).toMatchObject({ needs_review: true, stage_id: null });
    const [skipped] = await place(item(id, { pipelineId: gone }));
    expect(skipped).toMatchObject({ outcome: 'skipped', rule: 'no_stages' });
  });

  it('never touches a contact of another workspace', async () => {
    const [id = ''] = await addContacts(1);
    const other = await addTestMember(db, app, { name: 'Sid', role: 'owner' });
    expect(await place(item(id, { workspaceId: other.workspaceId }))).toEqual([]);
    expect(await placements(id)).toEqual([]);
  });

  it('tells a consistent story when people and the AI move the same contacts at once', async () => {
    const ids = await addContacts(20);
    await Promise.all([
      place(...ids.map((id) => item(id, { score: 45 }))),
      place(...ids.toReversed().map((id) => item(id, { score: 95 }))),
      ...ids.slice(0, 10).map((id) => move(id, 'New')),
    ]);
    for (const id of ids) {
      const moved = (await placements(id)).filter((row) => row['outcome'] === 'moved');
      const path = moved.map((row) => [row['from_stage_id'], row['to_stage_id']]);
      const starts = path.map(([from]) => from);
      expect(starts).toEqual([null, ...path.map(([, to]) => to).slice(0, -1)]);
      expect((await contact(id))?.['stage_id']).toBe(path.at(-1)?.[1]);
    }
  });
});

describe('moves from outside', () => {
  it('explains and locks what psql moves', async () => {
    const [id = ''] = await addContacts(1);
    await place(item(id, { score: 45 }));
    await db.psql(`update contacts set stage_id = $2 where id = $1`, [id, stageIds['Won']]);
    expect(await contact(id)).toMatchObject({
      stage_id: stageIds['Won'],
      placement_rule: 'outside_move',
      locked_by: 'database:postgres',
    });
    const [kept] = await place(item(id, { score: 45 }));
    expect(kept).toMatchObject({ outcome: 'kept', rule: 'human_lock' });
    expect((await placements(id)).at(-1)?.['reason']).toMatch(/by Database: postgres on /);
  });
});
