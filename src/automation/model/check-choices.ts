import type { z } from 'zod';
import type { FormField } from '../../contracts/automation-catalog.ts';
import type { DefinitionProblem, TriggerChoice } from '../../contracts/automation-definition.ts';
import { error } from './check-problems.ts';
import { innermost } from './check-shape.ts';
import { wordsOf } from './check-words.ts';
import type { Field, Json, JsonObject, Reference } from './types.ts';

/** A trigger of the catalogue as the checker uses it. */
export type CheckTrigger = {
  params: z.ZodType;
  /** Roots of the facts that its runs have. */
  provides: readonly string[];
  /** Not null for triggers that a clock fires: nothing happens that a run could wait for. */
  timer: object | null;
  references(params: JsonObject): readonly Reference[];
};

/** An action of the catalogue as the checker uses it. */
export type CheckAction = {
  input: z.ZodType;
  needs: readonly string[];
  form: readonly FormField[];
  references(input: JsonObject): readonly Reference[];
};

/** What a definition is held against: the catalogue and what the workspace has. */
export type CheckWorld = {
  triggers: ReadonlyMap<string, CheckTrigger>;
  actions: ReadonlyMap<string, CheckAction>;
  fields: readonly Field[];
  exists(reference: Reference): boolean;
};

/** A trigger, its parameters, and what they name. @param place of the choice */
export function checkTrigger(
  { type, params }: TriggerChoice,
  world: CheckWorld,
  place: string,
  stepId: string | null,
): DefinitionProblem[] {
  const trigger = world.triggers.get(type);
  if (trigger === undefined) return [error(`${place}.type`, stepId, `There is no trigger ${type}`)];
  const at = `${place}.params`;
  const problems = checkSchema(trigger.params, params, at, stepId);
  if (problems.length > 0) return problems;
  return checkReferences(trigger.references(params), params, world, at, stepId);
}

/** Values against their schema, as far as they have no variables that are filled in later. */
export function checkSchema(
  schema: z.ZodType,
  values: JsonObject,
  place: string,
  stepId: string | null,
): DefinitionProblem[] {
  const read = schema.safeParse(values);
  if (read.success) return [];
  return read.error.issues.flatMap(innermost).flatMap((issue) => {
    if (hasVariables(valueIn(values, issue.path))) return [];
    return [error([place, ...issue.path].join('.'), stepId, wordsOf(issue))];
  });
}

/** Fields of the form that must be filled in and are not. */
export function checkForm(
  form: readonly FormField[],
  input: JsonObject,
  place: string,
  stepId: string,
): DefinitionProblem[] {
  return form
    .filter(({ name, required }) => required && isEmpty(input[name]))
    .map(({ name, label }) => error(`${place}.${name}`, stepId, `${label} is needed`));
}

function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  return Array.isArray(value) ? value.length === 0 : value === '';
}

/** Things that are named and are not there. Names with variables are known only when it runs. */
export function checkReferences(
  references: readonly Reference[],
  values: JsonObject,
  world: CheckWorld,
  place: string,
  stepId: string | null,
): DefinitionProblem[] {
  return references
    .filter((reference) => !hasVariables(reference.id) && !world.exists(reference))
    .map((reference) => {
      const key = Object.keys(values).find((name) => holds(values[name], reference.id));
      const at = key === undefined ? place : `${place}.${key}`;
      return error(at, stepId, missing(reference));
    });
}

/** 'There is no stage …' */
export function missing({ kind, id }: Reference): string {
  return `There is no ${kind.replace('_', ' ')} ${id}`;
}

/** As it is, one of several with commas between them, or a custom field as `fields.<key>`. */
function holds(value: Json | undefined, id: string): boolean {
  if (typeof value !== 'object' || value === null) {
    const wanted = id.toLowerCase();
    const named = String(value).toLowerCase().split(/[,\n]/);
    return named.some((part) => part.trim().replace(/^(contact\.)?fields\./, '') === wanted);
  }
  return Object.entries(value).some(([key, one]) => key === id || holds(one, id));
}

function hasVariables(value: Json | undefined): boolean {
  if (typeof value === 'string') return value.includes('{{');
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(hasVariables);
}

function valueIn(values: JsonObject, path: readonly PropertyKey[]): Json | undefined {
  let value: Json | undefined = values;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return value;
    value = Object.entries(value).find(([name]) => name === String(key))?.[1];
  }
  return value;
}
