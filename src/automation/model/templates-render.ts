import { valueAtParts } from './fields.ts';
import { isEmpty } from './operators/values.ts';
import { type FilterContext, longestValue, TemplateError, toText } from './templates-filters.ts';
import type { Operand, Output } from './templates-parse.ts';
import type { Json } from './types.ts';

/** A variable that has no value, and no default. */
export class MissingValue extends Error {}

/** A value, or the path of the variable that left it without one. */
type Result = { value: Json } | { missing: string };

/** Characters that all filters of one input may write together, about 10 ms of work. */
const mostWork = 2_000_000;

/** Counts what is written: no clock, so the same input is always refused or never. */
export class Budget {
  #left = mostWork;

  /** @throws TemplateError above the limits */
  spend(value: Json): void {
    const length = lengthOf(value);
    if (length > longestValue) {
      throw new TemplateError(`the text is longer than ${longestValue} characters`);
    }
    this.#left -= length + 10;
    if (this.#left < 0) throw new TemplateError('the texts of this step are too long together');
  }
}

function lengthOf(value: Json): number {
  if (typeof value === 'string') return value.length;
  return typeof value === 'object' && value !== null ? JSON.stringify(value).length : 10;
}

/**
 * The text of a template. @throws MissingValue naming a variable that is null, '' or not there and
 * has no default; TemplateError
 */
export function renderParts(
  parts: readonly (string | Output)[],
  context: FilterContext,
  budget: Budget,
): string {
  let text = '';
  for (const part of parts) {
    text += typeof part === 'string' ? part : outputText(part, context, budget);
    if (text.length > longestValue) budget.spend(text);
  }
  budget.spend(text);
  return text;
}

/** A list without elements would leave a gap in the text that nobody asked for. */
function outputText(output: Output, context: FilterContext, budget: Budget): string {
  const value = outputValue(output, context, budget);
  if (Array.isArray(value) && value.length === 0) throw new MissingValue(pathOf(output));
  return toText(value);
}

/** The value of one output with its JSON type. @throws as `renderParts` */
export function outputValue(output: Output, context: FilterContext, budget: Budget): Json {
  let result = read(output.initial, context);
  for (const { name, apply, args } of output.filters) {
    const given = args.map((arg) => read(arg, context));
    if (name === 'default') {
      result = 'missing' in result || isEmpty(result.value) ? (given[0] ?? result) : result;
    } else if (!('missing' in result)) {
      result = filtered(result.value, given, pathOf(output), (value, values) =>
        apply(value, values, context),
      );
      if ('value' in result) budget.spend(result.value);
    }
  }
  if ('missing' in result) throw new MissingValue(result.missing);
  budget.spend(result.value);
  return result.value;
}

/** A filter without one of its values, or without a result, leaves nothing for the next default. */
function filtered(
  value: Json,
  given: readonly Result[],
  path: string,
  apply: (value: Json, args: readonly Json[]) => Json,
): Result {
  const args: Json[] = [];
  for (const arg of given) {
    if ('missing' in arg) return arg;
    args.push(arg.value);
  }
  const result = apply(value, args);
  const leavesNothing = result === null || (result === '' && value !== '');
  return leavesNothing ? { missing: path } : { value: result };
}

function read(operand: Operand, { facts, now }: FilterContext): Result {
  if (operand.kind === 'value') return { value: operand.value };
  const { path, parts } = operand;
  const value = path === 'now' ? now.toISOString() : valueAtParts(facts, parts);
  return value === undefined || isNothing(value) ? { missing: path } : { value };
}

function isNothing(value: Json): boolean {
  return value === null || (typeof value === 'string' && value.trim() === '');
}

function pathOf({ initial }: Output): string {
  return initial.kind === 'path' ? initial.path : toText(initial.value);
}
