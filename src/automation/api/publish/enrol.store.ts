import { type RawBuilder, sql } from 'kysely';
import type { AutomationSettings } from '../../../contracts/automation-definition.ts';
import type { Actor, Tx } from '../../../platform/database/database.ts';
import type { JsonObject } from '../../model/types.ts';

type Enrolment = {
  workspaceId: string;
  automationId: string;
  version: number;
  actor: Actor;
  data: JsonObject;
  perMinute: number;
  /** Which contacts, under the name `c`. */
  which: RawBuilder<unknown>;
  /** Those of them that may start, under the name `c`. */
  mayStart: RawBuilder<unknown>;
};

/**
 * Contacts whose runs are queued next, in order of their ids, and their runs one after another at
 * the chosen rate.
 *
 * @param page `after` is the last contact looked at, `queued` how many there are already
 */
export async function enrolPage(
  tx: Tx,
  enrolment: Enrolment,
  page: { after: string | null; queued: number; limit: number },
): Promise<{ looked: number; queued: number; last: string | null; lastStartAt: Date | null }> {
  const { workspaceId, automationId, version, actor, perMinute } = enrolment;
  const { rows } = await sql<{
    looked: number;
    queued: number;
    last: string | null;
    lastStartAt: Date | null;
  }>`
    with looked as materialized (
      select c.id, ${enrolment.mayStart} as may_start
      from contacts c
      where c.workspace_id = ${workspaceId} and ${enrolment.which}
        and (${page.after}::uuid is null or c.id > ${page.after}::uuid)
      order by c.id limit ${page.limit}),
    numbered as materialized (
      select id, 'manual:' || uuidv7() as key,
        ${page.queued} + row_number() over (order by id) - 1 as place
      from looked where may_start),
    made as (
      insert into runs (workspace_id, automation_id, version, contact_id, trigger_key, trigger,
        status, wait_reason, due_at, lane)
      select ${workspaceId}, ${automationId}, ${version}, n.id, n.key,
        jsonb_build_object('key', n.key, 'type', 'manual.start', 'at', ${new Date().toISOString()}::text,
          'actor', ${actor}::text, 'subjectId', n.id, 'contactId', n.id, 'changes', '{}'::jsonb,
          'cause', null, 'depth', 0, 'data', ${JSON.stringify(enrolment.data)}::jsonb),
        'pending', 'queued', now() + n.place * interval '1 minute' / ${perMinute}::int,
        uuid_hash(n.id) & 63
      from numbered n
      returning due_at)
    select (select count(*) from looked) as looked, (select count(*) from made) as queued,
      (select l.id from looked l order by l.id desc limit 1) as last,
      (select max(due_at) from made) as last_start_at
  `.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('the runs were not written');
  return row;
}

const unfinished = sql`('pending', 'processing', 'waiting')`;

/**
 * An automation's rule for starting again, as a condition on contacts under the name `c`. A run that
 * is queued already counts: choosing a contact twice starts one.
 */
export function mayStartAgain(
  { workspaceId, automationId }: { workspaceId: string; automationId: string },
  rule: AutomationSettings['reenrolment'],
): RawBuilder<unknown> {
  const earlier = (which: RawBuilder<unknown>) => sql`not exists (select from runs r
    where r.workspace_id = ${workspaceId} and r.contact_id = c.id
      and r.automation_id = ${automationId} and ${which})`;
  switch (rule.mode) {
    case 'always':
      return sql`true`;
    case 'once':
      return earlier(sql`r.status <> 'cancelled'`);
    case 'not_while_running':
      return earlier(sql`r.status in ${unfinished}`);
    case 'not_within':
      return earlier(sql`r.status <> 'cancelled'
        and r.started_at > now() - make_interval(hours => ${rule.hours})`);
  }
}
