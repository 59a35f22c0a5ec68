import { sql } from 'kysely';
import type {
  DeliveryEvent,
  EditEvent,
  ReactionEvent,
  ReadEvent,
  UnsendEvent,
} from '../../channels/meta/index.ts';
import type { Tx } from '../../platform/database/database.ts';
import { storableJson, storableText } from '../ingest/index.ts';

/** A channel that an event concerns; one account may be connected in several workspaces. */
export type EventChannel = {
  workspaceId: string;
  id: string;
  platform: 'messenger' | 'instagram';
  pageId: string;
  pageExternalId: string;
  instagramId: string | null;
  sealedToken: string | null;
};

export async function findChannels(
  tx: Tx,
  platform: 'messenger' | 'instagram',
  accountId: string,
): Promise<EventChannel[]> {
  const { rows } = await sql<EventChannel>`
    select ch.workspace_id, ch.id, ch.platform, p.id as page_id, p.external_id as page_external_id,
      p.instagram_id, s.sealed_token
    from pages p
    join channels ch on ch.workspace_id = p.workspace_id and ch.page_id = p.id
    left join page_secrets s on s.workspace_id = p.workspace_id and s.page_id = p.id
    where ch.platform = ${platform} and p.status <> 'disconnected' and ch.external_id = ${accountId}
      and (p.external_id = ${accountId} or p.instagram_id = ${accountId})`.execute(tx);
  return rows;
}

export async function noteWebhook(tx: Tx, channel: EventChannel): Promise<void> {
  // At most once a minute: this is for people to see that webhooks come, not a counter.
  await sql`
    update pages set webhook_seen_at = now()
    where workspace_id = ${channel.workspaceId} and id = ${channel.pageId}
      and (webhook_seen_at is null or webhook_seen_at < now() - interval '1 minute')`.execute(tx);
}

type Changed = { conversationId: string; contactId: string };

/** Every change finds its message by the provider's id within the channel. */
const messageOf = (channel: EventChannel, messageId: string) => sql`
  m.workspace_id = ${channel.workspaceId} and m.external_id = ${messageId}
  and m.conversation_id in (select id from conversations
    where workspace_id = ${channel.workspaceId} and channel_id = ${channel.id}
      and contact_id = m.contact_id)`;

/** An older edit that comes late changes nothing, nor does any edit of what was taken back. */
export async function editMessage(
  tx: Tx,
  channel: EventChannel,
  event: EditEvent,
): Promise<Changed[]> {
  const { rows } = await sql<Changed>`
    update messages m set
      text = case when m.deleted_at is null and (m.edited_at is null or m.edited_at <= e.at)
        then ${storableText(event.text)} else m.text end,
      edited_at = greatest(m.edited_at, e.at)
    from (select coalesce(${event.at}::timestamptz, now()) as at) e
    where ${messageOf(channel, event.messageId)}
    returning conversation_id, contact_id`.execute(tx);
  return rows;
}

/** The customer took it back: what it said is removed here too. */
export async function deleteMessage(
  tx: Tx,
  channel: EventChannel,
  event: UnsendEvent,
): Promise<Changed[]> {
  const { rows } = await sql<Changed>`
    update messages m set text = '', attachments = '[]', reactions = '[]',
      deleted_at = coalesce(m.deleted_at, ${event.at}::timestamptz, now())
    where ${messageOf(channel, event.messageId)}
    returning conversation_id, contact_id`.execute(tx);
  return rows;
}

/** One reaction a side: a new one replaces the old. */
export async function reactToMessage(
  tx: Tx,
  channel: EventChannel,
  event: ReactionEvent,
): Promise<Changed[]> {
  const emoji = event.action === 'react' ? (event.emoji ?? event.reaction ?? '👍') : null;
  const added = emoji === null ? [] : [{ by: 'customer', emoji }];
  const { rows } = await sql<Changed>`
    update messages m set reactions = (
      select coalesce(jsonb_agg(r), '[]') from jsonb_array_elements(m.reactions) r
      where r ->> 'by' <> 'customer') || ${storableJson(added)}::jsonb
    where ${messageOf(channel, event.messageId)}
    returning conversation_id, contact_id`.execute(tx);
  return rows;
}

/** Marks what we sent as delivered or read: the named messages, or all up to a time. */
export async function markSent(
  tx: Tx,
  channel: EventChannel,
  event: DeliveryEvent | ReadEvent,
): Promise<void> {
  const column = sql.ref(event.kind === 'read' ? 'readAt' : 'deliveredAt');
  const ids =
    event.kind === 'read' ? [event.messageId].filter((id) => id !== null) : event.messageIds;
  await sql`
    update messages m set ${column} = coalesce(${event.at}::timestamptz, ${event.watermark}, now())
    from contact_identities i
    where i.workspace_id = ${channel.workspaceId} and i.channel_id = ${channel.id}
      and i.external_id = ${event.customerId}
      and m.workspace_id = i.workspace_id and m.contact_id = i.contact_id
      and m.direction = 'out' and m.${column} is null
      and (m.external_id = any(${ids}::text[]) or m.sent_at <= ${event.watermark}::timestamptz)`.execute(
    tx,
  );
}
