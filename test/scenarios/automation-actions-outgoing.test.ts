import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  act,
  expectEvent,
  expectFailure,
  lastOf,
  type Performed,
  perform,
  silence,
  writer,
} from '../support/automation-scenario.ts';
import { type AutomationWorld, openAutomationWorld } from '../support/automation-world.ts';

let world: AutomationWorld;

beforeAll(async () => {
  world = await openAutomationWorld();
});
afterEach(() => silence(world));
afterAll(() => world.close());

const does = (action: string, input: object, columns: Record<string, unknown> = {}) =>
  perform(world, [act(action, input)], columns);

async function deliveryOf({ run }: Performed) {
  const rows = await world.db.psql('select * from deliveries where run_id = $1', [run.id]);
  expect(rows).toHaveLength(1);
  return lastOf(rows);
}

/** Waits for nothing, and stands there until a channel can send it. */
async function expectHeld(done: Performed, columns: Record<string, unknown>): Promise<void> {
  expect(done.run).toMatchObject({ status: 'completed', error: null });
  const row = await deliveryOf(done);
  expect(row).toMatchObject({
    ...columns,
    key: `run:${done.run.id}:1`,
    automation_id: done.automationId,
    step_id: 'act',
    contact_id: done.contactId,
    status: 'held',
    error_code: 'no_channel',
    next_attempt_at: null,
    written_by: writer(done.automationId, done.run, 1),
  });
  expect(row['error']).toMatch(/channel can send yet/);
  expect(done.steps).toMatchObject([
    { status: 'completed', output: { deliveryId: row['id'], to: columns['recipient'] } },
  ]);
  await expectEvent(world, done, 'delivery.created', { channel: [null, columns['channel']] });
}

it('send_sms: held until a channel can send it', async () => {
  const text = 'Hello {{ contact.firstName }}';
  const done = await does('send_sms', { text }, { phone: '+351 210 000 000' });
  await expectHeld(done, {
    channel: 'sms',
    recipient: '+351 210 000 000',
    payload: { text: 'Hello Rosa' },
  });
  const nobody = await does('send_sms', { text: 'Hello' });
  await expectFailure(world, nobody, 'no_address', /Rosa has no phone number/);
});

it('send_email: held until a channel can send it', async () => {
  const input = { subject: 'Hello {{ contact.firstName }}', text: 'Hi' };
  const done = await does('send_email', input, { email: 'rosa@example.com' });
  await expectHeld(done, {
    channel: 'email',
    recipient: 'rosa@example.com',
    payload: { subject: 'Hello Rosa', text: 'Hi' },
  });
  const nobody = await does('send_email', input);
  await expectFailure(world, nobody, 'no_address', /Rosa has no e-mail address/);
});

it('send_messenger: held until a channel can send it', async () => {
  const done = await does('send_messenger', { text: 'Hi' }, { has_messenger: true });
  await expectHeld(done, { channel: 'messenger', recipient: 'Rosa', payload: { text: 'Hi' } });
  const nobody = await does('send_messenger', { text: 'Hi' });
  await expectFailure(world, nobody, 'no_address', /no conversation on Messenger/);
});

it('send_instagram: held until a channel can send it', async () => {
  const done = await does('send_instagram', { text: 'Hi' }, { has_instagram: true });
  await expectHeld(done, { channel: 'instagram', recipient: 'Rosa', payload: { text: 'Hi' } });
  const nobody = await does('send_instagram', { text: 'Hi' });
  await expectFailure(world, nobody, 'no_address', /no conversation on Instagram/);
});

/** As the workers do when what a run waits for has come to its end. */
async function finish(table: string, done: Performed, columns: string): Promise<void> {
  await world.db.psql(
    `with ended as (update ${table} set ${columns} where run_id = $1)
     update runs set due_at = now() where id = $1`,
    [done.run.id],
  );
  await world.settled();
}

const url = 'https://example.com/hook?key=1';
const hook = act('call_webhook', { url, body: { name: '{{ contact.name }}' } }, 'call');
const tell = act('add_note', { text: 'Ticket {{ steps.call.body.ticket }}' }, 'tell');

it('call_webhook: the run waits for the answer and later steps read it', async () => {
  const done = await perform(world, [hook, tell]);
  const { run, steps } = done;
  expect(run).toMatchObject({ status: 'waiting', wait_reason: 'delivery' });
  // Keys often stand in the query: the log hides them.
  const logged = { url: 'https://example.com/hook?key=•••' };
  expect(steps).toMatchObject([{ step_id: 'call', status: 'waiting', input: logged }]);
  const delivery = await deliveryOf(done);
  expect(delivery).toMatchObject({
    channel: 'webhook',
    recipient: 'https://example.com/hook',
    status: 'queued',
    payload: { method: 'POST', url, headers: {}, retry: 'short', body: '{"name":"Rosa"}' },
    written_by: writer(done.automationId, run, 1),
  });
  await expectEvent(world, done, 'delivery.created', { channel: [null, 'webhook'] });
  await finish(
    'deliveries',
    done,
    `status = 'delivered', response = '{"status": 201, "headers": {}, "body": {"ticket": 42}}'`,
  );
  expect(await world.runs(done.automationId)).toMatchObject([{ status: 'completed' }]);
  expect(await world.steps(run.id)).toMatchObject([
    {
      step_id: 'call',
      status: 'completed',
      input: logged,
      output: { deliveryId: delivery['id'], status: 201, body: { ticket: 42 } },
    },
    { step_id: 'tell', status: 'completed', input: { text: 'Ticket 42' } },
  ]);
});

