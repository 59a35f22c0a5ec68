import { type RawBuilder, sql } from 'kysely';
import { checkFieldValue } from '../../features/custom-fields/index.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Effect } from '../model/effects.ts';
import { type Needed, needsOf } from './effects/index.ts';

export type Refused = { code: string; message: string };

type Asked = { workspaceId: string; effect: Effect };
type Found = Map<string, CustomField | true>;
type CustomField = { type: 'text' | 'number' | 'boolean' | 'date' | 'choice'; choices: string[] };

/** How each kind of thing is looked up; the statement gives workspace_id and id of what is there. */
const lookups: Record<
  Needed['kind'],
  { word: string; table: string; column: string; also: string }
> = {
  contact: { word: 'The contact', table: 'contacts', column: 'id', also: '' },
  stage: {
    word: 'The stage',
    table: 'stages',
    column: 'id',
    also: 'and t.archived_at is null',
  },
  member: { word: 'The team member', table: 'members', column: 'id', also: '' },
  tag: { word: 'The tag', table: 'tags', column: 'name', also: '' },
  custom_field: { word: 'The custom field', table: 'custom_fields', column: 'key', also: '' },
  task: { word: 'The task', table: 'tasks', column: 'id', also: '' },
  job: { word: 'The job', table: 'jobs', column: 'id', also: '' },
  appointment: { word: 'The appointment', table: 'appointments', column: 'id', also: '' },
  automation: {
    word: 'The automation to start',
    table: 'automations',
    column: 'id',
    also: "and t.status = 'active'",
  },
};

/**
 * Looks before anything is written whether what the effects name is (still) there, in one statement
 * a kind of thing. Contacts are known to be there: their facts were read in this transaction.
 *
 * @returns why an effect cannot be, by its place in the list
 */
export async function verifyEffects(
  tx: Tx,
  asked: readonly Asked[],
): Promise<Map<number, Refused>> {
  const needs = asked.map(({ effect }) => needsOf(effect).filter(({ kind }) => kind !== 'contact'));
  const found = await findAll(tx, asked, needs);
  const refused = new Map<number, Refused>();
  asked.forEach(({ workspaceId, effect }, index) => {
    const missing = needs[index]?.find((need) => !found.has(keyOf(workspaceId, need)));
    const reason = missing ? missingThing(missing) : wrongField(workspaceId, effect, found);
    if (reason) refused.set(index, reason);
  });
  return refused;
}

function keyOf(workspaceId: string, { kind, id }: Needed): string {
  return `${workspaceId} ${kind} ${id}`;
}

function missingThing({ kind, id }: Needed): Refused {
  const { word, column } = lookups[kind];
  const named = column === 'id' ? word : `${word} "${id}"`;
  const what = kind === 'automation' ? 'is not active' : 'is not there any more';
  return { code: `missing_${kind}`, message: `${named} ${what}: edit the step.` };
}

/** A value that does not fit its custom field. */
function wrongField(workspaceId: string, effect: Effect, found: Found): Refused | null {
  if (effect.kind !== 'set_contact') return null;
  for (const [id, value] of Object.entries(effect.fields)) {
    const field = found.get(keyOf(workspaceId, { kind: 'custom_field', id }));
    if (value === null || field === undefined || field === true) continue;
    const checked = checkFieldValue(field, value);
    if (!checked.ok) return { code: 'invalid_input', message: `${id} ${checked.problem}` };
    effect.fields[id] = checked.value;
  }
  return null;
}

async function findAll(
  tx: Tx,
  asked: readonly Asked[],
  needs: readonly (readonly Needed[])[],
): Promise<Found> {
  const wanted = asked.flatMap(({ workspaceId }, index) =>
    (needs[index] ?? []).filter(canBe).map((need) => ({ workspaceId, ...need })),
  );
  const found: Found = new Map();
  for (const [kind, rows] of Map.groupBy(wanted, (row) => row.kind)) {
    for (const row of await lookUp(tx, kind, distinct(rows))) {
      found.set(keyOf(row.workspaceId, { kind, id: row.id }), row.field ?? true);
    }
  }
  return found;
}

/** A template may have given any text for an id. */
function canBe({ kind, id }: Needed): boolean {
  return lookups[kind].column !== 'id' || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}

function distinct(rows: readonly (Needed & { workspaceId: string })[]) {
  return [...new Map(rows.map((row) => [`${row.workspaceId} ${row.id}`, row])).values()];
}

async function lookUp(
  tx: Tx,
  kind: Needed['kind'],
  rows: readonly { workspaceId: string; id: string }[],
): Promise<{ workspaceId: string; id: string; field: CustomField | null }[]> {
  const { table, column, also } = lookups[kind];
  const field: RawBuilder<unknown> =
    kind === 'custom_field'
      ? sql`jsonb_build_object('type', t.type, 'choices', t.choices)`
      : sql`null::jsonb`;
  const { rows: found } = await sql<{ workspaceId: string; id: string; field: CustomField | null }>`
    select t.workspace_id, t.${sql.ref(column)}::text as id, ${field} as field
    from unnest(${rows.map((row) => row.workspaceId)}::uuid[], ${rows.map((row) => row.id)}::text[])
      as w (workspace_id, id)
    join ${sql.table(table)} t on t.workspace_id = w.workspace_id
      and t.${sql.ref(column)} = w.id::${sql.raw(column === 'id' ? 'uuid' : 'text')} ${sql.raw(also)}
  `.execute(tx);
  return found;
}
