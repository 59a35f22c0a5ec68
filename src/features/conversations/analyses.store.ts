import { type Selectable, sql } from 'kysely';
import type { z } from 'zod';
import type { Analysis } from '../../contracts/analysis.ts';
import type { StoredAnalysis } from '../../contracts/placements.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Analyses } from '../../platform/database/schema.generated.ts';
import { timeKey } from '../../platform/database/time-key.ts';
import type { TimeCursor } from '../../platform/http/cursor.ts';

type AnalysisRow = Selectable<Analyses> & { createdKey: string };

/** What `analyses.result` holds: the fields of an analysis without columns of their own. */
type Result = Omit<
  Analysis,
  'source' | 'model' | 'isFallback' | 'score' | 'status' | 'confidence' | 'summary'
>;

/** A contact's analyses, newest first; `position` is exclusive. */
export async function listAnalyses(
  tx: Tx,
  query: { contactId: string; limit: number },
  position: z.infer<typeof TimeCursor> | null,
): Promise<{ item: StoredAnalysis; position: [string, string] }[]> {
  const { rows } = await sql<AnalysisRow>`
    select a.*, ${timeKey(sql`a.created_at`)} as created_key
    from analyses a
    where a.contact_id = ${query.contactId}
      and ${position ? sql`(a.created_at, a.id) < (${position[0]}::timestamptz, ${position[1]}::uuid)` : sql`true`}
    order by a.created_at desc, a.id desc
    limit ${query.limit}
  `.execute(tx);
  return rows.map((row) => ({
    item: presentAnalysis(row),
    position: [row.createdKey, row.id],
  }));
}

function presentAnalysis(row: AnalysisRow): StoredAnalysis {
  return {
    ...(row.result as Result),
    id: row.id,
    conversationId: row.conversationId,
    contactId: row.contactId,
    source: row.source as Analysis['source'],
    model: row.model,
    isFallback: row.isFallback,
    score: row.score,
    status: row.status as Analysis['status'],
    confidence: row.confidence,
    summary: row.summary,
    messagesRead: row.messagesRead,
    durationMs: row.durationMs,
    inputTokens: row.inputTokens,
    outputTokens: row.outputTokens,
    createdAt: row.createdAt.toISOString(),
  };
}
