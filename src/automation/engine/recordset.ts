import { storableJson } from '../../features/ingest/index.ts';

/**
 * Rows as one parameter for jsonb_to_recordset. Texts are cut to length here and by templates, now
 * and then in the middle of an emoji, and Postgres refuses half of one: with the whole batch.
 */
export function recordsetOf(rows: readonly object[]): string {
  return storableJson(rows);
}
