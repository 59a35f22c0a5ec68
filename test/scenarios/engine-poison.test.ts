import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AutomationWorld, openAutomationWorld } from '../support/automation-world.ts';
import { until } from '../support/world.ts';

const onScore = { trigger: { type: 'contact_updated', params: { fields: ['score'] } } };
const note = (text: string) => ({
  id: 'note',
  kind: 'action',
  action: 'add_note',
  input: { text },
});
/** Postgres refuses it for contacts that are nearly full: 64 KB of custom fields. */
const overfill = {
  id: 'overfill',
  kind: 'action',
  action: 'set_field',
  input: { field: 'fields.more', value: 'x'.repeat(4_000) },
};
const full = JSON.stringify({ pad: 'x'.repeat(63_000) });

describe('work that cannot be done', () => {
  let world: AutomationWorld;
  beforeEach(async () => {
    world = await openAutomationWorld({ engine: false });
    await world.insert('custom_fields', { key: 'more', label: 'More', type: 'text' });
  });
  afterEach(() => world.close());

  const add = (count: number) =>
    world.db.psql(
      `insert into contacts (workspace_id, first_name)
       select $1, 'Rosa' || n from generate_series(1, $2) n`,
      [world.workspaceId, count],
    );
  const count = async (text: string): Promise<number> =>
    (await world.db.psql<{ n: number }>(`select (${text})::int as n`))[0]?.n ?? 0;
  const notifications = () =>
    world.db.psql<{ kind: string; title: string; text: string; member_id: string }>(
      'select kind, title, text, member_id from notifications order by id',
    );

  it('puts aside an event that Postgres refuses, for the automation at fault alone', async () => {
    const bad = await world.publish({ ...onScore, steps: [overfill] }, 'Overfill');
    const good = await world.publish({ ...onScore, steps: [note('scored')] }, 'Good');
    await add(200);
    const poisoned = await world.contact({ fields: full });
    await world.db.psql('update contacts set score = 50');
    world.startEngine();
    await world.settled();
    expect(await count('select count(*) from notes')).toBe(201);
    const ran = await world.runs(good);
    expect(ran.filter(({ status }) => status === 'completed')).toHaveLength(201);
    expect(await world.runs(bad)).toHaveLength(200);
    const refusals = await world.db.psql(
      'select automation_id, contact_id, reason, detail, event_id is null as no_event from run_refusals',
    );
    expect(refusals).toEqual([
      {
        automation_id: bad,
        contact_id: poisoned,
        reason: 'engine_error',
        detail: expect.stringContaining('violates check constraint'),
        no_event: false,
      },
    ]);
    expect(await notifications()).toMatchObject([
      { kind: 'run_failed', title: expect.stringContaining('Overfill'), member_id: world.memberId },
    ]);
  });

  it('fails a run that Postgres refuses when it wakes, and puts it into review', async () => {
    const automationId = await world.publish(
      {
        ...onScore,
        steps: [{ id: 'nap', kind: 'delay', for: { amount: 1, unit: 'seconds' } }, overfill],
      },
      'Overfill',
    );
    await add(20);
    const poisoned = await world.contact({ fields: full });
    world.startEngine();
    await world.db.psql('update contacts set score = 50');
    await until('all ended', async () =>
      (await count(`select count(*) from runs where status in ('completed', 'failed')`)) === 21
        ? true
        : undefined,
    );
    const runs = await world.runs(automationId);
    const failed = runs.filter(({ status }) => status !== 'completed');
    expect(failed).toMatchObject([
      { status: 'failed', contact_id: poisoned, error_code: 'engine_error', needs_review: true },
    ]);
    expect(await notifications()).toMatchObject([
      { kind: 'run_failed', title: expect.stringContaining('Overfill'), member_id: world.memberId },
    ]);
  });

  it('pauses an automation that Postgres refuses again and again', async () => {
    const automationId = await world.publish({
      ...onScore,
      steps: [overfill],
      settings: { pauseAfterFailures: 3 },
    });
    for (let n = 0; n < 3; n += 1) await world.contact({ fields: full });
    world.startEngine();
    await world.db.psql('update contacts set score = 50');
    await world.settled();
    const [row] = await world.db.psql(
      'select status, paused_reason from automations where id = $1',
      [automationId],
    );
    expect(row).toMatchObject({
      status: 'paused',
      paused_reason: expect.stringContaining('3 failed runs in a row'),
    });
  });

  it('writes texts that are cut in the middle of an emoji', async () => {
    const automationId = await world.publish({
      trigger: { type: 'contact_created', params: {} },
      steps: [note('{{ contact.firstName | truncate: 6, "" }}')],
    });
    const smiles = Object.fromEntries([...'abcdefgh'].map((key) => [key, '😀'.repeat(100)]));
    for (const name of ['😀😀😀😀😀', 'x😀😀😀😀😀']) {
      await world.contact({ first_name: name, fields: JSON.stringify(smiles) });
    }
    world.startEngine();
    await world.settled();
    expect(await world.runs(automationId)).toMatchObject([
      { status: 'completed' },
      { status: 'completed' },
    ]);
    expect(await count('select count(*) from run_refusals')).toBe(0);
  });

  it.each([
    [
      'steps',
      '{"trigger": {"type": "contact_updated", "params": {"fields": ["score"]}}, "steps": 7}',
    ],
    ['trigger', '{"trigger": {"type": "no_such_thing"}, "steps": []}'],
  ])(
    'pauses an automation whose version cannot be read (%s), also beside poison',
    async (_, text) => {
      const broken = await world.publish({ ...onScore, steps: [note('never')] }, 'Broken');
      const good = await world.publish({ ...onScore, steps: [overfill] }, 'Good');
      await world.db.psql(
        'update automation_versions set definition = $2 where automation_id = $1',
        [broken, text],
      );
      await add(5);
      await world.contact({ fields: full });
      await world.db.psql('update contacts set score = 50');
      world.startEngine();
      await world.settled();
      expect(await world.runs(good)).toHaveLength(5);
      const [row] = await world.db.psql(
        'select status, paused_reason from automations where id = $1',
        [broken],
      );
      expect(row).toMatchObject({
        status: 'paused',
        paused_reason: expect.stringContaining('It cannot be read'),
      });
      const told = await notifications();
      expect(told.filter(({ kind }) => kind === 'automation_paused')).toMatchObject([
        { title: 'Automation paused: Broken', member_id: world.memberId },
      ]);
    },
  );

  it('pauses an automation after the failures that its definition allows', async () => {
    const unknown = { id: 'no', kind: 'action', action: 'no_such_action' };
    const automationId = await world.publish(
      { ...onScore, steps: [unknown], settings: { pauseAfterFailures: 5 } },
      'Failing',
    );
    world.startEngine({ batchSize: 3 });
    await add(20);
    await world.db.psql('update contacts set score = 50');
    await world.settled();
    const runs = await world.runs(automationId);
    expect(runs.length).toBeGreaterThanOrEqual(5);
    expect(runs.length).toBeLessThanOrEqual(6);
    expect(runs.every(({ status }) => status === 'failed')).toBe(true);
    const told = await notifications();
    expect(told.filter(({ kind }) => kind === 'automation_paused')).toHaveLength(1);
  });

  it('has nothing to put aside when contacts are deleted before their events are looked at', async () => {
    await world.publish({ ...onScore, steps: [note('late')] });
    await world.publish({ trigger: { type: 'contact_updated', params: {} }, steps: [overfill] });
    await add(30);
    await world.db.psql('update contacts set score = 50');
    await world.db.psql(`delete from contacts where right(first_name, 1) in ('1', '2', '3')`);
    world.startEngine();
    await world.settled();
    expect(await count('select count(*) from notes')).toBe(
      await count('select count(*) from contacts'),
    );
    const refusals = await world.db.psql(
      `select reason, detail from run_refusals where reason = 'engine_error'`,
    );
    expect(refusals).toEqual([]);
  });

  it('loses nothing when its connections are ended again and again', async () => {
    const automationId = await world.publish({ ...onScore, steps: [note('scored')] });
    await add(100);
    world.startEngine({ batchSize: 10 });
    let ended = 0;
    for (let round = 1; round <= 5; round += 1) {
      await world.db.psql('update contacts set score = $1', [round]);
      // In the middle of a batch, also between two of its statements.
      ended += await until('a batch', async () => {
        const rows = await world.db.psql(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and usename = 'switchyard_engine' and xact_start is not null`,
        );
        return rows.length === 0 ? undefined : rows.length;
      });
      await sleep(randomInt(0, 30));
    }
    await world.settled();
    expect(ended).toBeGreaterThanOrEqual(5);
    const runs = await world.runs(automationId);
    expect(runs).toHaveLength(500);
    expect(runs.every(({ status }) => status === 'completed')).toBe(true);
    expect(await count('select count(*) from notes')).toBe(500);
    expect(await count('select count(*) from run_refusals')).toBe(0);
  });
});
