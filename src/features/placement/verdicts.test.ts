import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addTestMember, openTestApi, type TestMember } from '../../../test/support/test-api.ts';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import type { Contact } from '../../contracts/contacts.ts';
import type { Placement } from '../../contracts/placements.ts';
import type { ProblemDetails } from '../../contracts/problem.ts';
import type { ApiServer } from '../../platform/http/server.ts';
import { contactActionRoutes, contactRoutes } from '../contacts/index.ts';
import { ensureDemoPipeline, getPipeline } from '../pipelines/index.ts';
import { placeContacts, placementRoutes } from './index.ts';

let db: TestDatabase;
let app: ApiServer;
let ana: TestMember;
let stranger: TestMember;
let pipelineId: string;
let stage: (name: string) => string;
beforeAll(async () => {
  db = await openTestDatabase();
  const deps = { database: db };
  app = await openTestApi(placementRoutes(deps), contactRoutes(deps), contactActionRoutes(deps));
  stranger = await addTestMember(db, app, { name: 'Sid', role: 'owner' });
});
afterAll(async () => {
  await app.close();
  await db.close();
});
beforeEach(async () => {
  ana = await addTestMember(db, app, { name: 'Ana Reyes', role: 'agent' });
  const pipeline = await db.withWorkspace(ana.workspaceId, 'system', async (tx) =>
    getPipeline(tx, ana, await ensureDemoPipeline(tx, ana.workspaceId)),
  );
  pipelineId = pipeline.id;
  stage = (name) => {
    const found = pipeline.stages.find((one) => one.name === name);
    if (!found) throw new Error(`no stage ${name}`);
    return found.id;
  };
});

async function addContact(): Promise<string> {
  const body = { firstName: 'Joy', lastName: 'Cruz' };
  return (await ana.call<Contact>('POST', '/api/v1/contacts', body)).body.id;
}

/** Places by the AI; returns the placement's id. */
async function place(contactId: string, score: number, confidence = 90): Promise<string> {
  const { workspaceId } = ana;
  const [result] = await db.asEngine('analysis', (tx) =>
    placeContacts(tx, [
      {
        workspaceId,
        contactId,
        analysisId: null,
        analysis: {
          score,
          confidence,
          status: 'CONTACTED',
          recommendedStage: null,
          source: 'local',
          reasoning: 'Asked for a price.',
        },
        evidence: [],
        pipelineId,
        settings: { updateMode: 'UPDATE_EXISTING', minConfidence: 50 },
        requestedReview: false,
        actor: 'analysis',
      },
    ]),
  );
  if (!result) throw new Error('nothing was placed');
  return result.placementId;
}

const judge = <T = Placement>(id: string, verdict: object, by = ana) =>
  by.call<T>('POST', `/api/v1/placements/${id}/verdict`, verdict);

async function contact(id: string): Promise<Contact> {
  return (await ana.call<Contact>('GET', `/api/v1/contacts/${id}`)).body;
}

