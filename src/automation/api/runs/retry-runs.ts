import { randomUUIDv7 } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { ActionStep, Definition, Step } from '../../../contracts/automation-definition.ts';
import { type Role, roleReaches } from '../../../contracts/roles.ts';
import type { RetryInput } from '../../../contracts/runs.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { invalidField, Problem } from '../../../platform/http/problem.ts';
import { actionsById } from '../../catalog/actions.ts';
import type { CompiledAutomation, JsonObject } from '../../model/types.ts';
import { checkInWorkspace } from '../automations/automations-check.ts';
import { keepSecrets, missingSecrets } from '../automations/secrets.rules.ts';
import { placeSteps } from '../automations/step-places.rules.ts';
import { compileStored } from './compile-stored.ts';
import {
  addListeners,
  type EndedRun,
  insertRetries,
  lockEndedRuns,
  type Retry,
  readDefinitions,
  type VersionKey,
} from './retry.store.ts';
import { lockRun, type RunScope } from './runs-change.store.ts';

export type Retrier = RunScope & { role: Role };
type How = z.output<typeof RetryInput>;
/** A run that cannot be retried so, in words. */
type Skipped = { id: string; why: string };

/** The id of the new run. @throws Problem 404, 409 when it has not ended or stands at no step, 422 for a wrong `stepId` */
export async function retryRun(tx: Tx, scope: Retrier, runId: string, how: How): Promise<string> {
  const { status } = await lockRun(tx, { workspaceId: scope.workspaceId, runId });
  const { made, skipped } = await retryRuns(tx, scope, [runId], how);
  const [retry] = made;
  if (retry) return retry.newId;
  const why = skipped[0]?.why ?? `The run is ${status}: cancel it, or wait until it has ended.`;
  throw skipped[0] && how.stepId !== undefined
    ? invalidField('body.stepId', why)
    : new Problem('conflict', why);
}

/**
 * Starts new runs for those that have ended, from the start or from a step.
 *
 * @param tx the engine's
 * @throws Problem 422 for an input that does not fit the step, 403 for one that needs an admin
 */
export async function retryRuns(
  tx: Tx,
  scope: Retrier,
  ids: readonly string[],
  how: How,
): Promise<{ made: Retry[]; skipped: Skipped[] }> {
  if (how.input && how.stepId === undefined && how.from === 'start') {
    throw invalidField('body.stepId', 'Say the step whose input is replaced.');
  }
  const ended = await lockEndedRuns(tx, scope, ids, how.version);
  const versions = await loadVersions(tx, scope, ended);
  const made: Retry[] = [];
  const skipped: Skipped[] = [];
  for (const run of ended) {
    const { version } = run;
    const plan = planRetry(run, versions.get(keyOf(run)), how);
    if ('why' in plan) skipped.push({ id: run.id, why: plan.why });
    else {
      const keepsLater = how.stepId === undefined && plan.stepId !== null;
      made.push({ runId: run.id, newId: randomUUIDv7(), version, stepId: plan.stepId, keepsLater });
    }
  }
  if (made.length === 0) return { made, skipped };
  const used = new Set(made.map(({ runId }) => runId));
  const retried = ended.filter(({ id }) => used.has(id));
  const input = how.input && (await settleInput(tx, scope, retried, versions, how));
  await insertRetries(tx, scope, made, input);
  await addListeners(tx, scope, heardBy(versions));
  return { made, skipped };
}

type Versions = ReadonlyMap<string, CompiledAutomation>;

function planRetry(
  run: EndedRun,
  compiled: CompiledAutomation | undefined,
  { stepId, from }: How,
): { stepId: string | null } | { why: string } {
  if (!compiled) return { why: `Version ${run.version} of its automation cannot be read.` };
  if (stepId === undefined && from === 'failed_step' && run.status === 'completed') {
    return { why: 'The run has come to its end: it stands at no step.' };
  }
  const at = stepId ?? (from === 'failed_step' ? run.stepId : null);
  if (at === null || compiled.steps.has(at)) return { stepId: at };
  return { why: `Version ${run.version} of “${run.name}” has no step ${at}.` };
}