it('call_webhook: looked at too early it waits on; a request that failed fails the step', async () => {
  const done = await perform(world, [hook, tell]);
  await finish('deliveries', done, `attempts = 1`);
  expect(await world.runs(done.automationId)).toMatchObject([{ status: 'waiting' }]);
  await finish(
    'deliveries',
    done,
    `status = 'failed', error_code = 'http_500', error = 'It answered 500'`,
  );
  expect(await world.runs(done.automationId)).toMatchObject([
    { status: 'failed', error_code: 'http_500', error: 'It answered 500', needs_review: true },
  ]);
  // The note would have told the answer, which there is not.
  expect(await world.steps(done.run.id)).toMatchObject([
    { status: 'failed', attempt: 1 },
    { status: 'failed', error_code: 'missing_value' },
  ]);
});

it('call_webhook: without waiting, with what happened as its body', async () => {
  const done = await does('call_webhook', { url, waitForAnswer: false });
  expect(done.run).toMatchObject({ status: 'completed' });
  const { payload, next_attempt_at } = await deliveryOf(done);
  expect(next_attempt_at).toBeInstanceOf(Date);
  expect(JSON.parse(payload.body)).toMatchObject({
    type: 'contact.updated',
    data: { contact: { name: 'Rosa' } },
  });
  const wrong = await does('call_webhook', { url: 'ftp://example.com' });
  await expectFailure(world, wrong, 'invalid_input', /url: must be an address/);
});

describe('a question to the AI', () => {
  const question = async ({ run }: Performed) =>
    lastOf(await world.db.psql('select * from ai_questions where run_id = $1', [run.id]));

  it('ask_ai_classify: the run waits, a branch reads the choice', async () => {
    const ask = act('ask_ai_classify', { choices: 'an offer\nhelp' }, 'ask');
    const branch = {
      id: 'which',
      kind: 'branch',
      branches: [
        {
          id: 'offer',
          condition: { field: 'steps.ask.choice', op: 'equals', value: 'an offer' },
          steps: [act('add_note', { text: 'Sure: {{ steps.ask.confidence }}' }, 'yes')],
        },
      ],
      otherwise: [act('add_note', { text: 'Other' }, 'no')],
    };
    const done = await perform(world, [ask, branch], { last_message: 'How much is it?' });
    expect(done.run).toMatchObject({ status: 'waiting', wait_reason: 'answer' });
    expect(await question(done)).toMatchObject({
      step_id: 'ask',
      key: `run:${done.run.id}:1`,
      status: 'queued',
      question: { kind: 'classify', text: 'How much is it?', choices: ['an offer', 'help'] },
    });
    const answer = '{"choice": "an offer", "confidence": 85, "reason": "Asks the price"}';
    await finish('ai_questions', done, `status = 'answered', answer = '${answer}'`);
    expect(await world.steps(done.run.id)).toMatchObject([
      { step_id: 'ask', status: 'completed', output: JSON.parse(answer) },
      { step_id: 'which', output: { branch: 'offer' } },
      { step_id: 'yes', input: { text: 'Sure: 85' } },
    ]);
    const silent = await does('ask_ai_classify', { choices: 'a\nb' });
    await expectFailure(world, silent, 'no_text', /no message to read/);
  });

  it('ask_ai_draft: the run waits, later steps use the text; a failure is for good', async () => {
    const ask = act('ask_ai_draft', { instructions: 'Thank {{ contact.firstName }}' }, 'ask');
    const use = act('add_note', { text: '{{ steps.ask.text }}' }, 'use');
    const done = await perform(world, [ask, use]);
    expect(done.run).toMatchObject({ status: 'waiting', wait_reason: 'answer' });
    expect(await question(done)).toMatchObject({
      question: { kind: 'draft', instructions: 'Thank Rosa', text: '' },
    });
    await finish('ai_questions', done, `status = 'answered', answer = '{"text": "Thank you!"}'`);
    expect(await world.steps(done.run.id)).toMatchObject([
      { step_id: 'ask', output: { text: 'Thank you!' } },
      { step_id: 'use', status: 'completed', input: { text: 'Thank you!' } },
    ]);

    const broken = await perform(world, [ask, use]);
    await finish(
      'ai_questions',
      broken,
      `status = 'failed', error_code = 'no_ai', error = 'No AI'`,
    );
    expect(await world.runs(broken.automationId)).toMatchObject([
      { status: 'failed', error_code: 'no_ai', error: 'No AI', needs_review: true },
    ]);
  });
});

it('start_automation: a run of the other one, that is caused by this one', async () => {
  const other = await world.publish({
    trigger: { type: 'started_by_automation' },
    steps: [act('add_note', { text: '{{ event.data.why }}' })],
  });
  const input = { automationId: other, data: { why: 'Because of {{ contact.firstName }}' } };
  const done = await does('start_automation', input);
  expect(done.run.status).toBe('completed');
  expect(done.steps).toMatchObject([{ output: { automationId: other } }]);
  const [run] = await world.runs(other);
  expect(run).toMatchObject({
    status: 'completed',
    contact_id: done.contactId,
    cause: `run:${done.run.id}`,
    depth: 1,
  });
  const notes = await world.db.psql('select text, written_by from notes where contact_id = $1', [
    done.contactId,
  ]);
  expect(notes).toEqual([
    { text: 'Because of Rosa', written_by: `automation:${other}|run:${run?.id}|2|1` },
  ]);
});

it('start_automation: not one that is gone or paused', async () => {
  const gone = await does('start_automation', { automationId: randomUUID() });
  await expectFailure(world, gone, 'missing_automation', /is not active/);
  const paused = await world.publish({ trigger: { type: 'started_by_automation' }, steps: [] });
  await world.db.psql(`update automations set status = 'paused' where id = $1`, [paused]);
  const held = await does('start_automation', { automationId: paused });
  await expectFailure(world, held, 'missing_automation', /is not active/);
  expect(await world.runs(paused)).toEqual([]);
});
