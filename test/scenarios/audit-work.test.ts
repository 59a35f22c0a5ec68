import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AuditEntry } from '../../src/contracts/audit.ts';
import { auditRoutes } from '../../src/features/audit/index.ts';
import type { ApiServer } from '../../src/platform/http/server.ts';
import { catchUpAudit } from '../support/audited.ts';
import { type AutomationWorld, openAutomationWorld } from '../support/automation-world.ts';
import { addTestMember, openTestApi, type TestMember } from '../support/test-api.ts';

let world: AutomationWorld;
let app: ApiServer;
let ana: TestMember;
let contactId: string;
beforeAll(async () => {
  world = await openAutomationWorld();
  app = await openTestApi(auditRoutes({ database: world.db }));
  const { workspaceId } = world;
  ana = await addTestMember(world.db, app, { name: 'Ana Reyes', role: 'owner', workspaceId });
  contactId = await world.contact();
});
afterAll(async () => {
  await app.close();
  await world.close();
});

type Told = Pick<AuditEntry, 'action' | 'actorName' | 'changes'>;

/** The audit of one kind of thing, oldest first, once it says `count` things. */
async function audited(subject: string, count: number): Promise<Told[]> {
  await catchUpAudit(world.db);
  const url = `/api/v1/audit?subjectType=${subject}`;
  const { items } = (await ana.call<{ items: AuditEntry[] }>('GET', url)).body;
  expect(items).toHaveLength(count);
  return items
    .toReversed()
    .map(({ action, actorName, changes }) => ({ action, actorName, changes }));
}

it.each([
  ['automation', 'automations', { name: 'Greet', draft: '{}', created_by: 'system' }, 'name'],
  ['tag', 'tags', { name: 'vip' }, 'name'],
  ['custom_field', 'custom_fields', { key: 'size', label: 'Size', type: 'text' }, 'label'],
  ['task', 'tasks', { title: 'Call' }, 'title'],
  ['appointment', 'appointments', { title: 'Visit', starts_at: '2026-03-02T10:00:00Z' }, 'title'],
  ['job', 'jobs', { title: 'Fix the oven' }, 'title'],
  ['note', 'notes', { text: 'Likes tea', author: 'system' }, 'text'],
])('says who made, changed and deleted each %s', async (subject, table, columns, field) => {
  const isOfContact = ['appointment', 'job', 'note'].includes(subject);
  const whose = isOfContact ? { contact_id: contactId } : {};
  const id = await world.insert(table, { ...columns, ...whose });
  const asAna = (statement: RawBuilder<unknown>) =>
    world.db.withWorkspace(world.workspaceId, ana.actor, (tx) => statement.execute(tx));
  await asAna(sql`update ${sql.table(table)} set ${sql.ref(field)} = 'Another' where id = ${id}`);
  await asAna(sql`delete from ${sql.table(table)} where id = ${id}`);
  const before = new Map<string, string>(Object.entries(columns)).get(field);
  expect(await audited(subject, 3)).toEqual([
    {
      action: `${subject}.created`,
      actorName: 'Database: postgres',
      changes: expect.objectContaining({ [field]: [null, before] }),
    },
    {
      action: `${subject}.updated`,
      actorName: 'Ana Reyes',
      changes: { [field]: [before, 'Another'] },
    },
    {
      action: `${subject}.deleted`,
      actorName: 'Ana Reyes',
      changes: expect.objectContaining({ [field]: ['Another', null] }),
    },
  ]);
});

it('names the automation whose steps made something', async () => {
  const step = (id: string, action: string, input: object) =>
    ({ id, kind: 'action', action, input }) as const;
  const startsAt = '2026-03-02T10:00:00Z';
  const automationId = await world.publish(
    {
      trigger: { type: 'tag_added', params: { tag: 'go' } },
      steps: [
        step('task', 'create_task', { title: 'Made by a rule' }),
        step('appointment', 'create_appointment', { title: 'Made by a rule', startsAt }),
        step('job', 'create_job', { title: 'Made by a rule' }),
        step('note', 'add_note', { text: 'Made by a rule' }),
      ],
    },
    'Welcome aboard',
  );
  await world.db.psql(`update contacts set tags = '{go}' where id = $1`, [contactId]);
  await world.settled();
  expect(await world.runs(automationId)).toMatchObject([{ status: 'completed', error: null }]);
  for (const subject of ['task', 'appointment', 'job', 'note']) {
    const entries = await audited(subject, 4);
    expect(entries[3]).toMatchObject({
      action: `${subject}.created`,
      actorName: 'Automation Welcome aboard',
    });
  }
});
