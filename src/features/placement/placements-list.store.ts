import { type Selectable, sql } from 'kysely';
import type { z } from 'zod';
import type { Placement, PlacementQuery } from '../../contracts/placements.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Placements } from '../../platform/database/schema.generated.ts';
import { timeKey } from '../../platform/database/time-key.ts';
import type { TimeCursor } from '../../platform/http/cursor.ts';
import { actorNames, type NameOf } from '../audit/index.ts';

type PlacementRow = Selectable<Placements> & { contactName: string; createdKey: string };
type Filter = Omit<PlacementQuery, 'limit' | 'cursor'> & { ids?: readonly string[] };
type Placed = { item: Placement; position: [string, string] };

/** Placements, newest first; `position` is exclusive. */
export async function listPlacements(
  tx: Tx,
  filter: Filter,
  limit: number,
  position: z.infer<typeof TimeCursor> | null,
): Promise<Placed[]> {
  const { rows } = await sql<PlacementRow>`
    select p.*, trim(c.first_name || ' ' || c.last_name) as contact_name,
      ${timeKey(sql`p.created_at`)} as created_key
    from placements p
    join contacts c on c.workspace_id = p.workspace_id and c.id = p.contact_id
    where ${sql.join(conditions(filter, position), sql` and `)}
    order by p.created_at desc, p.id desc
    limit ${limit}
  `.execute(tx);
  const nameOf = await actorNames(tx, rows.flatMap(actorsOf));
  return rows.map((row) => ({
    item: presentPlacement(row, nameOf),
    position: [row.createdKey, row.id],
  }));
}

function conditions(filter: Filter, position: z.infer<typeof TimeCursor> | null) {
  const all = [sql`true`];
  if (filter.ids) all.push(sql`p.id = any(${filter.ids}::uuid[])`);
  if (filter.contactId) all.push(sql`p.contact_id = ${filter.contactId}`);
  if (filter.pipelineId) all.push(sql`p.pipeline_id = ${filter.pipelineId}`);
  if (filter.outcome) all.push(sql`p.outcome = ${filter.outcome}`);
  if (filter.decidedBy) all.push(sql`p.decided_by = ${filter.decidedBy}`);
  if (filter.verdict === 'none') all.push(sql`p.verdict is null`);
  else if (filter.verdict) all.push(sql`p.verdict = ${filter.verdict}`);
  if (position) {
    all.push(sql`(p.created_at, p.id) < (${position[0]}::timestamptz, ${position[1]}::uuid)`);
  }
  return all;
}

function actorsOf({ workspaceId, actor, verdictBy }: PlacementRow) {
  const refs = [{ workspaceId, actor }];
  return verdictBy === null ? refs : [...refs, { workspaceId, actor: verdictBy }];
}

function presentPlacement(row: PlacementRow, nameOf: NameOf): Placement {
  const { workspaceId } = row;
  return {
    id: row.id,
    contactId: row.contactId,
    contactName: row.contactName,
    pipelineId: row.pipelineId,
    fromStageId: row.fromStageId,
    fromStageName: row.fromStageName,
    toStageId: row.toStageId,
    toStageName: row.toStageName,
    outcome: row.outcome as Placement['outcome'],
    rule: row.rule,
    reason: row.reason,
    trace: row.trace as Placement['trace'],
    evidence: row.evidence as Placement['evidence'],
    score: row.score,
    status: row.status as Placement['status'],
    confidence: row.confidence,
    decidedBy: row.decidedBy as Placement['decidedBy'],
    actor: row.actor,
    actorName: nameOf({ workspaceId, actor: row.actor }),
    verdict: row.verdict as Placement['verdict'],
    verdictBy: row.verdictBy && nameOf({ workspaceId, actor: row.verdictBy }),
    verdictAt: row.verdictAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
