import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AutomationWorld,
  openAutomationWorld,
} from '../../../../test/support/automation-world.ts';
import { addTestMember, openTestApi, type TestMember } from '../../../../test/support/test-api.ts';
import type { Explanation } from '../../../contracts/runs.ts';
import type { ApiServer } from '../../../platform/http/server.ts';
import { automationRoutes } from '../index.ts';

let world: AutomationWorld;
let app: ApiServer;
let ana: TestMember;

beforeAll(async () => {
  world = await openAutomationWorld();
  app = await openTestApi(...automationRoutes({ database: world.db }));
  const { workspaceId } = world;
  ana = await addTestMember(world.db, app, { name: 'Ana Reyes', role: 'viewer', workspaceId });
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const explain = async (automationId: string, contactId: string, eventId?: number) => {
  const query = `contactId=${contactId}${eventId === undefined ? '' : `&eventId=${eventId}`}`;
  return (
    await ana.call<Explanation>('GET', `/api/v1/automations/${automationId}/explain?${query}`)
  ).body;
};
const onScore = { type: 'contact_updated', params: { fields: ['score'] } };
const setScore = async (contactId: string, score: number) => {
  await world.db.psql('update contacts set score = $2 where id = $1', [contactId, score]);
  await world.settled();
};

describe('why did it not run?', () => {
  it('shows the values that were seen at the time of the event', async () => {
    const automationId = await world.publish({
      trigger: onScore,
      conditions: { all: [{ field: 'contact.lastName', op: 'equals', value: 'Silva' }] },
      steps: [],
    });
    const contactId = await world.contact({ last_name: 'Costa' });
    await setScore(contactId, 50);
    await world.db.psql(`update contacts set last_name = 'Silva' where id = $1`, [contactId]);
    const answer = await explain(automationId, contactId);
    expect(answer).toMatchObject({
      verdict: 'no_match',
      words: 'Its conditions did not hold: Last name is Costa, not Silva.',
      trigger: { ok: true },
      event: {
        type: 'contact.updated',
        actorName: 'Database: postgres',
        changes: { score: [null, 50] },
      },
      conditions: { kind: 'all', holds: false, parts: [{ result: { actual: 'Costa' } }] },
    });

    await setScore(contactId, 60);
    const [run] = await world.runs(automationId);
    const newest = await explain(automationId, contactId);
    expect(newest).toMatchObject({ verdict: 'ran', runId: run?.id });
    expect(newest.events).toMatchObject([{ id: answer.event?.id, words: 'Score nothing → 50' }]);
    expect(await explain(automationId, contactId, answer.event?.id)).toMatchObject({
      verdict: 'no_match',
    });
  });

  it('knows what was refused, switched off, too early, or never happened', async () => {
    const once = { trigger: onScore, steps: [], settings: { reenrolment: { mode: 'once' } } };
    const automationId = await world.publish(once);
    const contactId = await world.contact();
    expect(await explain(automationId, contactId)).toMatchObject({
      verdict: 'no_event',
      words: 'It starts with “Contact updated”, and nothing of the kind has happened to Rosa yet.',
    });
    await setScore(contactId, 50);
    await setScore(contactId, 60);
    expect(await explain(automationId, contactId)).toMatchObject({
      verdict: 'refused',
      refusal: { reason: 'already_ran' },
    });
    const late = await world.publish(once);
    expect(await explain(late, contactId)).toMatchObject({
      verdict: 'not_active',
      words: 'It was not published yet when this happened.',
    });
    await world.db.asEngine('import', async (tx) => {
      await sql`select set_config('app.automations', 'no', true)`.execute(tx);
      await sql`update contacts set score = 70 where id = ${contactId}`.execute(tx);
    });
    expect(await explain(automationId, contactId)).toMatchObject({ verdict: 'switched_off' });
    await world.db.psql(`update automations set status = 'paused' where id = $1`, [automationId]);
    await setScore(contactId, 80);
    expect(await explain(automationId, contactId)).toMatchObject({
      verdict: 'not_active',
      words: 'It was not switched on when this happened.',
    });
  });

  it('says when the moment of a time-based trigger comes', async () => {
    const automationId = await world.publish({
      trigger: { type: 'contact_inactive', params: { after: { amount: 3, unit: 'days' } } },
      steps: [],
    });
    const contactId = await world.contact({ last_interaction_at: new Date() });
    await world.settled();
    const answer = await explain(automationId, contactId);
    expect(answer).toMatchObject({ verdict: 'scheduled' });
    expect(answer.words).toMatch(/^Its moment has not come yet\. It looks at Rosa again on 20/);
  });

  it('is nobody else’s business', async () => {
    const stranger = await addTestMember(world.db, app, { name: 'Stranger', role: 'owner' });
    const automationId = await world.publish({ trigger: onScore, steps: [] });
    const contactId = await world.contact();
    const url = `/api/v1/automations/${automationId}/explain?contactId=${contactId}`;
    expect((await stranger.call('GET', url)).status).toBe(404);
  });
});
