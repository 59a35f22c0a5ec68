import {
  type Condition,
  type DefinitionProblem,
  definitionLimits,
  type Step,
} from '../../contracts/automation-definition.ts';
import {
  type CheckTrigger,
  type CheckWorld,
  checkForm,
  checkReferences,
  checkSchema,
  checkTrigger,
  missing,
} from './check-choices.ts';
import { error, warning } from './check-problems.ts';
import { checkPath, rulesWithPlaces, type Scope } from './check-scope.ts';
import { checkCondition, conditionReferences } from './conditions.ts';
import { findField, isOpenEnded } from './fields.ts';
import type { StepKinds } from './steps/step.ts';
import { checkTemplates, templatePaths } from './templates.ts';
import type { Json } from './types.ts';

type Check<S extends Step> = (step: S, world: CheckWorld, scope: Scope) => DefinitionProblem[];

/** Dates that every such row has. */
const neverEmpty = [
  'now',
  'event.at',
  'contact.createdAt',
  'message.sentAt',
  'appointment.startsAt',
  'appointment.endsAt',
];

const checks: { [K in keyof StepKinds]: Check<StepKinds[K]> } = {
  action: checkAction,
  delay: () => [],
  wait_until: checkWaitUntil,
  wait_for_event: checkWaitForEvent,
  branch: (step, world, scope) =>
    step.branches.flatMap(({ condition }, i) =>
      checkRules(condition, world, scope, `steps.${step.id}.branches.${i}.condition`, step.id),
    ),
  split: () => [],
  goal: (step, world, scope) =>
    checkRules(step.condition, world, scope, `steps.${step.id}.condition`, step.id),
  stop: () => [],
};

/** What is wrong with one step where it stands; the steps in its branches are looked at apart. */
export function checkStep(step: Step, world: CheckWorld, scope: Scope): DefinitionProblem[] {
  return checkOf(step.kind)(step, world, scope);
}

/** A kind's check takes steps of its kind, which TypeScript cannot see through the table. */
function checkOf<K extends Step['kind']>(kind: K): Check<StepKinds[K]> {
  return checks[kind];
}

/** A condition: its rules, what they name, and whether what they read can be there. */
export function checkRules(
  condition: Condition,
  world: CheckWorld,
  scope: Scope,
  place: string,
  stepId: string | null,
): DefinitionProblem[] {
  const wrong = checkCondition(condition, world.fields, place).map((problem) =>
    error(problem.place, stepId, problem.message),
  );
  const rules = rulesWithPlaces(condition, place).flatMap(({ rule, place: at }) => [
    ...checkPath(rule.field, true, scope, `${at}.field`, stepId),
    ...conditionReferences(rule)
      // A custom field that is missing is an unknown field.
      .filter((reference) => reference.kind !== 'custom_field' && !world.exists(reference))
      .map((reference) => error(`${at}.value`, stepId, missing(reference))),
  ]);
  return [...wrong, ...rules];
}

function checkAction(step: StepKinds['action'], world: CheckWorld, scope: Scope) {
  const { id, input } = step;
  const action = world.actions.get(step.action);
  const at = `steps.${id}.input`;
  const texts = Object.entries(input).flatMap(([key, value]) =>
    checkTexts(value, world, scope, `${at}.${key}`, id),
  );
  if (action === undefined) {
    return [error(`steps.${id}.action`, id, `There is no action ${step.action}`), ...texts];
  }
  const needs = action.needs
    .filter((root) => !scope.roots.has(root))
    .map((root) => error(`steps.${id}.action`, id, `needs a ${root}, and the trigger gives none`));
  const empty = checkForm(action.form, input, at, id);
  const unfit = checkSchema(action.input, input, at, id).filter(
    ({ place }) => !empty.some((other) => other.place === place),
  );
  const references = checkReferences(action.references(input), input, world, at, id);
  return [...needs, ...empty, ...unfit, ...references, ...texts];
}

/** Texts with variables, and how long texts are. */
function checkTexts(
  value: Json,
  world: CheckWorld,
  scope: Scope,
  place: string,
  stepId: string,
): DefinitionProblem[] {
  const wrong = checkTemplates(value, world.fields, place).map((problem) =>
    error(problem.place, stepId, problem.message),
  );
  const paths = templatePaths(value).flatMap(({ path, hasDefault }) =>
    checkPath(path, hasDefault, scope, place, stepId),
  );
  if (wrong.length > 0 || !hasLongText(value)) return [...wrong, ...paths];
  const message = `is longer than ${definitionLimits.template} characters`;
  return [error(place, stepId, message), ...paths];
}

function hasLongText(value: Json): boolean {
  if (typeof value === 'string') return value.length > definitionLimits.template;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasLongText);
}

function checkWaitUntil(step: StepKinds['wait_until'], world: CheckWorld, scope: Scope) {
  if (!('field' in step.until)) return [];
  const path = step.until.field;
  const place = `steps.${step.id}.until.field`;
  const field = findField(world.fields, path);
  if (field === undefined) return [error(place, step.id, `There is no field ${path}`)];
  const problems = checkPath(path, true, scope, place, step.id);
  if (problems.length > 0) return problems;
  if (field.type !== 'date' && !isOpenEnded(path)) {
    return [error(place, step.id, `${field.label} is no date`)];
  }
  if (neverEmpty.includes(field.path)) return [];
  return [warning(place, step.id, `${field.label} may be empty: the step then fails`)];
}

function checkWaitForEvent(step: StepKinds['wait_for_event'], world: CheckWorld, scope: Scope) {
  const { id, event, condition } = step;
  const at = `steps.${id}.event`;
  const trigger = world.triggers.get(event.type);
  const provides = trigger?.provides ?? [];
  const roots = new Set([...scope.roots, ...provides]);
  const problems = checkTrigger(event, world, at, id);
  if (trigger !== undefined && !isAwaitable(trigger, scope)) {
    const message = 'It does not happen to the contact of a run, so no run can wait for it';
    problems.push(error(`${at}.type`, id, message));
  }
  if (condition === undefined) return problems;
  const rules = checkRules(condition, world, { ...scope, roots }, `steps.${id}.condition`, id);
  return [...problems, ...rules];
}

/** Runs hear what happens to their contact; what a clock fires is no happening of a contact. */
function isAwaitable({ timer, provides }: CheckTrigger, scope: Scope): boolean {
  return timer === null && provides.includes('contact') && scope.roots.has('contact');
}
