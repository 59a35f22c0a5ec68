import type { Pipeline, PipelineChange, PipelineInput } from '../../contracts/pipelines.ts';
import type { Actor, Tx } from '../../platform/database/database.ts';
import { notFound, Problem } from '../../platform/http/problem.ts';
import { releaseContacts } from '../placement/index.ts';
import {
  insertPipeline,
  loadPipelines,
  lockStageList,
  removePipeline,
  removeStages,
  updatePipeline,
  writeRanges,
  writeStages,
} from './pipelines.store.ts';
import { areRangesDefault, generateScoreRanges } from './score-ranges.rules.ts';
import { stageListErrors } from './stage-list.rules.ts';

export type Scope = { workspaceId: string; actor: Actor };
type ListedStages = Parameters<typeof writeStages>[2];

/** @throws Problem 404 */
export async function getPipeline(
  tx: Tx,
  { workspaceId }: Pick<Scope, 'workspaceId'>,
  pipelineId: string,
): Promise<Pipeline> {
  const [pipeline] = await loadPipelines(tx, { workspaceId, pipelineId });
  if (!pipeline) throw notFound('pipeline');
  return pipeline;
}

/**
 * Makes a pipeline with its stages; ranges left at 0–100 everywhere are generated.
 *
 * @throws Problem 422 naming the stage's field
 */
export async function createPipeline(
  tx: Tx,
  scope: Scope,
  input: PipelineInput,
): Promise<Pipeline> {
  refuse(input.stages, new Set());
  const { stages, ...rest } = input;
  const pipelineId = await insertPipeline(tx, scope.workspaceId, rest);
  await writeStages(tx, { ...scope, pipelineId }, stages);
  await ensureScoreRanges(tx, { ...scope, pipelineId });
  return getPipeline(tx, scope, pipelineId);
}

/** @throws Problem 404 */
export async function changePipeline(
  tx: Tx,
  scope: Scope,
  pipelineId: string,
  change: PipelineChange,
): Promise<Pipeline> {
  await updatePipeline(tx, { ...scope, pipelineId }, change);
  return getPipeline(tx, scope, pipelineId);
}

/**
 * Replaces the list of stages. Contacts of removed ones go to incoming, each with an explanation.
 *
 * @throws Problem 404, or 422 naming the stage's field
 */
export async function replaceStages(
  tx: Tx,
  scope: Scope,
  pipelineId: string,
  stages: ListedStages,
): Promise<Pipeline> {
  const known = await lockStageList(tx, { ...scope, pipelineId });
  if (!known) throw notFound('pipeline');
  refuse(stages, known);
  const kept = new Set(stages.map(({ id }) => id));
  const removed = [...known].filter((id) => !kept.has(id));
  if (removed.length > 0) await releaseContacts(tx, { ...scope, stageIds: removed });
  await removeStages(tx, scope.workspaceId, removed);
  await writeStages(tx, { ...scope, pipelineId }, stages);
  await ensureScoreRanges(tx, { ...scope, pipelineId });
  return getPipeline(tx, scope, pipelineId);
}

function refuse(stages: ListedStages, known: ReadonlySet<string>): void {
  const errors = stageListErrors(stages, known);
  const first = errors[0];
  if (first) throw new Problem('invalid', `${first.field}: ${first.message}`, errors);
}

/** Deletes a pipeline; its contacts stay and go to incoming. @throws Problem 404 */
export async function deletePipeline(tx: Tx, scope: Scope, pipelineId: string): Promise<void> {
  const { workspaceId } = scope;
  await getPipeline(tx, scope, pipelineId);
  await releaseContacts(tx, { ...scope, pipelineId });
  await removePipeline(tx, { workspaceId, pipelineId });
}

/** Generates the score ranges anew, whatever they were. @throws Problem 404 */
export async function regenerateScoreRanges(
  tx: Tx,
  scope: Scope,
  pipelineId: string,
): Promise<Pipeline> {
  const { stages } = await getPipeline(tx, scope, pipelineId);
  await writeRanges(tx, scope.workspaceId, generateScoreRanges(stages));
  return getPipeline(tx, scope, pipelineId);
}

/**
 * Generates score ranges when nobody has set one: for the start of a sync.
 *
 * @returns whether it did
 */
export async function ensureScoreRanges(
  tx: Tx,
  { workspaceId, pipelineId }: { workspaceId: string; pipelineId: string },
): Promise<boolean> {
  const [pipeline] = await loadPipelines(tx, { workspaceId, pipelineId });
  if (!pipeline || !areRangesDefault(pipeline.stages)) return false;
  await writeRanges(tx, workspaceId, generateScoreRanges(pipeline.stages));
  return true;
}
