import type {
  Condition,
  Definition,
  Step,
  TriggerChoice,
} from '../../contracts/automation-definition.ts';
import { compileCondition } from './conditions.ts';
import { splitPath } from './fields.ts';
import { templatePaths } from './templates.ts';
import type { CompiledAutomation, CompiledCondition, CompiledStep, TriggerModel } from './types.ts';

type Source = {
  workspaceId: string;
  automationId: string;
  version: number;
  name: string;
  pipelineId: string | null;
  definition: Definition;
};
type Triggers = ReadonlyMap<string, TriggerModel>;

/** Events that change what a goal reads, by the root of the facts; other roots never change. */
const changedBy = new Map([
  ['contact', 'contact.updated'],
  ['owner', 'contact.updated'],
  ['company', 'workspace.updated'],
  ['message', 'message.updated'],
  ['conversation', 'conversation.updated'],
  ['appointment', 'appointment.updated'],
  ['task', 'task.updated'],
  ['job', 'job.updated'],
]);

/**
 * A published version made ready to run.
 * @throws Error naming what is wrong. A stored version was checked when it was published: this one
 * is poison and must not stop others.
 */
export function compileAutomation(source: Source, triggers: Triggers): CompiledAutomation {
  const { definition } = source;
  const trigger = triggerOf(definition.trigger, triggers);
  const steps = new Map<string, CompiledStep>();
  addSteps(definition.steps, null, steps);
  return {
    ...source,
    conditions: definition.conditions && compileCondition(definition.conditions),
    steps,
    first: definition.steps[0]?.id ?? null,
    listens: [...new Set([...trigger.listens, ...heardByRuns(definition, steps, triggers)])],
    keys: trigger.keys(definition.trigger.params),
  };
}

function triggerOf({ type }: TriggerChoice, triggers: Triggers): TriggerModel {
  const trigger = triggers.get(type);
  if (trigger === undefined) throw new Error(`There is no trigger ${type}`);
  return trigger;
}

/** @param after the step that follows the last of `list` */
function addSteps(
  list: readonly Step[],
  after: string | null,
  steps: Map<string, CompiledStep>,
): void {
  for (const [place, step] of list.entries()) {
    if (steps.has(step.id)) throw new Error(`Two steps have the id ${step.id}`);
    const next = list[place + 1]?.id ?? after;
    const conditions = conditionsOf(step).map(compileCondition);
    steps.set(step.id, { step, next, conditions, roots: rootsOf(step, conditions) });
    for (const branch of branchesOf(step)) addSteps(branch, next, steps);
  }
}

/** The lists of steps within a step, in reading order. */
export function branchesOf(step: Step): readonly (readonly Step[])[] {
  if (step.kind === 'split') return step.branches.map((branch) => branch.steps);
  if (step.kind !== 'branch') return [];
  return [...step.branches.map((branch) => branch.steps), step.otherwise];
}

function conditionsOf(step: Step): readonly Condition[] {
  if (step.kind === 'branch') return step.branches.map((branch) => branch.condition);
  if (step.kind === 'goal') return [step.condition];
  if (step.kind === 'wait_for_event' && step.condition !== undefined) return [step.condition];
  return [];
}

function rootsOf(step: Step, conditions: readonly CompiledCondition[]): string[] {
  const roots = [
    ...conditions.flatMap((condition) => condition.roots),
    ...pathsOf(step).map(rootOf),
  ];
  return [...new Set(roots)];
}

function pathsOf(step: Step): readonly string[] {
  if (step.kind === 'action') return templatePaths(step.input).map(({ path }) => path);
  if (step.kind !== 'wait_until') return [];
  if ('field' in step.until) return [step.until.field];
  return ['contact.timeZone', 'company.timeZone'];
}

function rootOf(path: string): string {
  return splitPath(path)[0] ?? path;
}

/** Event types that can move a waiting run. */
function heardByRuns(
  { settings }: Definition,
  steps: ReadonlyMap<string, CompiledStep>,
  triggers: Triggers,
): string[] {
  const heard = settings.stopOnReply ? ['message.created'] : [];
  for (const { step, roots } of steps.values()) {
    if (step.kind === 'wait_for_event') heard.push(...triggerOf(step.event, triggers).listens);
    if (step.kind === 'goal') heard.push(...roots.flatMap((root) => changedBy.get(root) ?? []));
  }
  return heard;
}
