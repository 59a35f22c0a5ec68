import { type RawBuilder, sql } from 'kysely';
import type { RunQuery } from '../../../contracts/runs.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { leastId } from '../../../platform/database/least-id.ts';
import { searchWords } from './runs-search.rules.ts';

export type RunFilter = Omit<RunQuery, 'limit' | 'cursor'>;
export type RunPage = { limit: number; below: string | null };
type Condition = RawBuilder<unknown>;

/** The newest runs that are read for words before the text index is asked. */
const sampleSize = 1_000;
/** Hits in the sample from which on reading further fills a page sooner than the text index. */
const frequentHits = 10;
/** Runs that the text index may give; words that more runs have are looked for by reading. */
const mostFound = 5_000;
/** A run's id has the time of the clock that made it, `started_at` that of another one. */
const clockSkewMs = 60_000;

/**
 * Ids of runs that a filter finds, newest first, below `page.below`.
 *
 * @param tx the engine's when the filter has words: under row-level security Postgres does not use
 * a text index, whose operator might tell of rows that the caller may not see
 */
export async function findRunIds(
  tx: Tx,
  workspaceId: string,
  filter: RunFilter,
  page: RunPage,
): Promise<string[]> {
  const { q = '' } = filter;
  const words = searchWords(q);
  // A bulk action may go by this: "!!!" must not stand for all runs.
  if (words.length === 0 && q.trim() !== '') return [];
  if (words.length === 0) return walkRuns(tx, workspaceId, filter, sql`true`, page);
  const matches = sql`to_tsvector('simple', r.search) @@ ${textQuery(words)}`;
  const sample = await readSample(tx, workspaceId, filter, matches, page);
  const isDone = sample.ids.length >= page.limit || sample.size < sampleSize;
  if (isDone) return sample.ids.slice(0, page.limit);
  const rest = { limit: page.limit - sample.ids.length, below: sample.last };
  const found =
    sample.ids.length < frequentHits
      ? await askIndex(tx, workspaceId, filter, matches, rest)
      : null;
  return [...sample.ids, ...(found ?? (await walkRuns(tx, workspaceId, filter, matches, rest)))];
}

/** Reads indexes from the newest run on until the page is full. */
async function walkRuns(
  tx: Tx,
  workspaceId: string,
  filter: RunFilter,
  also: Condition,
  page: RunPage,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from (${newestRuns(workspaceId, filter, also, page)}) r
  `.execute(tx);
  return rows.map(({ id }) => id);
}

/** Each status has its own place in an index, so each is read by itself. */
function newestRuns(
  workspaceId: string,
  filter: RunFilter,
  also: Condition,
  { limit, below }: RunPage,
): Condition {
  const newest = (status: Condition) => sql`
    select r.id, r.search from runs r
    where r.workspace_id = ${workspaceId} and ${status} and ${matching(filter)} and ${also}
      and ${isBelow(below)}
    order by r.id desc limit ${limit}`;
  if (filter.status === undefined) return newest(sql`true`);
  return sql`
    select p.id, p.search from unnest(${[...new Set(filter.status.split(','))]}::text[]) as s (status)
    cross join lateral (${newest(sql`r.status = s.status`)}) p
    order by p.id desc limit ${limit}`;
}

/** Which of the newest runs have the words, how many were read, and the last of them. */
async function readSample(
  tx: Tx,
  workspaceId: string,
  filter: RunFilter,
  matches: Condition,
  { below }: RunPage,
): Promise<{ ids: string[]; size: number; last: string | null }> {
  const { rows } = await sql<{ id: string; matches: boolean }>`
    with newest as materialized (
      ${newestRuns(workspaceId, filter, sql`true`, { limit: sampleSize, below })})
    select r.id, ${matches} as matches from newest r order by r.id desc
  `.execute(tx);
  const ids = rows.filter((row) => row.matches).map(({ id }) => id);
  return { ids, size: rows.length, last: rows.at(-1)?.id ?? null };
}

/** By the text index; null when too many runs have the words. */
async function askIndex(
  tx: Tx,
  workspaceId: string,
  filter: RunFilter,
  matches: Condition,
  { limit, below }: RunPage,
): Promise<string[] | null> {
  const { rows } = await sql<{ id: string | null; total: number }>`
    with found as materialized (
      select r.id from runs r
      where r.workspace_id = ${workspaceId} and ${matches} and ${matching(filter)}
        and ${ofStatus(filter.status)}
      limit ${mostFound + 1})
    select r.id, t.total from (select count(*) as total from found) t
    left join lateral (
      select r.id from found r where ${isBelow(below)} order by r.id desc limit ${limit}) r on true
  `.execute(tx);
  if ((rows[0]?.total ?? 0) > mostFound) return null;
  return rows.flatMap(({ id }) => (id === null ? [] : [id]));
}

/** Each word, or what begins with it, as it was typed or as the text was taken apart. */
function textQuery(words: readonly string[]): Condition {
  const parts = words.map((word) => {
    // Words have no quotes and no backslashes.
    const prefix = `'${word}':*`;
    return sql`(${prefix}::tsquery || to_tsquery('simple', ${prefix}))`;
  });
  return sql`(${sql.join(parts, sql` && `)})`;
}

function isBelow(id: string | null): Condition {
  return id === null ? sql`true` : sql`r.id < ${id}::uuid`;
}

function ofStatus(status: string | undefined): Condition {
  return status === undefined ? sql`true` : sql`r.status = any(${status.split(',')}::text[])`;
}

/** Everything but status and words, on runs under the name `r`. */
function matching(filter: RunFilter): Condition {
  const { automationId, contactId, errorCode, stepId, needsReview, after, before } = filter;
  const parts = [
    ...(automationId === undefined ? [] : [sql`r.automation_id = ${automationId}`]),
    ...(contactId === undefined ? [] : [sql`r.contact_id = ${contactId}`]),
    ...(errorCode === undefined ? [] : [sql`r.error_code = ${errorCode}`]),
    ...(stepId === undefined ? [] : [sql`r.step_id = ${stepId}`]),
    ...(needsReview === undefined
      ? []
      : [needsReview ? sql`r.needs_review` : sql`not r.needs_review`]),
    ...(after === undefined
      ? []
      : [sql`r.started_at >= ${after} and r.id >= ${shiftedId(after, -clockSkewMs)}`]),
    ...(before === undefined
      ? []
      : [sql`r.started_at < ${before} and r.id < ${shiftedId(before, clockSkewMs)}`]),
  ];
  return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `);
}

function shiftedId(time: string, ms: number): string {
  return leastId(new Date(Date.parse(time) + ms));
}
