import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import type { Logger } from '../../platform/logging/logger.ts';
import { type BatchReport, runBatch } from './batch.ts';
import { type BatchOptions, nothingTaken, type Taken } from './batch-options.ts';

/**
 * Errors that say nothing of the work itself: the server is gone, stopping, or chose this
 * transaction as the victim of a deadlock. The same batch is simply taken again.
 */
export function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  // A statement that ran out of time would do so again with the same work.
  if (code === '57014') return false;
  // Five characters are an SQL state; ECONNRESET and its like come from the socket.
  if (/^[0-9A-Z]{5}$/.test(code)) return /^(08|53|57|40|25)/.test(code);
  return /^E[A-Z]{3,}/.test(code) || connectionLost.test(error.message);
}

/** What pg and its pool say without a code. */
const connectionLost = /connection|connect|Client was closed|pool after calling end/i;

type Part = NonNullable<BatchOptions['only']>;

/**
 * Does the work of a failed batch in halves, again and again, until the poisoned piece stands
 * alone; that one is put aside and everything else is done.
 */
export async function takeApart(
  database: Database,
  log: Logger,
  options: BatchOptions,
  taken: Taken,
): Promise<BatchReport> {
  const whole: Part = {
    eventIds: taken.events.map(({ id }) => id),
    runIds: taken.runs.map(({ id }) => id),
    timerIds: taken.timers.map(({ id }) => id),
  };
  const done: BatchReport = { taken: 0, runs: 0, sends: false, asks: false };
  const parts = halves(whole);
  for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
    const { suspects, ...work } = await attempt(database, { ...options, only: part });
    if ('error' in work && sizeOf(part) > 1) {
      parts.unshift(...halves(part));
      continue;
    }
    const report = 'error' in work ? await leaveOut(part, suspects, work.error) : work.report;
    done.taken += report.taken;
    done.sends ||= report.sends;
    done.asks ||= report.asks;
  }
  return done;

  /** Does a single piece without the automations or runs at fault; if not even that, without it. */
  async function leaveOut(
    only: Part,
    suspects: ReadonlySet<string>,
    error: unknown,
  ): Promise<BatchReport> {
    log.error({ error: String(error), ...only }, 'a piece of work was put aside');
    const all = new Map([...suspects].map((suspect) => [suspect, wordsOf(error)]));
    const some = await findFaulty(database, { ...options, only }, all);
    for (const faulty of [some, all]) {
      const again = await attempt(database, { ...options, only, faulty });
      if ('report' in again) return again.report;
    }
    await putAside(database, only, error);
    return { taken: 1, runs: 0, sends: false, asks: false };
  }
}

type Attempt = { suspects: ReadonlySet<string> } & ({ report: BatchReport } | { error: unknown });

async function attempt(database: Database, options: BatchOptions): Promise<Attempt> {
  const taken = nothingTaken();
  const { suspects } = taken;
  try {
    const report = await database.asEngine('automation', (tx) => runBatch(tx, options, taken), {
      quiet: true,
    });
    return { suspects, report };
  } catch (error) {
    if (isLost(error)) throw error;
    return { suspects, error };
  }
}

/** Tries each suspect alone, and undoes it: those that fail, with their errors. */
async function findFaulty(
  database: Database,
  options: BatchOptions,
  suspects: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const faulty = new Map<string, string>();
  if (suspects.size < 2) return new Map(suspects);
  for (const suspect of suspects.keys()) {
    const others = new Map([...suspects].filter(([other]) => other !== suspect));
    const error = await tryOut(database, { ...options, faulty: others });
    if (error !== null) faulty.set(suspect, wordsOf(error));
  }
  return faulty;
}

async function tryOut(database: Database, options: BatchOptions): Promise<unknown> {
  const undo = new Error('undo');
  try {
    await database.asEngine('automation', async (tx) => {
      await runBatch(tx, options, nothingTaken());
      throw undo;
    });
  } catch (error) {
    if (isLost(error)) throw error;
    return error === undo ? null : error;
  }
  return null;
}

function wordsOf(error: unknown): string {
  return (error instanceof Error ? error.message : 'unknown error').slice(0, 500);
}

function sizeOf({ eventIds, runIds, timerIds }: Part): number {
  return eventIds.length + runIds.length + timerIds.length;
}

/** Runs, timers and events apart; then each list cut in the middle, earlier ones first. */
function halves(part: Part): Part[] {
  const { eventIds, runIds, timerIds } = part;
  const none: Part = { eventIds: [], runIds: [], timerIds: [] };
  const kinds = [
    ...cut(runIds).map((ids) => ({ ...none, runIds: ids })),
    ...cut(timerIds).map((ids) => ({ ...none, timerIds: ids })),
    ...cut(eventIds).map((ids) => ({ ...none, eventIds: ids })),
  ];
  return kinds.filter((half) => sizeOf(half) > 0);
}

function cut<T>(list: readonly T[]): (readonly T[])[] {
  const middle = Math.ceil(list.length / 2);
  return [list.slice(0, middle), list.slice(middle)];
}

/** Says what could not be worked on and why, where "why did it not run?" finds it. */
async function putAside(database: Database, part: Part, error: unknown): Promise<void> {
  const detail = wordsOf(error);
  await database.asEngine('automation', async (tx) => {
    await sql`
      with gone as (
        delete from pending_events where id = any(${part.eventIds}::bigint[])
        returning workspace_id, id)
      insert into run_refusals (workspace_id, event_id, contact_id, reason, detail)
      select g.workspace_id, g.id, (select c.id from events e
          join contacts c on c.workspace_id = e.workspace_id and c.id = e.contact_id
          where e.workspace_id = g.workspace_id and e.id = g.id limit 1), 'engine_error', ${detail}
      from gone g
    `.execute(tx);
    await sql`
      with gone as (
        delete from automation_timers where id = any(${part.timerIds}::uuid[])
        returning workspace_id, automation_id, version, contact_id)
      insert into run_refusals (workspace_id, automation_id, version, contact_id, reason, detail)
      select workspace_id, automation_id, version, contact_id, 'engine_error', ${detail} from gone
    `.execute(tx);
    await sql`
      update runs set status = 'failed', error_code = 'engine_error', error = ${detail},
        needs_review = true, due_at = null, waiting_for = null, wait_reason = null,
        finished_at = clock_timestamp()
      where id = any(${part.runIds}::uuid[])
    `.execute(tx);
  });
}
