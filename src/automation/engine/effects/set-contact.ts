import { type RawBuilder, sql } from 'kysely';
import type { JsonObject } from '../../model/types.ts';
import { recordsetOf } from '../recordset.ts';
import {
  type EffectKind,
  type EffectOf,
  needContact,
  needMember,
  type Wanted,
} from './effect-kind.ts';

type Change = Wanted<EffectOf<'set_contact'>>;

const columns: Record<string, { column: string; type: string }> = {
  firstName: { column: 'first_name', type: 'text' },
  lastName: { column: 'last_name', type: 'text' },
  email: { column: 'email', type: 'text' },
  phone: { column: 'phone', type: 'text' },
  score: { column: 'score', type: 'smallint' },
  status: { column: 'status', type: 'text' },
  ownerId: { column: 'owner_id', type: 'uuid' },
  timeZone: { column: 'time_zone', type: 'text' },
};

/** Changes contacts' own rows; what one run wants of one contact becomes one update, one event. */
export const setContact: EffectKind<'set_contact'> = {
  needs: ({ contactId, set, fields, addTags }) => [
    ...needContact(contactId),
    ...needMember(set['ownerId']),
    ...addTags.map((id) => ({ kind: 'tag' as const, id })),
    ...Object.keys(fields).map((id) => ({ kind: 'custom_field' as const, id })),
  ],
  async apply(tx, items) {
    const changes = oncePerContact(items);
    const given = recordsetOf(
      changes.map(({ workspaceId, writer, effect }) => ({ ...effect, workspaceId, writer })),
    );
    await sql`
      update contacts c set ${assignments(changes)}
      from jsonb_to_recordset(${given}::jsonb) as g ("workspaceId" uuid, "contactId" uuid, set jsonb,
        fields jsonb, "addTags" text[], "removeTags" text[], writer text)
      where c.workspace_id = g."workspaceId" and c.id = g."contactId"
    `.execute(tx);
  },
};

/** Only the columns that this batch touches: a column named is a column compared by the trigger. */
function assignments(changes: readonly Change[]): RawBuilder<unknown> {
  const parts = ['written_by = g.writer'];
  const names = new Set(changes.flatMap(({ effect }) => Object.keys(effect.set)));
  for (const name of names) {
    const known = columns[name];
    if (!known) continue;
    const { column, type } = known;
    parts.push(
      `${column} = case when g.set ? '${name}' then (g.set->>'${name}')::${type} else c.${column} end`,
    );
  }
  if (changes.some(({ effect }) => Object.keys(effect.fields).length > 0)) {
    parts.push('fields = jsonb_strip_nulls(c.fields || g.fields)');
  }
  if (changes.some(({ effect }) => effect.addTags.length + effect.removeTags.length > 0)) {
    parts.push(`tags = array(select t from unnest(c.tags) t where t <> all(g."removeTags"))
      || array(select t from unnest(g."addTags") t where t <> all(c.tags))`);
  }
  return sql.raw(parts.join(', '));
}

function oncePerContact(items: readonly Change[]): Change[] {
  const merged = new Map<string, Change>();
  for (const item of items) {
    const key = `${item.workspaceId} ${item.effect.contactId}`;
    const before = merged.get(key);
    merged.set(key, before ? { ...item, effect: merge(before.effect, item.effect) } : item);
  }
  return [...merged.values()];
}

/** One after the other: a tag removed after it was added is removed. */
function merge(a: Change['effect'], b: Change['effect']): Change['effect'] {
  const without = (list: string[], other: string[]) => list.filter((name) => !other.includes(name));
  const set: JsonObject = { ...a.set, ...b.set };
  return {
    ...b,
    set,
    fields: { ...a.fields, ...b.fields },
    addTags: [...new Set([...without(a.addTags, b.removeTags), ...b.addTags])],
    removeTags: [...new Set([...without(a.removeTags, b.addTags), ...b.removeTags])],
  };
}
