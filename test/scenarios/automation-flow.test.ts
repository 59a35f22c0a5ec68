import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { act, lastOf, perform, set, silence, writer } from '../support/automation-scenario.ts';
import { type AutomationWorld, openAutomationWorld } from '../support/automation-world.ts';

let world: AutomationWorld;

beforeAll(async () => {
  world = await openAutomationWorld();
});
afterEach(() => silence(world));
afterAll(() => world.close());

const note = (id: string, text = id) => act('add_note', { text }, id);
const above = (value: number) => ({ field: 'contact.score', op: 'gte', value });

/** What runs wrote about a contact, in the order in which they did. */
async function notesOf(contactId: string): Promise<string[]> {
  const rows = await world.db.psql<{ text: string }>(
    `select changes->'text'->>1 as text from events
     where type = 'note.created' and contact_id = $1 order by id`,
    [contactId],
  );
  return rows.map(({ text }) => text);
}

it('branches go on together behind the branch, whichever was taken', async () => {
  const branch = {
    id: 'how',
    kind: 'branch',
    branches: [
      { id: 'hot', condition: above(80), steps: [note('hot')] },
      { id: 'warm', condition: above(50), steps: [note('warm')] },
    ],
    otherwise: [],
  };
  const steps = [branch, note('joined')];
  const hot = await perform(world, steps, { score: 90 });
  expect(await notesOf(hot.contactId)).toEqual(['hot', 'joined']);
  const warm = await perform(world, steps, { score: 60 });
  expect(await notesOf(warm.contactId)).toEqual(['warm', 'joined']);
  const cold = await perform(world, steps, { score: 10 });
  expect(await notesOf(cold.contactId)).toEqual(['joined']);
  expect(cold.steps).toMatchObject([
    { step_id: 'how', output: { branch: 'otherwise', asked: [{ branch: 'hot' }, {}] } },
    { step_id: 'joined' },
  ]);
});

it('a split of 200 contacts goes both ways, and each run the same way again', async () => {
  const split = {
    id: 'way',
    kind: 'split',
    branches: [
      { id: 'a', weight: 50, steps: [note('a')] },
      { id: 'b', weight: 50, steps: [note('b')] },
    ],
  };
  const trigger = { type: 'contact_created', params: {} };
  const automationId = await world.publish({ trigger, steps: [split] });
  await world.db.psql(
    `insert into contacts (workspace_id, first_name)
     select $1, 'Visitor ' || n from generate_series(1, 200) n`,
    [world.workspaceId],
  );
  await world.settled();
  const ways = () =>
    world.db.psql<{ branch: string; run_id: string }>(
      `select s.run_id, s.output->>'branch' as branch from run_steps s
       join runs r on r.id = s.run_id
       where r.automation_id = $1 and s.step_id = 'way' order by s.run_id, s.number`,
      [automationId],
    );
  const first = await ways();
  expect(first).toHaveLength(200);
  const toA = first.filter(({ branch }) => branch === 'a').length;
  // Seven standard deviations of a fair coin to either side.
  expect(toA).toBeGreaterThan(50);
  expect(toA).toBeLessThan(150);
  // As a person who retries them from there.
  await world.db.psql(
    `update runs set status = 'waiting', due_at = now(), state = state || '{"at": "way"}'
     where automation_id = $1`,
    [automationId],
  );
  await world.settled();
  expect(await ways()).toEqual(first.flatMap((way) => [way, way]));
});

it('a step sees what the step before it wrote', async () => {
  const { contactId, steps } = await perform(
    world,
    [
      act('set_score', { score: '{{ contact.score | plus: 30 }}' }, 'more'),
      act('set_field', { field: 'lastName', value: 'Reyes' }, 'name'),
      note('tell', '{{ contact.name }}: {{ contact.score }}'),
      {
        id: 'hot',
        kind: 'branch',
        branches: [{ id: 'yes', condition: above(80), steps: [note('sell')] }],
      },
    ],
    { score: 60 },
  );
  expect(await notesOf(contactId)).toEqual(['Rosa Reyes: 90', 'sell']);
  expect(steps.map(({ step_id }) => step_id)).toEqual(['more', 'name', 'tell', 'hot', 'sell']);
});

it('two automations on one event: the second sees what the first one did', async () => {
  const trigger = { type: 'contact_status_changed', params: { to: 'WON' } };
  const first = await world.publish({
    trigger,
    steps: [act('set_score', { score: '{{ contact.score | plus: 1 }}' }), note('one')],
  });
  const second = await world.publish({
    trigger,
    steps: [act('set_score', { score: '{{ contact.score | times: 10 }}' }), note('two')],
  });
  const contactId = await world.contact({ score: 2 });
  await set(world, 'contacts', contactId, { status: 'WON' });
  await world.settled();
  const scores = await world.db.psql(
    `select changes->'score' as score, actor, depth from events
     where contact_id = $1 and type = 'contact.updated' and changes ? 'score' order by id`,
    [contactId],
  );
  expect(scores).toEqual([
    { score: [2, 3], actor: `automation:${first}`, depth: 1 },
    { score: [3, 30], actor: `automation:${second}`, depth: 1 },
  ]);
  expect(await notesOf(contactId)).toEqual(['one', 'two']);
});

