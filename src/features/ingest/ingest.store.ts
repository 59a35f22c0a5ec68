import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { IncomingBatch, IncomingConversation } from './incoming.ts';
import { storableJson } from './storable.rules.ts';

/** Set-based statements: their number does not grow with the batch. */

/** One writer a channel at a time: two sources naming one new customer make one contact. */
export async function lockChannel(tx: Tx, channelId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${channelId}, 17))`.execute(tx);
}

/** Makes contacts and identities for customers not seen on this channel before. */
export async function upsertCustomers(tx: Tx, batch: IncomingBatch): Promise<number> {
  const rows = batch.conversations.map(({ customer }) => customer);
  const flag = sql.ref(`has_${batch.channel.platform}`);
  const { rows: made } = await sql<{ id: string }>`
    with incoming as (
      select distinct on (x."externalId") x.*, uuidv7() as contact_id
      from jsonb_to_recordset(${storableJson(rows)}::jsonb)
        as x("externalId" text, "firstName" text, "lastName" text, name text)
    ), missing as (
      select * from incoming i where not exists (
        select from contact_identities known
        where known.workspace_id = ${batch.workspaceId} and known.channel_id = ${batch.channel.id}
          and known.external_id = i."externalId")
    ), made as (
      insert into contacts (workspace_id, id, first_name, last_name, ${flag})
      select ${batch.workspaceId}, contact_id, "firstName", "lastName", true from missing
      returning id
    ), named as (
      insert into contact_identities (workspace_id, contact_id, channel_id, external_id, name)
      select ${batch.workspaceId}, contact_id, ${batch.channel.id}, "externalId", name from missing
    )
    select id from made`.execute(tx);
  return made.length;
}

/** A name that came later replaces the stand-in `User 123456`, never a name that people edited. */
export async function nameCustomers(tx: Tx, batch: IncomingBatch): Promise<void> {
  const rows = batch.conversations
    .map(({ customer }) => customer)
    .filter((customer) => customer.name !== null);
  if (rows.length === 0) return;
  await sql`
    with named as (
      update contact_identities known set name = x.name
      from jsonb_to_recordset(${storableJson(rows)}::jsonb)
        as x("externalId" text, "firstName" text, "lastName" text, name text)
      where known.workspace_id = ${batch.workspaceId} and known.channel_id = ${batch.channel.id}
        and known.external_id = x."externalId" and known.name is null
      returning known.contact_id, x."firstName", x."lastName"
    )
    update contacts c set first_name = n."firstName", last_name = n."lastName"
    from named n
    where c.workspace_id = ${batch.workspaceId} and c.id = n.contact_id and c.first_name = 'User'`.execute(
    tx,
  );
}

export type StoredThread = { id: string; contactId: string; customerId: string };

export async function upsertConversations(tx: Tx, batch: IncomingBatch): Promise<StoredThread[]> {
  const rows = batch.conversations.map((conversation) => ({
    customerId: conversation.customer.externalId,
    externalId: conversation.externalId,
    updatedAt: conversation.updatedAt,
    messageCount: conversation.messageCount,
    isComplete: conversation.isCutOff === undefined ? null : !conversation.isCutOff,
  }));
  const { rows: stored } = await sql<StoredThread>`
    with incoming as (
      select distinct on (x."customerId") x.*, known.contact_id
      from jsonb_to_recordset(${storableJson(rows)}::jsonb) as x("customerId" text,
        "externalId" text, "updatedAt" timestamptz, "messageCount" int, "isComplete" boolean)
      join contact_identities known on known.workspace_id = ${batch.workspaceId}
        and known.channel_id = ${batch.channel.id} and known.external_id = x."customerId"
    ), stored as (
      insert into conversations as old (workspace_id, channel_id, contact_id, external_id,
        provider_updated_at, provider_message_count, history_complete)
      select ${batch.workspaceId}, ${batch.channel.id}, contact_id, "externalId", "updatedAt",
        "messageCount", coalesce("isComplete", true)
      from incoming
      on conflict (workspace_id, channel_id, contact_id) do update set
        external_id = coalesce(excluded.external_id, old.external_id),
        provider_updated_at = greatest(excluded.provider_updated_at, old.provider_updated_at),
        provider_message_count = coalesce(excluded.provider_message_count, old.provider_message_count)
      returning id, contact_id
    )
    select stored.id, stored.contact_id, incoming."customerId" as customer_id
    from stored join incoming using (contact_id)`.execute(tx);
  return stored;
}

/** Adds messages not stored before. Returns the conversations that grew. */
export async function insertMessages(
  tx: Tx,
  batch: IncomingBatch,
  threads: readonly StoredThread[],
): Promise<{ conversationId: string; inbound: number; added: number }[]> {
  const threadOf = new Map(threads.map((thread) => [thread.customerId, thread]));
  const rows = batch.conversations.flatMap((conversation) => messageRows(conversation, threadOf));
  if (rows.length === 0) return [];
  const { rows: grown } = await sql<{ conversationId: string; inbound: number; added: number }>`
    with added as (
      insert into messages (workspace_id, conversation_id, contact_id, external_id, direction, text,
        attachments, reactions, reply_to, sent_at, from_platform_app)
      select ${batch.workspaceId}, x.* from jsonb_to_recordset(${storableJson(rows)}::jsonb) as x(
        "conversationId" uuid, "contactId" uuid, "externalId" text, direction text, text text,
        attachments jsonb, reactions jsonb, "replyTo" text, "sentAt" timestamptz,
        "fromPlatformApp" boolean)
      on conflict (workspace_id, conversation_id, external_id) do nothing
      returning conversation_id, direction
    )
    select conversation_id, count(*) filter (where direction = 'in')::int as inbound,
      count(*)::int as added
    from added group by conversation_id`.execute(tx);
  return grown;
}

function messageRows(
  conversation: IncomingConversation,
  threadOf: ReadonlyMap<string, StoredThread>,
) {
  const thread = threadOf.get(conversation.customer.externalId);
  if (!thread) return [];
  return conversation.messages.map((message) => ({
    conversationId: thread.id,
    contactId: thread.contactId,
    ...message,
  }));
}

/** Counts, last message and what the card shows, from the messages themselves; once a batch. */
export async function refreshThreads(
  tx: Tx,
  batch: IncomingBatch,
  conversationIds: readonly string[],
  unread: ReadonlyMap<string, number>,
): Promise<void> {
  const added = conversationIds.map((id) => ({ id, unread: unread.get(id) ?? 0 }));
  await sql`
    update conversations c set
      message_count = m.total, last_message_at = m.last_at, last_inbound_at = m.last_in,
      unread_count = case when m.last_direction = 'out' then 0 else c.unread_count + x.unread end,
      analysis_due_at = case when m.readable > 0
        then now() + make_interval(secs => ${batch.analysisDelayMs / 1000}) end,
      analysis_asked_at = now()
    from jsonb_to_recordset(${storableJson(added)}::jsonb) as x(id uuid, unread int),
    lateral (
      select count(*)::int as total, max(sent_at) as last_at,
        max(sent_at) filter (where direction = 'in') as last_in,
        count(*) filter (where deleted_at is null)::int as readable,
        (array_agg(direction order by sent_at desc, id desc))[1] as last_direction
      from messages
      where workspace_id = ${batch.workspaceId} and conversation_id = x.id) m
    where c.workspace_id = ${batch.workspaceId} and c.id = x.id`.execute(tx);
  await refreshContacts(tx, batch.workspaceId, conversationIds);
}

/**
 * Says of threads that a provider has just counted whether all of it is here. Webhooks count
 * nothing: the messages they add must not fill a gap in what the provider counted before.
 */
export async function judgeHistory(
  tx: Tx,
  batch: IncomingBatch,
  threads: readonly StoredThread[],
): Promise<void> {
  const counted = new Set(
    batch.conversations
      .filter(({ messageCount }) => messageCount !== null)
      .map(({ customer }) => customer.externalId),
  );
  const ids = threads.filter(({ customerId }) => counted.has(customerId)).map(({ id }) => id);
  if (ids.length === 0) return;
  await sql`
    update conversations set history_complete = message_count >= provider_message_count
    where workspace_id = ${batch.workspaceId} and id = any(${ids}::uuid[])
      and history_complete <> (message_count >= provider_message_count)`.execute(tx);
}

/** Brings the cards of these conversations' contacts up to date with their messages. */
export async function refreshContacts(
  tx: Tx,
  workspaceId: string,
  conversationIds: readonly string[],
): Promise<void> {
  await sql`
    update contacts c set
      last_interaction_at = t.last_at, last_inbound_at = t.last_in,
      message_count = t.total, unread_count = t.unread,
      last_message = l.shown, last_message_direction = l.direction, last_platform = l.platform
    from (
      select contact_id, max(last_message_at) as last_at, max(last_inbound_at) as last_in,
        sum(message_count)::int as total, sum(unread_count)::int as unread
      from conversations
      where workspace_id = ${workspaceId} and contact_id in (
        select contact_id from conversations
        where workspace_id = ${workspaceId} and id = any(${conversationIds}::uuid[]))
      group by contact_id
    ) t,
    lateral (
      select m.direction, ch.platform, case
          when m.deleted_at is not null then 'Message deleted'
          when m.text <> '' then left(m.text, 160)
          when jsonb_array_length(m.attachments) > 0
            then initcap(coalesce(m.attachments -> 0 ->> 'kind', 'attachment'))
          else '' end as shown
      from messages m
      join conversations v on v.workspace_id = m.workspace_id and v.id = m.conversation_id
      join channels ch on ch.workspace_id = v.workspace_id and ch.id = v.channel_id
      where m.workspace_id = ${workspaceId} and m.contact_id = t.contact_id
      order by m.sent_at desc, m.id desc limit 1
    ) l
    where c.workspace_id = ${workspaceId} and c.id = t.contact_id`.execute(tx);
}
