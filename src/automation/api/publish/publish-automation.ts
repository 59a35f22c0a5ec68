import type { z } from 'zod';
import type { Definition, DefinitionProblem } from '../../../contracts/automation-definition.ts';
import type { PublishInput } from '../../../contracts/automations.ts';
import { type Role, roleReaches } from '../../../contracts/roles.ts';
import type { Actor, Tx } from '../../../platform/database/database.ts';
import { Problem } from '../../../platform/http/problem.ts';
import { actionsById } from '../../catalog/actions.ts';
import { triggersById } from '../../catalog/triggers.ts';
import { armAutomation, disarmAutomation } from '../../engine/timers.ts';
import { compileAutomation } from '../../model/compile.ts';
import type { CompiledAutomation } from '../../model/types.ts';
import {
  type AutomationRef,
  lockAutomation,
  type StoredAutomation,
} from '../automations/automations.store.ts';
import { checkInWorkspace } from '../automations/automations-check.ts';
import { requireDraft, requireRevision } from '../automations/automations-draft.ts';
import { missingSecrets } from '../automations/secrets.rules.ts';
import { placeSteps } from '../automations/step-places.rules.ts';
import { findVersion } from '../automations/versions.store.ts';
import {
  insertVersion,
  isPublishedAsIs,
  releaseHeldRuns,
  switchOff,
  switchOn,
  writeListeners,
} from './publish.store.ts';

type Publisher = AutomationRef & { actor: Actor; role: Role };

/**
 * Makes the draft the version that new runs take, and with `activate` switches it on. A draft that
 * is already published makes no new version.
 *
 * @throws Problem 404; 409 when the draft was saved since it was looked at; 422 naming every place that is wrong; 403 for an action that needs an admin
 */
export async function publishAutomation(
  tx: Tx,
  { actor, role, ...ref }: Publisher,
  { note, activate, draftRevision }: z.output<typeof PublishInput>,
): Promise<void> {
  const stored = await lockAutomation(tx, ref);
  requireRevision(stored, draftRevision);
  const definition = requireDraft(stored.draft);
  await requireSound(tx, ref.workspaceId, definition);
  requireRole(role, definition);
  const version = (await isPublishedAsIs(tx, ref))
    ? stored.version
    : await insertVersion(tx, ref, { definition, note, actor });
  if (version !== null && (activate || stored.status === 'active')) {
    await activateVersion(tx, ref, { ...stored, version, definition });
  }
}

/** @throws Problem 404, or 409 when nothing is published yet */
export async function activateAutomation(tx: Tx, ref: AutomationRef): Promise<void> {
  const stored = await lockAutomation(tx, ref);
  if (stored.status === 'active') return;
  const { version } = stored;
  const published = version === null ? undefined : await findVersion(tx, ref, version);
  if (version === null || !published) {
    throw new Problem('conflict', 'Nothing of it is published yet: publish its draft first.');
  }
  const { definition } = published;
  await activateVersion(tx, ref, { ...stored, version, definition });
}

/** Starts no new runs; those under way stop before their next step. @throws Problem 404 */
export async function pauseAutomation(tx: Tx, ref: AutomationRef): Promise<void> {
  const { status } = await lockAutomation(tx, ref);
  if (status !== 'active') return;
  await switchOff(tx, ref);
  await disarmAutomation(tx, ref);
  await writeListeners(tx, ref, null);
}

type Switched = Pick<StoredAutomation, 'name' | 'pipelineId'> & {
  version: number;
  definition: Definition;
};

async function activateVersion(tx: Tx, ref: AutomationRef, source: Switched): Promise<void> {
  const compiled = compileFor(ref, source);
  await switchOn(tx, ref);
  await writeListeners(tx, ref, compiled);
  await disarmAutomation(tx, ref);
  await armAutomation(tx, { ...ref, version: source.version });
  await releaseHeldRuns(tx, ref);
}

/** A version that was sound when it was published may have lost its trigger to an update of ours. */
function compileFor(ref: AutomationRef, source: Switched): CompiledAutomation {
  try {
    return compileAutomation({ ...ref, ...source }, triggersById);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'it is not readable';
    throw new Problem('conflict', `Version ${source.version} cannot run any more: ${why}.`);
  }
}

/** @throws Problem 422 with every error of the draft as `body.draft.<place>` */
export async function requireSound(
  tx: Tx,
  workspaceId: string,
  definition: Definition,
): Promise<void> {
  const problems = await checkInWorkspace(tx, workspaceId, definition);
  const errors = [...problems, ...missingSecrets(definition)]
    .filter(({ severity }) => severity === 'error')
    .map(asFieldError);
  const [first] = errors;
  if (first) throw new Problem('invalid', `${first.field}: ${first.message}`, errors);
}

function asFieldError({ place, message }: DefinitionProblem): { field: string; message: string } {
  return { field: place === '' ? 'body.draft' : `body.draft.${place}`, message };
}

function requireRole(role: Role, definition: Definition): void {
  for (const { step } of placeSteps(definition.steps)) {
    const action = step.kind === 'action' ? actionsById.get(step.action) : undefined;
    if (!action || roleReaches(role, action.permission)) continue;
    const words = `Only the role ${action.permission} may publish “${action.title}” (step ${step.id}); yours is ${role}.`;
    throw new Problem('not_allowed', words);
  }
}