async function loadVersions(tx: Tx, scope: RunScope, runs: readonly EndedRun[]): Promise<Versions> {
  const distinct = new Map(runs.map((run) => [keyOf(run), run]));
  if (distinct.size === 0) return new Map();
  const rows = await readDefinitions(tx, scope, [...distinct.values()]);
  return new Map(
    rows.flatMap((row) => {
      const { name = '' } = distinct.get(keyOf(row)) ?? {};
      const compiled = compileStored({
        ...row,
        workspaceId: scope.workspaceId,
        name,
        pipelineId: null,
      });
      return compiled ? [[keyOf(row), compiled] as const] : [];
    }),
  );
}

/**
 * An input edited for one run is held to what publishing it would be held to. Secrets that read
 * '•••' are those of the version.
 */
async function settleInput(
  tx: Tx,
  { workspaceId, role }: Retrier,
  runs: readonly EndedRun[],
  versions: Versions,
  { stepId, input = {} }: How,
): Promise<JsonObject> {
  const places = new Map(runs.map((run) => [`${keyOf(run)} ${stepId ?? run.stepId}`, run]));
  const settled: JsonObject[] = [];
  for (const run of places.values()) {
    const compiled = versions.get(keyOf(run));
    const step = compiled?.steps.get(stepId ?? run.stepId ?? '')?.step;
    if (compiled === undefined || step?.kind !== 'action') {
      throw invalidField('body.input', 'Only a step that is an action has an input.');
    }
    requirePermission(role, step);
    const { definition } = compiled;
    const steps = withInput(definition.steps, step.id, input);
    const edited = keepSecrets({ ...definition, steps }, definition);
    await requireInput(tx, workspaceId, edited, step.id);
    settled.push(inputOf(edited, step.id));
  }
  const [first = input, ...others] = settled;
  if (others.every((other) => isDeepStrictEqual(other, first))) return first;
  const words = 'The secrets of these runs differ: retry them version by version, or write them.';
  throw invalidField('body.input', words);
}

function requirePermission(role: Role, { action }: ActionStep): void {
  const permission = actionsById.get(action)?.permission ?? 'admin';
  if (roleReaches(role, permission)) return;
  const words = `Only the role ${permission} may edit the input of this step; yours is ${role}.`;
  throw new Problem('not_allowed', words);
}

async function requireInput(
  tx: Tx,
  workspaceId: string,
  edited: Definition,
  stepId: string,
): Promise<void> {
  const problems = [
    ...(await checkInWorkspace(tx, workspaceId, edited)),
    ...missingSecrets(edited),
  ];
  const own = `steps.${stepId}.input`;
  const problem = problems.find(
    ({ severity, place }) => severity === 'error' && `${place}.`.startsWith(`${own}.`),
  );
  if (problem) throw invalidField(`body.input${problem.place.slice(own.length)}`, problem.message);
}

function inputOf({ steps }: Definition, stepId: string): JsonObject {
  const placed = placeSteps(steps).find(({ step }) => step.id === stepId);
  return placed?.step.kind === 'action' ? placed.step.input : {};
}

function withInput(steps: readonly Step[], id: string, input: NonNullable<How['input']>): Step[] {
  return steps.map((step): Step => {
    if (step.kind === 'action') return step.id === id ? { ...step, input } : step;
    if (step.kind === 'split') {
      const branches = step.branches.map((one) => ({
        ...one,
        steps: withInput(one.steps, id, input),
      }));
      return { ...step, branches };
    }
    if (step.kind !== 'branch') return step;
    const branches = step.branches.map((one) => ({
      ...one,
      steps: withInput(one.steps, id, input),
    }));
    return { ...step, branches, otherwise: withInput(step.otherwise, id, input) };
  });
}

function heardBy(versions: Versions) {
  return [...versions.values()].flatMap(({ automationId, version, listens }) =>
    listens.map((eventType) => ({ automationId, version, eventType })),
  );
}

function keyOf({ automationId, version }: VersionKey): string {
  return `${automationId} ${version}`;
}
