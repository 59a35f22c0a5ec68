import { type RawBuilder, sql } from 'kysely';
import type { TimelineEntry } from '../../contracts/placements.ts';
import type { Tx } from '../../platform/database/database.ts';
import { timeKey } from '../../platform/database/time-key.ts';

export type TimelineKind = TimelineEntry['kind'];

/** One entry before it is put in words. `data` has what its kind's words need. */
export type TimelineRow = {
  kind: TimelineKind;
  id: string;
  at: Date;
  atKey: string;
  workspaceId: string;
  actor: string;
  data: Record<string, unknown>;
};

type Branch = {
  from: RawBuilder<unknown>;
  at: RawBuilder<unknown>;
  onlyAlone?: RawBuilder<unknown>;
};

/**
 * Where each kind comes from. `onlyAlone` leaves out, in the mixed timeline, what another kind tells
 * already: activities of placements, and audit entries of notes and of changes that analysis and
 * placing made.
 */
const branches: Record<TimelineKind, Branch> = {
  placement: {
    at: sql`x.created_at`,
    from: sql`select 'placement' as kind, x.id, x.created_at as at, x.workspace_id, x.actor,
      jsonb_build_object('outcome', x.outcome, 'rule', x.rule, 'reason', x.reason,
        'fromStageId', x.from_stage_id, 'fromStageName', x.from_stage_name,
        'toStageId', x.to_stage_id, 'toStageName', x.to_stage_name, 'score', x.score,
        'status', x.status, 'confidence', x.confidence, 'decidedBy', x.decided_by,
        'verdict', x.verdict, 'evidence', x.evidence) as data
      from placements x`,
  },
  analysis: {
    at: sql`x.created_at`,
    from: sql`select 'analysis', x.id, x.created_at, x.workspace_id, 'analysis',
      jsonb_build_object('score', x.score, 'status', x.status, 'confidence', x.confidence,
        'source', x.source, 'model', x.model, 'isFallback', x.is_fallback,
        'summary', x.summary, 'conversationId', x.conversation_id)
      from analyses x`,
  },
  activity: {
    at: sql`x.created_at`,
    from: sql`select 'activity', x.id, x.created_at, x.workspace_id, x.actor,
      jsonb_build_object('type', x.type) || x.data
      from activities x`,
    onlyAlone: sql`not x.data ? 'placementId'`,
  },
  audit: {
    at: sql`x.at`,
    from: sql`select 'audit', x.id, x.at, x.workspace_id, x.actor,
      jsonb_build_object('action', x.action, 'changes', x.changes)
      from audit_entries x`,
    onlyAlone: sql`x.action <> 'note.created' and (x.action <> 'contact.updated'
      or x.changes ?| array['firstName', 'lastName', 'email', 'phone', 'ownerId', 'tags',
        'fields', 'timeZone'])`,
  },
  message: {
    at: sql`x.sent_at`,
    from: sql`select 'message', x.id, x.sent_at, x.workspace_id, x.direction,
      jsonb_build_object('direction', x.direction, 'text', x.text,
        'attachments', jsonb_array_length(x.attachments), 'conversationId', x.conversation_id)
      from messages x`,
  },
  note: {
    at: sql`x.created_at`,
    from: sql`select 'note', x.id, x.created_at, x.workspace_id, x.author,
      jsonb_build_object('text', x.text)
      from notes x`,
  },
};

/** A contact's timeline of one kind or all, newest first; `position` is exclusive. */
export async function listTimeline(
  tx: Tx,
  query: { contactId: string; kind: TimelineKind | undefined; limit: number },
  position: [string, string] | null,
): Promise<TimelineRow[]> {
  const wanted = query.kind ? [branches[query.kind]] : Object.values(branches);
  const parts = wanted.map(({ from, at, onlyAlone }) => {
    const isAlone = query.kind !== undefined;
    const told = onlyAlone && !isAlone ? onlyAlone : sql`true`;
    const before = position
      ? sql`(${at}, x.id) < (${position[0]}::timestamptz, ${position[1]}::uuid)`
      : sql`true`;
    return sql`(${from} where x.contact_id = ${query.contactId} and ${told} and ${before}
      order by ${at} desc, x.id desc limit ${query.limit})`;
  });
  const { rows } = await sql<TimelineRow>`
    select t.*, ${timeKey(sql`t.at`)} as at_key
    from (${sql.join(parts, sql` union all `)}) as t (kind, id, at, workspace_id, actor, data)
    order by t.at desc, t.id desc limit ${query.limit}
  `.execute(tx);
  return rows;
}
