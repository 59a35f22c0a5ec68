import type { TimelineEntry } from '../../contracts/placements.ts';
import type { Tx } from '../../platform/database/database.ts';
import { actorNames, type NameOf } from '../audit/index.ts';
import { listTimeline, type TimelineKind, type TimelineRow } from './timeline.store.ts';
import { timelineWords } from './timeline-words.rules.ts';

/** A contact's story in words, newest first; `position` is exclusive. */
export async function readTimeline(
  tx: Tx,
  query: { contactId: string; kind: TimelineKind | undefined; limit: number },
  position: [string, string] | null,
): Promise<{ item: TimelineEntry; position: [string, string] }[]> {
  const rows = await listTimeline(tx, query, position);
  const nameOf = await actorNames(tx, rows);
  return rows.map((row) => ({ item: presentEntry(row, nameOf), position: [row.atKey, row.id] }));
}

function presentEntry(row: TimelineRow, nameOf: NameOf): TimelineEntry {
  return {
    id: `${row.kind}:${row.id}`,
    kind: row.kind,
    at: row.at.toISOString(),
    actorName: row.kind === 'message' ? author(row.actor) : nameOf(row),
    ...timelineWords(row.kind, row.data),
    data: row.data,
  };
}

function author(direction: string): string {
  return direction === 'in' ? 'Customer' : 'Business';
}
