import { sql } from 'kysely';
import type { WebhookAnswer } from '../../contracts/deliveries.ts';
import type { Tx } from '../../platform/database/database.ts';
import { storableJson, storableText } from '../ingest/index.ts';
import type { HostRoom } from './host-gate.ts';

/** A sender's hold on a delivery; worth nothing once another sender has taken it up. */
export type ClaimedDelivery = {
  workspaceId: string;
  id: string;
  runId: string | null;
  payload: unknown;
  host: string;
  attempts: number;
  /** Since it was queued, this one included. */
  tries: number;
};

/** Longer than any send takes; a killed sender's delivery is sent again after it. */
export const leaseSeconds = 45;
/** Rows looked at to find some whose host has room. */
const candidates = 500;
const excerptLength = 4 * 1024;

const hostOf = sql`coalesce(lower(substring(d.payload ->> 'url' from '^\\w+://([^/?#]*)')), '')`;

/**
 * Takes webhooks that are due, the longest waiting first, at most `room` of a host. A send whose
 * process was killed is taken again, and noted as an interrupted attempt.
 */
export async function claimDeliveries(
  tx: Tx,
  limit: number,
  how: { perHost: number; room: readonly HostRoom[] },
): Promise<ClaimedDelivery[]> {
  const full = how.room.filter(({ free }) => free <= 0).map(({ host }) => host);
  const { rows } = await sql<ClaimedDelivery>`
    with candidate as (
      select d.workspace_id, d.id, d.next_attempt_at, ${hostOf} as host from deliveries d
      where d.next_attempt_at <= now() and d.channel = 'webhook'
        and d.status in ('queued', 'sending') and ${hostOf} <> all(${full}::text[])
      order by d.next_attempt_at limit ${candidates}),
    ranked as (
      select c.*, row_number() over (partition by c.host order by c.next_attempt_at) as place
      from candidate c),
    due as (
      select d.workspace_id, d.id, d.status, d.attempts, d.lease_until, r.host
      from ranked r
      join deliveries d on d.workspace_id = r.workspace_id and d.id = r.id
      left join jsonb_to_recordset(${JSON.stringify(how.room)}::jsonb) as room(host text, free int)
        on room.host = r.host
      where r.place <= coalesce(room.free, ${how.perHost}) and d.next_attempt_at <= now()
      order by r.next_attempt_at limit ${limit} for update of d skip locked),
    interrupted as (
      insert into delivery_attempts (workspace_id, delivery_id, number, started_at, finished_at,
        error_code, error)
      select due.workspace_id, due.id, due.attempts,
        due.lease_until - make_interval(secs => ${leaseSeconds}), now(), 'interrupted',
        'The server stopped while it was sent.'
      from due where due.status = 'sending' and due.lease_until is not null
      on conflict do nothing)
    update deliveries d set status = 'sending', attempts = d.attempts + 1,
      lease_until = now() + make_interval(secs => ${leaseSeconds}),
      next_attempt_at = now() + make_interval(secs => ${leaseSeconds})
    from due where d.workspace_id = due.workspace_id and d.id = due.id
    returning d.workspace_id, d.id, d.run_id, d.payload, due.host, d.attempts,
      d.attempts - coalesce((d.payload ->> 'attemptsBefore')::int, 0) as tries`.execute(tx);
  return rows;
}

export type AttemptEnd = {
  status: 'queued' | 'delivered' | 'failed';
  /** For 'queued': when it is tried again. */
  afterMs: number | null;
  startedAt: Date;
  statusCode: number | null;
  answer: WebhookAnswer | null;
  text: string | null;
  errorCode: string | null;
  error: string | null;
};

/** Notes how an attempt ended. @returns false when another sender has taken the delivery meanwhile */
export async function endAttempt(tx: Tx, held: ClaimedDelivery, end: AttemptEnd): Promise<boolean> {
  const { workspaceId, id, attempts } = held;
  const { status, afterMs, errorCode, error } = end;
  const answer = end.answer === null ? null : storableJson(end.answer);
  const excerpt = end.text === null ? null : storableText(end.text.slice(0, excerptLength));
  const { rows } = await sql`
    with ended as (
      update deliveries set status = ${status}, lease_until = null,
        next_attempt_at = now() + make_interval(secs => ${afterMs}::float8 / 1000),
        finished_at = case when ${status}::text = 'queued' then null else now() end,
        response = ${answer}::jsonb, error_code = ${errorCode}, error = ${error}
      where workspace_id = ${workspaceId} and id = ${id}
        and status = 'sending' and attempts = ${attempts}
      returning workspace_id, id)
    insert into delivery_attempts (workspace_id, delivery_id, number, started_at, finished_at,
      status_code, response, error_code, error)
    select workspace_id, id, ${attempts}::int, ${end.startedAt}::timestamptz, now(),
      ${end.statusCode}::int, ${excerpt}::text, ${errorCode}::text, ${error}::text
    from ended returning delivery_id`.execute(tx);
  return rows.length > 0;
}

export async function hasDueDeliveries(tx: Tx): Promise<boolean> {
  const { rows } = await sql`
    select from deliveries where next_attempt_at <= now() and channel = 'webhook'
      and status in ('queued', 'sending') limit 1`.execute(tx);
  return rows.length > 0;
}
