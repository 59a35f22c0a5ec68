import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { JsonObject } from '../model/types.ts';

type Subject = { workspaceId: string; contactId: string | null };
type PersonFacts = { contact: JsonObject; owner: JsonObject | null };

type ContactRow = {
  workspaceId: string;
  contact: JsonObject;
  stageEnteredAt: Date | null;
  lastInteractionAt: Date | null;
  lastInboundAt: Date | null;
  analyzedAt: Date | null;
  createdAt: Date;
  owner: JsonObject | null;
};

/** A contact as rules see it, by 'workspace contact'. */
export async function loadContactFacts(
  tx: Tx,
  subjects: readonly Subject[],
): Promise<Map<string, PersonFacts>> {
  const wanted = new Map(
    subjects
      .filter((row) => row.contactId !== null)
      .map((row) => [`${row.workspaceId} ${row.contactId}`, row]),
  );
  if (wanted.size === 0) return new Map();
  const rows = [...wanted.values()];
  const { rows: found } = await sql<ContactRow>`
    select c.workspace_id, c.stage_entered_at, c.last_interaction_at, c.last_inbound_at,
      c.analyzed_at, c.created_at,
      jsonb_build_object('id', c.id, 'firstName', c.first_name, 'lastName', c.last_name,
        'name', trim(c.first_name || ' ' || c.last_name), 'email', c.email, 'phone', c.phone,
        'score', c.score, 'status', c.status, 'confidence', c.confidence, 'summary', c.summary,
        'nextBestAction', c.next_best_action, 'dealAmount', c.deal_amount,
        'dealCurrency', c.deal_currency, 'tags', to_jsonb(c.tags), 'fields', c.fields,
        'ownerId', c.owner_id, 'pipelineId', c.pipeline_id, 'pipelineName', p.name,
        'stageId', c.stage_id, 'stageName', s.name, 'stageType', s.type,
        'hasMessenger', c.has_messenger, 'hasInstagram', c.has_instagram, 'hasSms', c.has_sms,
        'hasEmail', c.has_email, 'lastMessage', c.last_message)
      || jsonb_build_object('lastMessageDirection', c.last_message_direction,
        'lastPlatform', c.last_platform, 'messageCount', c.message_count,
        'unreadCount', c.unread_count, 'analysisSource', c.analysis_source,
        'needsReview', c.needs_review, 'locked', c.locked_at is not null,
        'timeZone', c.time_zone) as contact,
      case when c.owner_id is not null then (
        select jsonb_build_object('id', m.id, 'name', u.name, 'email', u.email)
        from members m join users u on u.id = m.user_id
        where m.workspace_id = c.workspace_id and m.id = c.owner_id) end as owner
    from contacts c
    left join stages s on s.workspace_id = c.workspace_id and s.id = c.stage_id
    left join pipelines p on p.workspace_id = c.workspace_id and p.id = c.pipeline_id
    where (c.workspace_id, c.id) in (select * from unnest(
      ${rows.map((row) => row.workspaceId)}::uuid[], ${rows.map((row) => row.contactId)}::uuid[]))
  `.execute(tx);
  return new Map(found.map(present));
}

function present(row: ContactRow): [string, PersonFacts] {
  const contact: JsonObject = {
    ...row.contact,
    ownerName: row.owner?.['name'] ?? null,
    stageEnteredAt: row.stageEnteredAt?.toISOString() ?? null,
    lastInteractionAt: row.lastInteractionAt?.toISOString() ?? null,
    lastInboundAt: row.lastInboundAt?.toISOString() ?? null,
    analyzedAt: row.analyzedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
  return [`${row.workspaceId} ${String(contact['id'])}`, { contact, owner: row.owner }];
}

/** The workspaces themselves, as `company`. */
export async function loadCompanies(
  tx: Tx,
  subjects: readonly Subject[],
): Promise<Map<string, JsonObject>> {
  const ids = [...new Set(subjects.map((row) => row.workspaceId))];
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string; timeZone: string }>`
    select id, name, time_zone from workspaces where id = any(${ids}::uuid[])
  `.execute(tx);
  return new Map(rows.map((row) => [row.id, { ...row }]));
}
