import type { z } from 'zod';
import {
  Definition,
  type DefinitionProblem,
  definitionLimits,
} from '../../contracts/automation-definition.ts';
import { error } from './check-problems.ts';
import { wordsOf } from './check-words.ts';

/** Branches, conditions and inputs at their own limits stay below it; deeper JSON is an attack. */
const deepestJson = 100;
/** A hundred lists of a hundred wrong values are not read to the end by anybody. */
const mostProblems = 100;

/** The definition as its schema reads it, or what keeps it from being read. */
export function readDefinition(
  raw: unknown,
): { ok: true; definition: Definition } | { ok: false; problems: DefinitionProblem[] } {
  const tooMuch = sizeProblem(raw);
  if (tooMuch !== null) return { ok: false, problems: [error('', null, tooMuch)] };
  const read = Definition.safeParse(raw);
  if (read.success) return { ok: true, definition: read.data };
  const issues = read.error.issues.flatMap(innermost).slice(0, mostProblems);
  const problems = issues.map((issue) => {
    const { place, stepId } = placeOf(issue.path, raw);
    return error(place, stepId, wordsOf(issue));
  });
  return { ok: false, problems };
}

/** Looked at before the schema, which calls itself once a level. */
function sizeProblem(raw: unknown): string | null {
  let level: unknown[] = [raw];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepestJson) return `The definition is nested deeper than ${deepestJson} levels`;
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
  const bytes = Buffer.byteLength(JSON.stringify(raw) ?? '');
  if (bytes <= definitionLimits.bytes) return null;
  return `The definition has ${bytes} bytes, more than ${definitionLimits.bytes}`;
}

type Issue = z.core.$ZodIssue;

/** What is wrong within the alternative that was meant: the one that fits deepest. */
export function innermost(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const [meant] = issue.errors
    .map((alternative) => alternative.flatMap(innermost))
    .sort((a, b) => depthOf(b) - depthOf(a) || a.length - b.length);
  return (meant ?? []).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

function depthOf(issues: readonly Issue[]): number {
  return issues.reduce((deepest, { path }) => Math.max(deepest, path.length), 0);
}

/** `steps.0.branches.1.steps.2.for` as `steps.<id of that step>.for`. */
function placeOf(path: readonly PropertyKey[], raw: unknown) {
  let place: string[] = [];
  let stepId: string | null = null;
  let value = raw;
  for (const [i, key] of path.entries()) {
    value = memberOf(value, key);
    const list = path[i - 1];
    const id =
      typeof key === 'number' && (list === 'steps' || list === 'otherwise') ? idOf(value) : null;
    if (id === null) {
      place.push(String(key));
    } else {
      place = ['steps', id];
      stepId = id;
    }
  }
  return { place: place.join('.'), stepId };
}

function memberOf(value: unknown, key: PropertyKey): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

function idOf(value: unknown): string | null {
  const id = memberOf(value, 'id');
  return typeof id === 'string' && id !== '' ? id : null;
}
