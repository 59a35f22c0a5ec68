import { type RawBuilder, sql } from 'kysely';
import type { BoardColumn } from '../../contracts/board.ts';
import type { ContactCard, ContactFilter } from '../../contracts/contacts.ts';
import type { Tx } from '../../platform/database/database.ts';
import { timeKey } from '../../platform/database/time-key.ts';
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
type ColumnNumbers = { columnId: string | null; count: number; members: number; totals: Totals };
type BoardRow = ColumnNumbers & { sortKey: string } & {
  [K in keyof CardRow]: CardRow[K] | null;
};
type KeyedCard = CardRow & { sortKey: string };

/**
 * The columns of a board in the given order of stages, incoming first, each with its count, sums
 * and first cards: one statement, so that all of it is of one moment. `contactCount` is the
 * pipeline's, whatever the filter.
 */
export async function loadColumns(
  tx: Tx,
  board: { workspaceId: string; pipelineId: string; stageIds: readonly string[] },
  filter: Filter,
  cards: number,
): Promise<{ columns: BoardColumn[]; contactCount: number }> {
  const { workspaceId, pipelineId, stageIds } = board;
  const condition = contactCondition(filter);
  const inColumn = [sql`c.pipeline_id = ${pipelineId} and c.stage_id = col.id`];
  const { rows } = await sql<BoardRow>`
    with numbers as (
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
    select null::uuid as column_id, 0 as place, coalesce(n.n, 0) as count,
      coalesce(n.totals, '[]') as totals, coalesce(n.members, 0) as members, card.*
    from (select) one
    left join numbers n on n.stage_id is null
    left join lateral ${firstCards(workspaceId, incoming(pipelineId), condition, cards)} card on true
    union all
    select col.id, col.place::int, coalesce(n.n, 0), coalesce(n.totals, '[]'),
      coalesce(n.members, 0), card.*
    from unnest(${stageIds}::uuid[]) with ordinality as col (id, place)
    left join numbers n on n.stage_id = col.id
    left join lateral ${firstCards(workspaceId, inColumn, condition, cards)} card on true
    order by place, sort_key desc, id desc
  `.execute(tx);
  const byColumn = Map.groupBy(rows, (row) => row.columnId);
  const columns = [null, ...stageIds].map((id) => presentColumn(id, byColumn.get(id) ?? [], cards));
  const members = [...byColumn.values()].map((column) => column[0]?.members ?? 0);
  return { columns, contactCount: members.reduce((sum, count) => sum + count, 0) };
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
