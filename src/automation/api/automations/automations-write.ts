import type { z } from 'zod';
import { type Definition, definitionLimits } from '../../../contracts/automation-definition.ts';
import type { AutomationChange, AutomationInput } from '../../../contracts/automations.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { invalidField, Problem } from '../../../platform/http/problem.ts';
import {
  type AutomationRef,
  cancelUnfinishedRuns,
  countUnfinishedRuns,
  insertAutomation,
  lockAutomation,
  removeAutomation,
  requireAutomation,
  rowExists,
  type Scope,
  updateAutomation,
  updateDraft,
} from './automations.store.ts';
import { readDraft, requireDraft, requireRevision } from './automations-draft.ts';
import { keepSecrets } from './secrets.rules.ts';

type Input = z.output<typeof AutomationInput>;

/** A draft. Returns its id. @throws Problem 422 naming the field */
export async function createAutomation(
  tx: Tx,
  scope: Scope,
  input: Input & { recipeId?: string },
): Promise<string> {
  await requirePlaces(tx, scope.workspaceId, input);
  requireSize(input.definition);
  return insertAutomation(tx, scope, { ...input, recipeId: input.recipeId ?? null });
}

/**
 * Name, place and draft; what is published stays as it is. Secrets that read '•••' stay too.
 *
 * @throws Problem 404, 409 when the draft was saved since it was read, 422 naming the field
 */
export async function changeAutomation(
  tx: Tx,
  ref: AutomationRef,
  { definition, draftRevision, ...change }: AutomationChange,
): Promise<void> {
  const stored = await lockAutomation(tx, ref);
  requireRevision(stored, draftRevision);
  await requirePlaces(tx, ref.workspaceId, change);
  await updateAutomation(tx, ref, definedOf(change));
  if (definition === undefined) return;
  const draft = readDraft(stored.draft);
  const kept = draft ? keepSecrets(definition, draft) : definition;
  requireSize(kept);
  await updateDraft(tx, ref, kept);
}

/** "Copy of …" as a draft of its own. Returns its id. @throws Problem 404 */
export async function duplicateAutomation(
  tx: Tx,
  scope: Scope,
  automationId: string,
): Promise<string> {
  const { workspaceId } = scope;
  const source = await requireAutomation(tx, { workspaceId, automationId });
  return insertAutomation(tx, scope, {
    name: `Copy of ${source.name}`.slice(0, 200),
    description: source.description,
    folderId: source.folderId,
    pipelineId: source.pipelineId,
    recipeId: source.recipeId,
    definition: requireDraft(source.draft),
  });
}

/** @throws Problem 404, or 409 while runs are under way unless they are to be cancelled */
export async function deleteAutomation(
  tx: Tx,
  ref: AutomationRef,
  { cancelRuns }: { cancelRuns: boolean },
): Promise<void> {
  await lockAutomation(tx, ref);
  const runs = await countUnfinishedRuns(tx, ref);
  if (runs > 0 && !cancelRuns) {
    const words = `${runs} of its runs ${runs === 1 ? 'is' : 'are'} under way. Send cancelRuns=true to end them with it.`;
    throw new Problem('conflict', words);
  }
  if (runs > 0) await cancelUnfinishedRuns(tx, ref);
  await removeAutomation(tx, ref);
}

async function requirePlaces(
  tx: Tx,
  workspaceId: string,
  {
    folderId,
    pipelineId,
  }: { folderId?: string | null; pipelineId?: string | null } | AutomationChange,
): Promise<void> {
  if (folderId && !(await rowExists(tx, 'automationFolders', { workspaceId, id: folderId }))) {
    throw invalidField('body.folderId', 'There is no such folder in this workspace.');
  }
  if (pipelineId && !(await rowExists(tx, 'pipelines', { workspaceId, id: pipelineId }))) {
    throw invalidField('body.pipelineId', 'There is no such pipeline in this workspace.');
  }
}

function requireSize(definition: Definition): void {
  const bytes = Buffer.byteLength(JSON.stringify(definition));
  if (bytes <= definitionLimits.bytes) return;
  const words = `It has ${bytes} bytes; at most ${definitionLimits.bytes} are kept.`;
  throw invalidField('body.definition', words);
}

function definedOf(change: Omit<AutomationChange, 'definition' | 'draftRevision'>) {
  const { name, description, folderId, pipelineId } = change;
  return {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(folderId === undefined ? {} : { folderId }),
    ...(pipelineId === undefined ? {} : { pipelineId }),
  };
}
