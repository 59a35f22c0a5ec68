import type { AutomationWorld } from './automation-world.ts';

/** Two automations that see every change which writers make, and what became of that history. */
export type WatchedHistory = {
  contactIds: readonly string[];
  /** Positions of the committed changes that the automations had to see. */
  changes(): Promise<number[]>;
  runs(): Promise<number>;
  /** What went wrong, by kind; empty when each change was seen once, in order, by both. */
  faults(): Promise<Record<string, number>>;
};

const watching = (fields: string[], step: object) => ({
  trigger: { type: 'contact_updated', params: { fields } },
  steps: [{ id: 'effect', kind: 'action', ...step }],
});
const seen = '{{ event.changes.fields.new.seq }}';

/** Contacts for `startWriters`: each change counts its contact's `fields.seq` up by one. */
export async function watchHistory(
  world: AutomationWorld,
  contacts: number,
): Promise<WatchedHistory> {
  const { db, workspaceId } = world;
  await world.publish(watching(['fields'], { action: 'add_note', input: { text: seen } }));
  await world.publish(watching(['fields.seq'], { action: 'create_task', input: { title: seen } }));
  const rows = await db.psql<{ id: string }>(
    `insert into contacts (workspace_id, first_name)
     select $1, 'Rosa' from generate_series(1, $2) returning id`,
    [workspaceId, contacts],
  );
  const count = async (text: string): Promise<number> =>
    (await db.psql<{ count: number }>(`select (${text})::int as count`))[0]?.count ?? 0;

  return {
    contactIds: rows.map(({ id }) => id),
    async changes() {
      const events = await db.psql<{ id: string }>(`select id from ${changed} order by id`);
      return events.map(({ id }) => Number(id));
    },
    runs: () => count('select count(*) from runs'),
    async faults() {
      const found = {
        'changes without a run': await count(
          `select count(*) from ${changed} cross join automations a where not exists (
             select from runs r where r.automation_id = a.id and r.trigger_key = 'event:' || e.id)`,
        ),
        'runs too many': (await count('select count(*) from runs')) - 2 * (await count(total)),
        'runs not completed': await count(`select count(*) from runs where status <> 'completed'`),
        'notes out of order, lost or doubled': await count(wrongEffects('notes', 'text', 'note')),
        'tasks out of order, lost or doubled': await count(wrongEffects('tasks', 'title', 'task')),
        'notes missing': (await count(total)) - (await count('select count(*) from notes')),
        'tasks missing': (await count(total)) - (await count('select count(*) from tasks')),
        'work put aside': await count('select count(*) from run_refusals'),
      };
      return Object.fromEntries(Object.entries(found).filter(([, number]) => number !== 0));
    },
  };
}

const changed = `(select id from events where type = 'contact.updated' and changes ? 'fields') e`;
const total = `select count(*) from ${changed}`;

/** Effects that do not carry the number of their place in their contact's history. */
function wrongEffects(table: string, column: string, subject: string): string {
  return `select count(*) from (
    select t.${column}::int as value, row_number() over (partition by t.contact_id order by e.id) as place
    from ${table} t join events e on e.workspace_id = t.workspace_id and e.subject_id = t.id
      and e.type = '${subject}.created') effects where value <> place`;
}
