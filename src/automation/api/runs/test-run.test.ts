import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AutomationWorld,
  openAutomationWorld,
} from '../../../../test/support/automation-world.ts';
import { addTestMember, openTestApi, type TestMember } from '../../../../test/support/test-api.ts';
import type { Automation } from '../../../contracts/automations.ts';
import type { ProblemDetails } from '../../../contracts/problem.ts';
import type { TestRunResult } from '../../../contracts/runs.ts';
import type { ApiServer } from '../../../platform/http/server.ts';
import { automationRoutes } from '../index.ts';

let world: AutomationWorld;
let app: ApiServer;
let ana: TestMember;

beforeAll(async () => {
  world = await openAutomationWorld({ engine: false });
  app = await openTestApi(...automationRoutes({ database: world.db }));
  const { workspaceId } = world;
  ana = await addTestMember(world.db, app, { name: 'Ana Reyes', role: 'agent', workspaceId });
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const create = async (definition: object) =>
  (await ana.call<Automation>('POST', '/api/v1/automations', { name: 'Test', definition })).body.id;
const tryOut = async (automationId: string, body: object, who = ana) =>
  who.call<TestRunResult & Pick<ProblemDetails, 'errors'>>(
    'POST',
    `/api/v1/automations/${automationId}/test-run`,
    body,
  );

const onMessage = { type: 'message_received', params: {} };
const action = (id: string, name: string, input: object, more: object = {}) => ({
  id,
  kind: 'action',
  action: name,
  input,
  ...more,
});
const day = { amount: 1, unit: 'days' };

/** Rows of every table that a run could have written to. */
async function fingerprint(): Promise<unknown> {
  const tables = ['contacts', 'events', 'pending_events', 'runs', 'run_steps', 'deliveries'];
  const more = ['tasks', 'notes', 'jobs', 'placements', 'notifications', 'ai_questions', 'tags'];
  const counts = [...tables, ...more, 'automation_counts', 'run_refusals'].map(
    (table) => `(select count(*) from ${table}) as ${table}`,
  );
  const [row] = await world.db.psql(`select ${counts.join(', ')},
    (select json_agg(c order by c.id)::text from contacts c) as whole`);
  return row;
}

describe('a test run', () => {
  it('does everything with a real contact and leaves nothing', async () => {
    await world.publish({ trigger: { type: 'tag_added', params: {} }, steps: [] });
    const contactId = await world.contact({ phone: '+351210000000', score: 10 });
    await world.insert('tags', { name: 'vip' });
    const automationId = await create({
      trigger: onMessage,
      conditions: { field: 'contact.score', op: 'lt', value: 50 },
      steps: [
        action('tag', 'add_tag', { tags: ['vip'] }),
        { id: 'wait', kind: 'delay', for: day },
        {
          id: 'way',
          kind: 'branch',
          branches: [
            {
              id: 'vip',
              condition: { field: 'contact.tags', op: 'contains', value: 'vip' },
              steps: [action('sms', 'send_sms', { text: 'Hello {{ contact.firstName }}' })],
            },
          ],
        },
        action('ask', 'ask_ai_draft', { instructions: 'Be kind', text: 'Hello' }),
        action('note', 'add_note', { text: '{{ steps.ask.text }}' }),
      ],
    });
    const before = await fingerprint();
    const { status, body } = await tryOut(automationId, { contactId });
    expect(status).toBe(200);
    expect(body).toMatchObject({ matched: true, status: 'completed', error: null });
    expect(body.steps.map(({ stepId, status }) => `${stepId} ${status}`)).toEqual([
      'tag completed',
      'wait completed',
      'way completed',
      'sms completed',
      'ask completed',
      'note completed',
    ]);
    expect(body.steps[3]).toMatchObject({ deliveries: [{ channel: 'sms', status: 'not sent' }] });
    expect(body.effects.map(({ words }) => words)).toEqual([
      'Would add the tag vip.',
      'Would send an SMS to +351210000000: “Hello Rosa”.',
      'Would ask the AI to write: “Be kind”.',
      expect.stringMatching(/^Would add the note “Dear Ana/),
    ]);
    expect(await fingerprint()).toEqual(before);
  });

  it('says what does not hold, and goes on when told to', async () => {
    const contactId = await world.contact({ score: 90 });
    const automationId = await create({
      trigger: { type: 'score_crossed', params: { threshold: 95, direction: 'up' } },
      conditions: { field: 'contact.score', op: 'lt', value: 50 },
      steps: [action('note', 'add_note', { text: 'Seen' })],
    });
    const refused = (await tryOut(automationId, { contactId })).body;
    expect(refused).toMatchObject({
      matched: false,
      status: 'not_started',
      trigger: { ok: true },
      conditions: { holds: false, result: { actual: 90 } },
      steps: [],
    });
    const event = { changes: { score: [10, 20] } };
    const wrong = (await tryOut(automationId, { contactId, event })).body;
    expect(wrong).toMatchObject({ trigger: { ok: false } });
    const forced = (await tryOut(automationId, { contactId, ignoreConditions: true })).body;
    expect(forced).toMatchObject({
      matched: false,
      status: 'completed',
      steps: [{ stepId: 'note' }],
    });
  });

  it('shows a step that fails, tries and all, without waiting for them', async () => {
    const contactId = await world.contact();
    const automationId = await create({
      trigger: onMessage,
      steps: [action('move', 'move_stage', { stageId: randomUUID() })],
    });
    const { body } = await tryOut(automationId, { contactId });
    expect(body).toMatchObject({ status: 'failed', steps: [{ errorCode: 'missing_stage' }] });
  });

  it('takes a published version, and a contact of the caller alone', async () => {
    const steps = [action('note', 'add_note', { text: 'Published' })];
    const automationId = await world.publish({ trigger: onMessage, steps });
    await world.db.psql(`update automations set draft = $2 where id = $1`, [
      automationId,
      JSON.stringify({ trigger: onMessage, steps: [] }),
    ]);
    const contactId = await world.contact();
    expect((await tryOut(automationId, { contactId })).body.steps).toEqual([]);
    expect((await tryOut(automationId, { contactId, version: 1 })).body.steps).toHaveLength(1);
    expect(await tryOut(automationId, { contactId, version: 9 })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'body.version' }] },
    });
    const stranger = await addTestMember(world.db, app, { name: 'Stranger', role: 'owner' });
    expect((await tryOut(automationId, { contactId }, stranger)).status).toBe(404);
    const [foreign] = await world.db.psql<{ id: string }>(
      `insert into contacts (workspace_id, first_name) values ($1, 'Eva') returning id`,
      [stranger.workspaceId],
    );
    expect(await tryOut(automationId, { contactId: foreign?.id })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'body.contactId' }] },
    });
  });
});
