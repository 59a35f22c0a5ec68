import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type AutomationWorld,
  openAutomationWorld,
} from '../../../test/support/automation-world.ts';

let world: AutomationWorld;

beforeAll(async () => {
  world = await openAutomationWorld();
});
afterAll(() => world.close());

const tagged = (tag: string) => ({
  trigger: { type: 'tag_added', params: { tag } },
  steps: [
    { id: 'tag', kind: 'action', action: 'add_tag', input: { tags: 'seen' } },
    {
      id: 'task',
      kind: 'action',
      action: 'create_task',
      input: { title: 'Call {{ contact.firstName }}' },
    },
  ],
});

it('reacts to a plain SQL update, once, and says what it did', async () => {
  await world.insert('tags', { name: 'seen' });
  const automationId = await world.publish(tagged('vip'));
  const contactId = await world.contact();
  await world.settled();
  await world.db.psql(`update contacts set tags = tags || '{vip}' where id = $1`, [contactId]);
  await world.settled();
  const runs = await world.runs(automationId);
  expect(runs).toMatchObject([{ status: 'completed', contact_id: contactId, error: null }]);
  const steps = await world.steps(runs[0]?.id ?? '');
  expect(steps).toMatchObject([
    { number: 1, step_id: 'tag', status: 'completed' },
    { number: 2, step_id: 'task', status: 'completed', input: { title: 'Call Rosa' } },
  ]);
  const tasks = await world.db.psql('select title from tasks where contact_id = $1', [contactId]);
  expect(tasks).toEqual([{ title: 'Call Rosa' }]);
  const events = await world.db.psql(
    `select changes->'tags' as tags, actor, cause, depth from events
     where contact_id = $1 and type = 'contact.updated' order by id`,
    [contactId],
  );
  expect(events).toEqual([
    { tags: [[], ['vip']], actor: expect.stringMatching(/^database:/), cause: null, depth: 0 },
    {
      tags: [['vip'], ['vip', 'seen']],
      actor: `automation:${automationId}`,
      cause: `run:${runs[0]?.id}`,
      depth: 1,
    },
  ]);
});
