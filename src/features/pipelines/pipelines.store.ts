import { type RawBuilder, type Selectable, sql } from 'kysely';
import type {
  Pipeline,
  PipelineChange,
  PipelineInput,
  Stage,
  StagesInput,
} from '../../contracts/pipelines.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Pipelines } from '../../platform/database/schema.generated.ts';
import { rangeProblemWords } from './range-words.rules.ts';
import type { ScoreRange } from './score-ranges.rules.ts';

type PipelineRow = Selectable<Pipelines> & { stages: Stage[]; contactCount: number };
type PipelineRef = { workspaceId: string; pipelineId: string };

/** Pipelines of a workspace with stages and counts, or the one of them that is asked for. */
export async function loadPipelines(
  tx: Tx,
  { workspaceId, pipelineId }: { workspaceId: string; pipelineId?: string },
): Promise<Pipeline[]> {
  const contacts = sql`(select count(*) from contacts c
    where c.workspace_id = p.workspace_id and c.pipeline_id = p.id)`;
  const which = pipelineId === undefined ? sql`true` : sql`p.id = ${pipelineId}`;
  return selectPipelines(tx, workspaceId, which, contacts);
}

/** One pipeline whose `contactCount` is left at 0, for a caller that counts its contacts itself. */
export async function loadUncountedPipeline(
  tx: Tx,
  { workspaceId, pipelineId }: PipelineRef,
): Promise<Pipeline | undefined> {
  const [found] = await selectPipelines(tx, workspaceId, sql`p.id = ${pipelineId}`, sql`0`);
  return found;
}

async function selectPipelines(
  tx: Tx,
  workspaceId: string,
  which: RawBuilder<unknown>,
  contactCount: RawBuilder<unknown>,
): Promise<Pipeline[]> {
  const { rows } = await sql<PipelineRow>`
    select p.*, ${contactCount} as contact_count,
      coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'pipelineId', s.pipeline_id,
          'name', s.name, 'type', s.type, 'description', s.description, 'color', s.color,
          'scoreMin', s.score_min, 'scoreMax', s.score_max, 'position', s.position)
          order by s.position, s.id)
        from stages s where s.workspace_id = p.workspace_id and s.pipeline_id = p.id
          and s.archived_at is null), '[]') as stages
    from pipelines p
    where p.workspace_id = ${workspaceId} and ${which}
    order by p.archived_at is not null, p.position, p.created_at, p.id
  `.execute(tx);
  return rows.map(presentPipeline);
}

function presentPipeline(row: PipelineRow): Pipeline {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    prompt: row.prompt,
    examples: row.examples as Pipeline['examples'],
    promptVersion: row.promptVersion,
    archivedAt: row.archivedAt?.toISOString() ?? null,
    stages: row.stages,
    rangeProblems: rangeProblemWords(row.stages),
    contactCount: row.contactCount,
    createdAt: row.createdAt.toISOString(),
  };
}

/** A pipeline without stages, after the others. Returns its id. */
export async function insertPipeline(
  tx: Tx,
  workspaceId: string,
  input: Omit<PipelineInput, 'stages'>,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into pipelines (workspace_id, name, description, prompt, examples, position)
    values (${workspaceId}, ${input.name}, ${input.description}, ${input.prompt},
      ${JSON.stringify(input.examples)}::jsonb,
      (select coalesce(max(position) + 1, 0) from pipelines where workspace_id = ${workspaceId}))
    returning id
  `.execute(tx);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('the pipeline was not written');
  return id;
}

/** The version of prompt and examples grows when either of them really changes. */
export async function updatePipeline(
  tx: Tx,
  { workspaceId, pipelineId }: PipelineRef,
  change: PipelineChange,
): Promise<void> {
  const { archived, examples, ...columns } = change;
  const json = examples === undefined ? null : JSON.stringify(examples);
  const prompt = columns.prompt === undefined ? sql`prompt` : sql`${columns.prompt}::text`;
  await tx
    .updateTable('pipelines')
    .set({
      ...columns,
      ...(json === null ? {} : { examples: json }),
      ...(archived === undefined
        ? {}
        : { archivedAt: archived ? sql<Date>`coalesce(archived_at, now())` : null }),
      promptVersion: sql<number>`prompt_version + case when prompt is distinct from ${prompt}
        or examples is distinct from coalesce(${json}::jsonb, examples) then 1 else 0 end`,
    })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', pipelineId)
    .execute();
}

export async function removePipeline(
  tx: Tx,
  { workspaceId, pipelineId }: PipelineRef,
): Promise<void> {
  await tx
    .deleteFrom('pipelines')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', pipelineId)
    .execute();
}

/** Two people editing the same list of stages take turns. Returns the ids of its stages. */
export async function lockStageList(
  tx: Tx,
  { workspaceId, pipelineId }: PipelineRef,
): Promise<Set<string> | undefined> {
  const locked = await tx
    .selectFrom('pipelines')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', pipelineId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!locked) return undefined;
  const stages = await tx
    .selectFrom('stages')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('pipelineId', '=', pipelineId)
    .execute();
  return new Set(stages.map((stage) => stage.id));
}

export async function removeStages(
  tx: Tx,
  workspaceId: string,
  stageIds: readonly string[],
): Promise<void> {
  if (stageIds.length === 0) return;
  await sql`
    delete from stages where workspace_id = ${workspaceId} and id = any(${stageIds}::uuid[])
  `.execute(tx);
}

/** Writes the list in its order: keeps stages with an id, makes the others. */
export async function writeStages(
  tx: Tx,
  { workspaceId, pipelineId }: PipelineRef,
  stages: StagesInput['stages'],
): Promise<void> {
  const rows = JSON.stringify(stages.map((stage, position) => ({ ...stage, position })));
  await sql`
    with given as materialized (
      select coalesce(x.id, uuidv7()) as stage_id, x.* from jsonb_to_recordset(${rows}::jsonb) as x (
        id uuid, name text, type text, description text, color text, "scoreMin" smallint,
        "scoreMax" smallint, position int))
    insert into stages (workspace_id, id, pipeline_id, name, type, description, color, score_min,
      score_max, position)
    select ${workspaceId}, g.stage_id, ${pipelineId}, g.name, g.type, g.description, g.color,
      g."scoreMin", g."scoreMax", g.position
    from given g
    on conflict (workspace_id, id) do update set name = excluded.name, type = excluded.type,
      description = excluded.description, color = excluded.color, score_min = excluded.score_min,
      score_max = excluded.score_max, position = excluded.position
  `.execute(tx);
}

export async function writeRanges(
  tx: Tx,
  workspaceId: string,
  ranges: readonly ScoreRange[],
): Promise<void> {
  await sql`
    update stages s set score_min = x."scoreMin", score_max = x."scoreMax"
    from jsonb_to_recordset(${JSON.stringify(ranges)}::jsonb)
      as x (id uuid, "scoreMin" smallint, "scoreMax" smallint)
    where s.workspace_id = ${workspaceId} and s.id = x.id
  `.execute(tx);
}
