import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { projectAudit } from '../../src/features/audit/index.ts';
import type { Tx } from '../../src/platform/database/database.ts';
import { silentLogger } from '../../src/platform/logging/logger.ts';
import { type AutomationWorld, openAutomationWorld } from '../support/automation-world.ts';

let world: AutomationWorld;
beforeAll(async () => {
  world = await openAutomationWorld({ engine: false });
});
afterAll(() => world.close());

/** The transaction ids of a cluster that has lived long; another one starts small. */
const formerXids = 5_000_000_000;

/**
 * What a dump restored into a new cluster looks like: rows with transaction ids that are still far
 * away here, and the identity of the cluster that they came from.
 */
async function moveToNewCluster(): Promise<void> {
  for (const table of ['events', 'pending_events', 'event_readers']) {
    await world.db.psql(`update ${table} set xid = xid + ${formerXids}`);
  }
  await world.db.psql('update event_epoch set system_identifier = system_identifier - 1');
}

const epoch = async () => (await world.db.psql('select epoch from event_epoch'))[0]?.['epoch'];
const setScore = (id: string, score: number) =>
  world.db.psql('update contacts set score = $2 where id = $1', [id, score]);
const project = () => projectAudit(world.db, silentLogger);

/** A transaction of its own that stays open until it is told to end. */
async function openTransaction() {
  const open = Promise.withResolvers<Tx>();
  const end = Promise.withResolvers<void>();
  const ended = world.db.asEngine('system', async (tx) => {
    open.resolve(tx);
    await end.promise;
  });
  const tx = await open.promise;
  return {
    run: (statement: RawBuilder<unknown>) => statement.execute(tx),
    async commit() {
      end.resolve();
      await ended;
    },
  };
}

const addContact = (name: string) =>
  sql`insert into contacts (workspace_id, first_name) values (${world.workspaceId}, ${name})`;
const auditedNames = async () => {
  const rows = await world.db.psql<{ name: string }>(
    `select changes->'firstName'->>1 as name from audit_entries
     where action = 'contact.created' order by event_id`,
  );
  return rows.map(({ name }) => name);
};

it('what was pending, waiting or not yet audited goes on in a new cluster', async () => {
  const note = {
    id: 'note',
    kind: 'action',
    action: 'add_note',
    input: { text: 'Heard' },
  } as const;
  const trigger = { type: 'contact_updated', params: { fields: ['score'] } };
  const direct = await world.publish({ trigger, steps: [note] }, 'Direct');
  const delay = { id: 'wait', kind: 'delay', for: { amount: 1, unit: 'seconds' } } as const;
  const waits = await world.publish(
    { trigger: { type: 'contact_created' }, steps: [delay, note] },
    'Waits',
  );
  const before = world.startEngine();
  const contactId = await world.contact({ first_name: 'Waiting' });
  await expect
    .poll(() => world.runs(waits), { timeout: 5_000 })
    .toMatchObject([{ status: 'waiting' }]);
  await before.stop();
  await expect.poll(() => project().then(auditedNames)).toEqual(['Waiting']);

  // The audit comes as far as `first`; `late` has a smaller position and is committed after.
  const first = await openTransaction();
  await first.run(sql`select pg_current_xact_id()`);
  const late = await openTransaction();
  await late.run(addContact('Late'));
  await first.run(addContact('First'));
  await first.commit();
  await project();
  await late.commit();
  await setScore(contactId, 10);
  const stranger = { name: 'Elsewhere', slug: 'elsewhere' };
  await world.db.psql('insert into workspaces (name, slug) values ($1, $2)', [
    stranger.name,
    stranger.slug,
  ]);
  await moveToNewCluster();
  await setScore(contactId, 20);
  const was = Number(await epoch());

  // Asked in a request, whose role and workspace see neither readers nor other tenants' events.
  await world.db.withWorkspace(world.workspaceId, 'system', (tx) =>
    sql`select current_event_epoch()`.execute(tx),
  );
  expect(await epoch()).toBe(was + 1);
  for (const table of ['events', 'pending_events', 'event_readers']) {
    const far = `select from ${table} where xid >= ${formerXids}`;
    expect(await world.db.psql(far), table).toEqual([]);
  }

  world.startEngine();
  await world.settled();
  const scores = await world.runs(direct);
  expect(scores.map(({ status }) => status)).toEqual(['completed', 'completed']);
  // The one that waited, and those of the contacts that nobody had looked at.
  await expect
    .poll(async () => (await world.runs(waits)).map(({ status }) => status), { timeout: 8_000 })
    .toEqual(['completed', 'completed', 'completed']);
  await expect
    .poll(() => project().then(auditedNames), { timeout: 8_000 })
    .toEqual(['Waiting', 'Late', 'First']);
  const [scored] = await world.db.psql<{ n: number }>(
    `select count(*)::int as n from audit_entries where changes ? 'score' and contact_id = $1`,
    [contactId],
  );
  expect(scored?.n).toBe(2);
});