it('a step that cannot be done: goes on, ends the run, or puts it into review', async () => {
  const broken = (onError: string) => ({
    ...act('set_status', { status: 'MAYBE' }, 'odd'),
    onError,
  });
  const said = note('said', '{{ steps.odd.error.code }}');
  const on = await perform(world, [broken('continue'), said]);
  expect(on.run).toMatchObject({ status: 'completed', error: null, needs_review: false });
  expect(await notesOf(on.contactId)).toEqual(['invalid_input']);
  const stopped = await perform(world, [note('before'), broken('stop'), said]);
  expect(stopped.run).toMatchObject({ status: 'failed', needs_review: false });
  expect(await notesOf(stopped.contactId)).toEqual(['before']);
  const review = await perform(world, [broken('review'), said]);
  expect(review.run).toMatchObject({ status: 'failed', needs_review: true });
});

it('automations that start each other stop after ten, and it says why', async () => {
  const grow = (field: string, other: string) => ({
    trigger: { type: 'contact_updated', params: { fields: [field] } },
    steps: [act('set_field', { field: other, value: `{{ contact.${other} | append: "x" }}` })],
  });
  const ping = await world.publish(grow('firstName', 'lastName'));
  const pong = await world.publish(grow('lastName', 'firstName'));
  const contactId = await world.contact({ last_name: 'R' });
  await set(world, 'contacts', contactId, { first_name: 'Ana' });
  await world.settled();
  const runs = [...(await world.runs(ping)), ...(await world.runs(pong))];
  expect(runs.map(({ depth }) => depth).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(new Set(runs.map(({ status }) => status))).toEqual(new Set(['completed']));
  const names = await world.db.psql('select first_name, last_name from contacts where id = $1', [
    contactId,
  ]);
  expect(names).toEqual([{ first_name: 'Anaxxxxx', last_name: 'Rxxxxx' }]);
  const refusals = await world.db.psql(
    'select automation_id, reason, detail from run_refusals where contact_id = $1',
    [contactId],
  );
  expect(refusals).toEqual([
    { automation_id: ping, reason: 'depth_limit', detail: expect.stringMatching(/at most 10/) },
  ]);
});

/** Several changes in one transaction, each as its author asked of automations. */
async function changeAs(changes: readonly { ask: string; contactId: string }[]): Promise<void> {
  const statements = changes.map(
    ({ ask, contactId }) =>
      `select set_config('app.automations', '${ask}', true);
       update contacts set status = 'WON' where id = '${contactId}';`,
  );
  await world.db.psql(`begin; ${statements.join(' ')} commit`);
}

it('the author of a change asks: no automations, or after everything else', async () => {
  const trigger = { type: 'contact_status_changed', params: { to: 'WON' } };
  const automationId = await world.publish({ trigger, steps: [note('won')] });
  const [quiet, slow, usual] = [
    await world.contact(),
    await world.contact(),
    await world.contact(),
  ];
  await changeAs([
    { ask: 'no', contactId: quiet },
    { ask: 'slowly', contactId: slow },
    { ask: 'yes', contactId: usual },
  ]);
  await world.settled();
  const told = await world.db.psql(
    `select contact_id, actor from events where type = 'note.created'
     and contact_id = any($1) order by id`,
    [[quiet, slow, usual]],
  );
  const actor = `automation:${automationId}`;
  expect(told).toEqual([
    { contact_id: usual, actor },
    { contact_id: slow, actor },
  ]);
  const asked = await world.db.psql(
    `select automations from events where type = 'contact.updated' and contact_id = any($1) order by id`,
    [[quiet, slow, usual]],
  );
  expect(asked.map(({ automations }) => automations)).toEqual(['no', 'slowly', 'yes']);
});

it('a value that the run brings stays text: no event of it names another writer', async () => {
  const { automationId, contactId, run } = await perform(
    world,
    [act('set_field', { field: 'lastName', value: '{{ contact.firstName }}' })],
    { first_name: 'a|b|7|9 {{ contact.id }}' },
  );
  const rows = await world.db.psql('select last_name, written_by from contacts where id = $1', [
    contactId,
  ]);
  expect(lastOf(rows)).toEqual({
    last_name: 'a|b|7|9 {{ contact.id }}',
    written_by: writer(automationId, run, 1),
  });
});
