import { type RawBuilder, sql } from 'kysely';
import type { BoardColumn } from '../../contracts/board.ts';
import type { ContactCard, ContactFilter } from '../../contracts/contacts.ts';
import type { Tx } from '../../platform/database/database.ts';
import { timeKey } from '../../platform/database/time-key.ts';
import { cursorSql } from '../../platform/events/event-cursor.ts';
import { encodeCursor } from '../../platform/http/cursor.ts';
import {
  type CardRow,
  cardColumns,
  contactCondition,
  lastActivity,
  presentCard,
} from '../contacts/index.ts';

type Filter = Partial<ContactFilter>;
type Totals = BoardColumn['totals'];
/** A column's numbers beside one of its cards; a column without cards has one row, without an id. */
type ColumnNumbers = {
  columnId: string | null;
  cursor: string;
  count: number;
  members: number;
  totals: Totals;
};
type BoardRow = ColumnNumbers & { sortKey: string } & {
  [K in keyof CardRow]: CardRow[K] | null;
};
type KeyedCard = CardRow & { sortKey: string };

export type BoardNumbers = {
  /** By stage id; null is incoming. */
  columns: Map<string | null, BoardColumn>;
  /** The pipeline's, whatever the filter. */
  contactCount: number;
  /** Where events go on after exactly this answer. */
  cursor: string;
};

/**
 * The columns of a board, each with its count, sums and first cards: one statement, so that all of
 * it and the cursor are of one moment and a client can go on counting.
 */
export async function loadColumns(
  tx: Tx,
  board: { workspaceId: string; pipelineId: string },
  filter: Filter,
  cards: number,
): Promise<BoardNumbers> {
  const { workspaceId, pipelineId } = board;
  const condition = contactCondition(filter);
  const inColumn = [sql`c.pipeline_id = ${pipelineId} and c.stage_id = col.id`];
  const { rows } = await sql<BoardRow>`
    with now as materialized (select ${sql.raw(cursorSql)} as cursor),
    numbers as (
      select stage_id, sum(n)::int as n, sum(members)::int as members,
        jsonb_agg(jsonb_build_object('currency', deal_currency, 'amount', amount)
          order by deal_currency nulls last) filter (where amount is not null) as totals
      from (
        select c.stage_id, c.deal_currency, count(c.pipeline_id) as members,
          count(*) filter (where ${condition}) as n,
          sum(c.deal_amount) filter (where ${condition}) as amount
        from contacts c
        where c.workspace_id = ${workspaceId}
          and (c.pipeline_id = ${pipelineId} or c.pipeline_id is null)
        group by 1, 2) g
      group by stage_id)
    select null::uuid as column_id, now.cursor, coalesce(n.n, 0) as count,
      coalesce(n.totals, '[]') as totals, coalesce(n.members, 0) as members, card.*
    from now
    left join numbers n on n.stage_id is null
    left join lateral ${firstCards(workspaceId, incoming(pipelineId), condition, cards)} card on true
    union all
    select col.id, now.cursor, coalesce(n.n, 0), coalesce(n.totals, '[]'),
      coalesce(n.members, 0), card.*
    from now
    join stages col on col.workspace_id = ${workspaceId} and col.pipeline_id = ${pipelineId}
    left join numbers n on n.stage_id = col.id
    left join lateral ${firstCards(workspaceId, inColumn, condition, cards)} card on true
    order by column_id, sort_key desc, id desc
  `.execute(tx);
  const byColumn = Map.groupBy(rows, (row) => row.columnId);
  const columns = [...byColumn].map(([id, found]) => presentColumn(id, found, cards));
  const members = [...byColumn.values()].map((column) => column[0]?.members ?? 0);
  return {
    columns: new Map(columns.map((column) => [column.stageId, column])),
    contactCount: members.reduce((sum, count) => sum + count, 0),
    cursor: rows[0]?.cursor ?? '',
  };
}

function presentColumn(id: string | null, rows: readonly BoardRow[], cards: number): BoardColumn {
  const found = rows.filter(isCard);
  const shown = found.slice(0, cards);
  const last = shown.at(-1);
  return {
    stageId: id,
    count: rows[0]?.count ?? 0,
    totals: rows[0]?.totals ?? [],
    cards: shown.map(presentCard),
    nextCursor: found.length > cards && last ? encodeCursor([last.sortKey, last.id]) : null,
  };
}

function isCard(row: BoardRow): row is BoardRow & KeyedCard {
  return row.id !== null;
}

/** More cards of one column; `position` is exclusive and the answer has one more than shown. */
export async function loadCards(
  tx: Tx,
  column: { workspaceId: string; pipelineId: string; stageId: string | null },
  filter: Filter,
  page: { limit: number; position: [string, string] | null },
): Promise<{ item: ContactCard; position: [string, string] }[]> {
  const { workspaceId, pipelineId, stageId } = column;
  const places =
    stageId === null
      ? incoming(pipelineId)
      : [sql`c.pipeline_id = ${pipelineId} and c.stage_id = ${stageId}`];
  const after = page.position
    ? sql`(${lastActivity}, c.id) < (${page.position[0]}::timestamptz, ${page.position[1]}::uuid)`
    : sql`true`;
  const condition = sql`${contactCondition(filter)} and ${after}`;
  const { rows } = await sql<KeyedCard>`
    select * from ${firstCards(workspaceId, places, condition, page.limit - 1)} card
    order by sort_key desc, id desc
  `.execute(tx);
  return rows.map((row) => ({ item: presentCard(row), position: [row.sortKey, row.id] }));
}

/** Incoming: contacts without a pipeline, and of this pipeline without a stage. */
function incoming(pipelineId: string): RawBuilder<unknown>[] {
  return [sql`c.pipeline_id is null`, sql`c.pipeline_id = ${pipelineId} and c.stage_id is null`];
}

/**
 * The newest `cards` contacts of each place, and one more. A place is one range of an index in this
 * order; two places are two ranges, because their `or` would sort them all.
 */
function firstCards(
  workspaceId: string,
  places: readonly RawBuilder<unknown>[],
  condition: RawBuilder<unknown>,
  cards: number,
): RawBuilder<unknown> {
  const ranges = places.map(
    (place) => sql`(select ${cardColumns}, ${timeKey(lastActivity)} as sort_key
      from contacts c
      where c.workspace_id = ${workspaceId} and ${place} and ${condition}
      order by ${lastActivity} desc, c.id desc limit ${cards + 1})`,
  );
  if (ranges.length === 1) return sql`${sql.join(ranges)}`;
  return sql`(select * from (${sql.join(ranges, sql` union all `)}) u
    order by sort_key desc, id desc limit ${cards + 1})`;
}
