import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { Facts, Happening, Json, JsonObject } from '../model/types.ts';

type Wanted = { workspaceId: string; happening: Happening };
type Row = { workspaceId: string; id: string; facts: JsonObject };

/** A time as ISO text, as `Date.toISOString` writes it. */
const iso = (column: string) =>
  `to_char((${column}) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const assigneeName = `(select u.name from members m join users u on u.id = m.user_id
  where m.workspace_id = t.workspace_id and m.id = t.assignee_id)`;

/** One statement a kind of thing; the first word of a happening's type names it. */
const subjectSql: Record<string, { root: string; select: string }> = {
  message: {
    root: 'message',
    select: `select t.workspace_id, t.id, jsonb_build_object('message', jsonb_build_object('id', t.id,
        'text', t.text, 'direction', t.direction, 'platform', h.platform, 'sentAt', ${iso('t.sent_at')},
        'deliveredAt', ${iso('t.delivered_at')}, 'readAt', ${iso('t.read_at')},
        'fromPlatformApp', t.from_platform_app),
      'conversation', jsonb_build_object('id', v.id, 'platform', h.platform,
        'messageCount', v.message_count, 'unreadCount', v.unread_count,
        'lastMessageAt', ${iso('v.last_message_at')}, 'lastInboundAt', ${iso('v.last_inbound_at')})) as facts
      from messages t
      join conversations v on v.workspace_id = t.workspace_id and v.id = t.conversation_id
      join channels h on h.workspace_id = v.workspace_id and h.id = v.channel_id`,
  },
  conversation: {
    root: 'conversation',
    select: `select t.workspace_id, t.id, jsonb_build_object('conversation', jsonb_build_object(
        'id', t.id, 'platform', h.platform, 'messageCount', t.message_count,
        'unreadCount', t.unread_count, 'lastMessageAt', ${iso('t.last_message_at')},
        'lastInboundAt', ${iso('t.last_inbound_at')})) as facts
      from conversations t
      join channels h on h.workspace_id = t.workspace_id and h.id = t.channel_id`,
  },
  appointment: {
    root: 'appointment',
    select: `select t.workspace_id, t.id, jsonb_build_object('appointment', jsonb_build_object(
        'id', t.id, 'title', t.title, 'status', t.status, 'startsAt', ${iso('t.starts_at')},
        'endsAt', ${iso('t.starts_at + make_interval(mins => t.duration_minutes)')},
        'durationMinutes', t.duration_minutes, 'timeZone', t.time_zone, 'location', t.location,
        'notes', t.notes, 'assigneeId', t.assignee_id, 'assigneeName', ${assigneeName},
        'reschedules', t.reschedules,
        'date', to_char(t.starts_at at time zone t.time_zone, 'FMDay, FMDD FMMonth YYYY'),
        'time', to_char(t.starts_at at time zone t.time_zone, 'HH24:MI'))) as facts
      from appointments t`,
  },
  task: {
    root: 'task',
    select: `select t.workspace_id, t.id, jsonb_build_object('task', jsonb_build_object('id', t.id,
        'title', t.title, 'description', t.description, 'status', t.status, 'priority', t.priority,
        'dueAt', ${iso('t.due_at')}, 'assigneeId', t.assignee_id, 'assigneeName', ${assigneeName},
        'completedAt', ${iso('t.completed_at')})) as facts from tasks t`,
  },
  job: {
    root: 'job',
    select: `select t.workspace_id, t.id, jsonb_build_object('job', jsonb_build_object('id', t.id,
        'number', t.number, 'title', t.title, 'description', t.description, 'status', t.status,
        'scheduledStart', ${iso('t.scheduled_start')}, 'scheduledEnd', ${iso('t.scheduled_end')},
        'address', t.address, 'amount', t.amount, 'currency', t.currency,
        'assigneeId', t.assignee_id, 'assigneeName', ${assigneeName},
        'completedAt', ${iso('t.completed_at')})) as facts from jobs t`,
  },
  note: {
    root: 'note',
    select: `select t.workspace_id, t.id, jsonb_build_object('note', jsonb_build_object('id', t.id,
        'text', t.text, 'author', t.author)) as facts from notes t`,
  },
  analysis: {
    root: 'analysis',
    // Columns win: what a model wrote into its result cannot stand for them.
    select: `select t.workspace_id, t.id, jsonb_build_object('analysis', t.result
        || jsonb_build_object('id', t.id, 'at', ${iso('t.created_at')},
        'conversationId', t.conversation_id, 'source', t.source, 'model', t.model,
        'isFallback', t.is_fallback, 'score', t.score, 'status', t.status,
        'confidence', t.confidence, 'summary', t.summary)) as facts from analyses t`,
  },
  hook_call: {
    root: 'webhook',
    select: `select t.workspace_id, t.id, jsonb_build_object('webhook', t.body) as facts
      from hook_calls t`,
  },
};

/** Roots beside the contact, of what each happening is about, by 'workspace subject'. */
export async function loadSubjectFacts(
  tx: Tx,
  wanted: readonly Wanted[],
): Promise<Map<string, Facts>> {
  const found = new Map<string, Facts>();
  const byKind = Map.groupBy(wanted, ({ happening }) => kindOf(happening));
  for (const [kind, subjects] of byKind) {
    const source = subjectSql[kind];
    if (!source) continue;
    for (const row of await load(tx, sql.raw(source.select), subjects)) {
      found.set(`${row.workspaceId} ${row.id}`, row.facts);
    }
  }
  return found;
}

async function load(
  tx: Tx,
  select: RawBuilder<unknown>,
  subjects: readonly Wanted[],
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    ${select}
    where (t.workspace_id, t.id) in (select * from unnest(
      ${subjects.map((row) => row.workspaceId)}::uuid[],
      ${subjects.map((row) => row.happening.subjectId)}::uuid[]))
  `.execute(tx);
  return rows;
}

/** A timer's key says what it watches: 'appointment:<id>'. */
function kindOf({ type, data }: Happening): string {
  const timer: Json | undefined = data['timer'];
  const word = type === 'timer.due' && typeof timer === 'string' ? timer.split(':')[0] : undefined;
  return word ?? type.split('.')[0] ?? '';
}
