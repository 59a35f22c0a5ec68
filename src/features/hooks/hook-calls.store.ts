import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { CallPlan, HookCallInput, SeenCall } from './hook-calls.rules.ts';

/**
 * Makes others with the same e-mail, phone or call wait until this transaction ends, so that two
 * processes do not make a contact twice. Always in the same order: no two wait for each other.
 */
export async function lockKeys(tx: Tx, keys: readonly string[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(key, 0))
    from (select key from unnest(${keys}::text[]) as k (key) order by key offset 0) as ordered
  `.execute(tx);
}

/** What the database knows of these calls: whether they are stored, whom they are about. */
export async function seeCalls(tx: Tx, calls: readonly HookCallInput[]): Promise<SeenCall[]> {
  const given = calls.map(({ workspaceId, automationId, id, contact }, place) => ({
    place,
    workspaceId,
    automationId,
    id,
    email: contact?.email ?? null,
    phone: contact?.phone ?? null,
    phoneAsPosted: contact?.phoneAsPosted ?? null,
  }));
  const { rows } = await sql<SeenCall>`
    select coalesce(g.id, uuidv7()) as id, coalesce(a.status, 'deleted') as status,
      c.id is not null as is_stored, coalesce(by_email.id, by_phone.id) as contact_id,
      uuidv7() as new_contact_id
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g(place int, "workspaceId" uuid,
      "automationId" uuid, id uuid, email text, phone text, "phoneAsPosted" text)
    left join automations a on a.workspace_id = g."workspaceId" and a.id = g."automationId"
    left join hook_calls c on c.workspace_id = g."workspaceId" and c.id = g.id
    left join lateral (select k.id from contacts k where k.workspace_id = g."workspaceId"
        and lower(k.email) = g.email order by k.created_at, k.id limit 1) by_email on true
    left join lateral (select k.id from contacts k where k.workspace_id = g."workspaceId"
        and k.phone = any(array[g.phone, g."phoneAsPosted"]) order by k.created_at, k.id limit 1) by_phone on true
    order by g.place`.execute(tx);
  return rows;
}

export async function insertContacts(tx: Tx, contacts: CallPlan['contacts']): Promise<void> {
  await sql`
    insert into contacts (workspace_id, id, first_name, last_name, email, phone, has_email, has_sms)
    select "workspaceId", id, "firstName", "lastName", email, phone, email is not null,
      phone is not null
    from jsonb_to_recordset(${JSON.stringify(contacts)}::jsonb) as x("workspaceId" uuid, id uuid,
      "firstName" text, "lastName" text, email text, phone text)`.execute(tx);
}

/** Their event starts the automations. Once a minute the hook notes that it was called. */
export async function insertCalls(tx: Tx, calls: CallPlan['calls']): Promise<void> {
  const column = <K extends keyof CallPlan['calls'][number]>(name: K) =>
    calls.map((call) => call[name]);
  await sql`
    with given as (
      select * from unnest(${column('workspaceId')}::uuid[], ${column('id')}::uuid[],
        ${column('automationId')}::uuid[], ${column('contactId')}::uuid[],
        ${column('body')}::text[]) as x(workspace_id, id, automation_id, contact_id, body)),
    noted as (
      update automation_hooks h set last_call_at = now()
      from (select distinct workspace_id, automation_id from given) g
      where h.workspace_id = g.workspace_id and h.automation_id = g.automation_id
        and (h.last_call_at is null or h.last_call_at < now() - interval '1 minute'))
    insert into hook_calls (workspace_id, id, automation_id, contact_id, body)
    select workspace_id, id, automation_id, contact_id, body::jsonb from given
    on conflict (workspace_id, id) do nothing`.execute(tx);
}