describe('verdicts', () => {
  it('undo returns the contact to where it was and locks it', async () => {
    const id = await addContact();
    await place(id, 10);
    const second = await place(id, 45);
    const { body, status } = await judge(second, { verdict: 'undone' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      verdict: 'undone',
      verdictBy: 'Ana Reyes',
      actorName: 'Analysis',
      contactName: 'Joy Cruz',
    });
    expect(await contact(id)).toMatchObject({
      pipelineId,
      stageId: stage('New lead'),
      lockedBy: ana.actor,
      placementRule: 'undo',
      placementReason: 'Back to New lead: undone by Ana Reyes',
    });
    expect((await judge(second, { verdict: 'undone' })).status).toBe(200);
    const again = await judge<ProblemDetails>(second, { verdict: 'accepted' });
    expect(again.body).toMatchObject({ status: 409, detail: 'This was undone already.' });
  });

  it('undo of the first placement takes the contact out of the pipeline again', async () => {
    const id = await addContact();
    await judge(await place(id, 10), { verdict: 'undone' });
    expect(await contact(id)).toMatchObject({ pipelineId: null, stageId: null });
  });

  it('undo of a slip of the hand takes its lock back', async () => {
    const id = await addContact();
    await place(id, 10);
    const { body } = await ana.call<{ placement: Placement }>(
      'POST',
      `/api/v1/contacts/${id}/move`,
      { stageId: stage('Won') },
    );
    expect((await contact(id)).lockedBy).toBe(ana.actor);
    await judge(body.placement.id, { verdict: 'undone' });
    expect(await contact(id)).toMatchObject({ stageId: stage('New lead'), lockedAt: null });
  });

  it('refuses what comes too late, and says so', async () => {
    const id = await addContact();
    const placement = await place(id, 10);
    await ana.call('POST', `/api/v1/contacts/${id}/move`, { stageId: stage('Won') });
    for (const verdict of [
      { verdict: 'undone' },
      { verdict: 'corrected', stageId: stage('Lost') },
    ]) {
      const late = await judge<ProblemDetails>(placement, verdict);
      expect(late.status).toBe(409);
      expect(late.body.detail).toMatch(/has been moved since/);
    }
    expect(await contact(id)).toMatchObject({ stageId: stage('Won') });
    expect((await judge(placement, { verdict: 'accepted' })).status).toBe(200);
  });

  it('correct moves it to the right stage and locks it', async () => {
    const id = await addContact();
    const placement = await place(id, 10);
    const wrong = await judge<ProblemDetails>(placement, {
      verdict: 'corrected',
      stageId: pipelineId,
    });
    expect(wrong.body).toMatchObject({ status: 422, errors: [{ field: 'body.stageId' }] });
    const { body } = await judge(placement, { verdict: 'corrected', stageId: stage('Proposal') });
    expect(body.verdict).toBe('corrected');
    expect(await contact(id)).toMatchObject({
      stageId: stage('Proposal'),
      lockedBy: ana.actor,
      placementReason: 'Corrected by Ana Reyes',
    });
  });

  it('accepting a suggestion in review makes the move; turning it down keeps the contact there', async () => {
    const [one, two] = [await addContact(), await addContact()];
    const suggestion = await place(one, 45, 20);
    expect(await contact(one)).toMatchObject({ needsReview: true, stageId: null });
    await judge(suggestion, { verdict: 'accepted' });
    expect(await contact(one)).toMatchObject({
      needsReview: false,
      stageId: stage('Qualified'),
      lockedAt: null,
      placementReason: 'Suggested by the AI, accepted by Ana Reyes',
    });
    await judge(await place(two, 45, 20), { verdict: 'undone' });
    expect(await contact(two)).toMatchObject({
      needsReview: false,
      stageId: null,
      lockedBy: ana.actor,
    });
  });

  it('judges many at once, and counts how often people agree', async () => {
    const ids = [await addContact(), await addContact(), await addContact()];
    const given = await Promise.all(ids.map((id) => place(id, 10)));
    await ana.call('POST', `/api/v1/contacts/${ids[2]}/move`, { stageId: stage('Won') });
    const { body } = await ana.call('POST', '/api/v1/placements/verdicts', {
      placementIds: given,
      verdict: 'undone',
    });
    expect(body).toEqual({ changed: 2 });
    const list = await ana.call<{ items: Placement[] }>(
      'GET',
      '/api/v1/placements?decidedBy=ai&verdict=none',
    );
    expect(list.body.items.map(({ id }) => id)).toEqual([given[2]]);
    const agreement = await ana.call('GET', '/api/v1/placements/agreement');
    expect(agreement.body).toEqual({
      items: [
        {
          stageId: stage('New lead'),
          stageName: 'New lead',
          decisions: 3,
          accepted: 0,
          corrected: 0,
          undone: 2,
        },
      ],
      readers: [
        {
          model: null,
          pipelineId,
          promptVersion: null,
          decisions: 3,
          accepted: 0,
          corrected: 0,
          undone: 2,
        },
      ],
    });
  });

  it('pages through placements without losing or repeating one', async () => {
    for (let n = 0; n < 5; n += 1) await place(await addContact(), 10 + n);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const url: string = `/api/v1/placements?limit=2${cursor && `&cursor=${cursor}`}`;
      const { body } = await ana.call<{ items: Placement[]; nextCursor: string | null }>(
        'GET',
        url,
      );
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor;
    }
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(5);
    const bad = await ana.call<ProblemDetails>('GET', '/api/v1/placements?cursor=bm9wZQ');
    expect(bad.body).toMatchObject({ status: 422, errors: [{ field: 'query.cursor' }] });
  });

  it('shows another workspace nothing', async () => {
    const id = await addContact();
    const placement = await place(id, 10);
    expect((await judge(placement, { verdict: 'undone' }, stranger)).status).toBe(404);
    const many = await stranger.call('POST', '/api/v1/placements/verdicts', {
      placementIds: [placement],
      verdict: 'undone',
    });
    expect(many.body).toEqual({ changed: 0 });
    expect((await stranger.call('GET', '/api/v1/placements')).body).toEqual({
      items: [],
      nextCursor: null,
    });
    expect(await contact(id)).toMatchObject({ stageId: stage('New lead') });
  });
});
