import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import {
  act,
  conversation,
  lastOf,
  message,
  silence,
} from '../../../test/support/automation-scenario.ts';
import {
  type AutomationWorld,
  openAutomationWorld,
} from '../../../test/support/automation-world.ts';
import type { EngineOptions } from './engine.ts';

let world: AutomationWorld;

beforeAll(async () => {
  world = await openAutomationWorld({ engine: false });
});
afterEach(() => silence(world));
afterAll(() => world.close());

async function workOff(options: Partial<EngineOptions> = {}): Promise<void> {
  const engine = world.startEngine(options);
  await world.settled();
  await engine.stop();
}

const second = { amount: 1, unit: 'seconds' };

/** No engine runs while the contact replies and the wait of its run comes to its end. */
async function replyWhileDown(definition: object, options: Partial<EngineOptions> = {}) {
  const automationId = await world.publish({
    trigger: { type: 'contact_created', params: {} },
    steps: [],
    ...definition,
  });
  const contactId = await world.contact();
  const conversationId = await conversation(world, contactId);
  await workOff();
  for (let count = 0; count < 5; count += 1) {
    await world.db.psql(`update contacts set first_name = first_name || '.'`);
  }
  await message(world, { conversationId, contactId });
  await sleep(1_200);
  await workOff(options);
  const run = lastOf(await world.runs(automationId));
  return { run, steps: await world.steps(run.id) };
}

const wait = { id: 'reply', kind: 'wait_for_event', event: { type: 'message_received' } };
const listening = {
  steps: [{ ...wait, timeout: second }, act('add_note', { text: '{{ steps.reply.timedOut }}' })],
};

it('an event that came before the timeout counts, however late it is looked at', async () => {
  const { steps } = await replyWhileDown(listening);
  expect(steps).toMatchObject([{ output: { timedOut: false } }, { input: { text: false } }]);
});

it('so it does when it stands far back in the queue', async () => {
  await world.publish({ trigger: { type: 'contact_updated', params: {} }, steps: [] });
  const { steps } = await replyWhileDown(listening, { batchSize: 2 });
  expect(steps).toMatchObject([{ output: { timedOut: false } }, { input: { text: false } }]);
});

it('a reply before the end of a delay stops the run', async () => {
  const { run } = await replyWhileDown({
    steps: [{ id: 'wait', kind: 'delay', for: second }, act('add_note', { text: 'no answer' })],
    settings: { stopOnReply: true },
  });
  expect(run).toMatchObject({ status: 'cancelled' });
});
