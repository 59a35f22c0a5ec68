import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';

/** A lane with the token of our holding it: a later holder has a higher one. */
export type Lane = { lane: number; token: number };

export const laneCount = 64;

/**
 * Renews this engine's lanes and takes or gives back some, so that all living engines have about
 * the same number. A lane of a killed engine is free when its lease ends.
 */
export async function keepLanes(tx: Tx, engineId: string, leaseMs: number): Promise<Lane[]> {
  const lease = sql`make_interval(secs => ${leaseMs / 1000})`;
  const { rows: alive } = await sql<{ count: number }>`
    with me as (
      insert into engine_members (id, seen_at) values (${engineId}, clock_timestamp())
      on conflict (id) do update set seen_at = excluded.seen_at returning id),
    gone as (
      delete from engine_members where seen_at < clock_timestamp() - 3 * ${lease} and id <> ${engineId})
    select 1 + count(*)::int as count from engine_members
    where seen_at > clock_timestamp() - ${lease} and id <> ${engineId}
  `.execute(tx);
  const share = Math.ceil(laneCount / (alive[0]?.count ?? 1));
  const { rows: kept } = await sql<Lane>`
    update engine_lanes set lease_until = clock_timestamp() + ${lease}
    where holder = ${engineId} returning lane, token
  `.execute(tx);
  if (kept.length > share) return giveBack(tx, kept, share);
  if (kept.length === share) return kept;
  const { rows: taken } = await sql<Lane>`
    update engine_lanes l set holder = ${engineId}, token = l.token + 1,
      lease_until = clock_timestamp() + ${lease}
    where lane in (
      select lane from engine_lanes where lease_until < clock_timestamp()
      order by lane limit ${share - kept.length} for update skip locked)
    returning lane, token
  `.execute(tx);
  return [...kept, ...taken];
}

async function giveBack(tx: Tx, kept: readonly Lane[], share: number): Promise<Lane[]> {
  const extra = kept.slice(share).map(({ lane }) => lane);
  await sql`
    update engine_lanes set holder = null, lease_until = '-infinity' where lane = any(${extra})
  `.execute(tx);
  return kept.slice(0, share);
}

/**
 * An engine that is frozen in the middle of a batch keeps the rows of its lanes locked until
 * Postgres ends its session: after so many leases, 20 s.
 */
const leasesIdle = 4;

/**
 * The fence of a batch: locks those of the lanes that are still ours until the batch commits.
 * Whoever takes a lane over waits for that, or has taken it and the batch leaves it alone.
 *
 * @returns them, with what the clock of the database says: those of engines may differ
 */
export async function lockLanes(
  tx: Tx,
  engineId: string,
  lanes: readonly Lane[],
  leaseMs: number,
): Promise<{ lanes: number[]; now: Date | null }> {
  const { rows } = await sql<{ lane: number; now: Date }>`
    select l.lane, batch.now from engine_lanes l
    join unnest(${lanes.map((row) => row.lane)}::smallint[], ${lanes.map((row) => row.token)}::bigint[])
      as mine (lane, token) on mine.lane = l.lane and mine.token = l.token
    cross join (select clock_timestamp() as now,
      set_config('idle_in_transaction_session_timeout', ${`${leasesIdle * leaseMs}ms`}, true)
    ) as batch
    where l.holder = ${engineId}
    order by l.lane for no key update of l
  `.execute(tx);
  return { lanes: rows.map((row) => row.lane), now: rows[0]?.now ?? null };
}

export async function releaseLanes(tx: Tx, engineId: string): Promise<void> {
  await sql`
    update engine_lanes set holder = null, lease_until = '-infinity' where holder = ${engineId}
  `.execute(tx);
  await sql`delete from engine_members where id = ${engineId}`.execute(tx);
}
