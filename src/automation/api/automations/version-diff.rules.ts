import type { z } from 'zod';
import type { Definition, Step } from '../../../contracts/automation-definition.ts';
import type { VersionDifference } from '../../../contracts/automations.ts';
import type { Json } from '../../model/types.ts';
import { type PlacedStep, placeSteps, stepName } from './step-places.rules.ts';

type Difference = z.infer<typeof VersionDifference>;
type Fields = ReadonlyMap<string, Json>;

/** What a person must know to get from one definition to the other, in reading order. */
export function diffVersions(before: Definition, after: Definition): Difference[] {
  return [
    ...changedFields('trigger', null, triggerFields(before), triggerFields(after)),
    ...changedFields('', null, conditionFields(before), conditionFields(after)),
    ...diffSteps(placeSteps(before.steps), placeSteps(after.steps)),
    ...changedFields('settings', null, fieldsOf(before.settings), fieldsOf(after.settings)),
  ];
}

function diffSteps(before: PlacedStep[], after: PlacedStep[]): Difference[] {
  const old = new Map(before.map((placed) => [placed.step.id, placed]));
  const kept = new Set(after.map(({ step }) => step.id));
  const moved = movedIds(before, after);
  const present = after.flatMap((placed) => {
    const was = old.get(placed.step.id);
    if (was === undefined) return [about('added', placed, null, textOf(placed))];
    return [
      ...(moved.has(placed.step.id) ? [about('moved', placed, whereOf(was), whereOf(placed))] : []),
      ...changedFields(
        `steps.${placed.step.id}`,
        placed.step,
        stepFields(was.step),
        stepFields(placed.step),
      ),
    ];
  });
  const gone = before.filter(({ step }) => !kept.has(step.id));
  return [...present, ...gone.map((placed) => about('removed', placed, textOf(placed), null))];
}

/**
 * Steps in another branch, and of those that stayed in theirs the fewest whose move explains the
 * new order: inserting one step does not make all after it "moved".
 */
function movedIds(before: PlacedStep[], after: PlacedStep[]): Set<string> {
  const old = new Map(before.map((placed, order) => [placed.step.id, { ...placed, order }]));
  const moved = new Set<string>();
  const stayed = new Map<string, { id: string; order: number }[]>();
  for (const { step, within } of after) {
    const was = old.get(step.id);
    if (was === undefined) continue;
    if (was.within !== within) moved.add(step.id);
    else stayed.set(within, [...(stayed.get(within) ?? []), { id: step.id, order: was.order }]);
  }
  for (const list of stayed.values()) {
    const inOrder = new Set(longestRising(list.map(({ order }) => order)));
    for (const { id, order } of list) if (!inOrder.has(order)) moved.add(id);
  }
  return moved;
}

/** The longest subsequence that rises; at most 200 numbers (the limit of steps). */
function longestRising(numbers: readonly number[]): number[] {
  const best: number[][] = [];
  numbers.forEach((number, at) => {
    const before = best.slice(0, at).filter((list) => (list.at(-1) ?? 0) < number);
    const longest = before.reduce<number[]>((a, b) => (b.length > a.length ? b : a), []);
    best.push([...longest, number]);
  });
  return best.reduce<number[]>((a, b) => (b.length > a.length ? b : a), []);
}

function changedFields(
  place: string,
  step: Step | null,
  before: Fields,
  after: Fields,
): Difference[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.flatMap((name) => {
    const from = before.get(name) ?? null;
    const to = after.get(name) ?? null;
    if (same(from, to)) return [];
    const full = place === '' ? name : `${place}.${name}`;
    const subject = step ? `${stepName(step)}: ${name}` : full;
    const words = `${subject} changed from ${show(from)} to ${show(to)}`;
    return [{ place: full, kind: 'changed' as const, stepId: step?.id ?? null, from, to, words }];
  });
}

function about(
  kind: 'added' | 'removed' | 'moved',
  { step, container }: PlacedStep,
  from: Json,
  to: Json,
): Difference {
  const name = stepName(step);
  const words = {
    added: `${name} added ${container}`,
    removed: `${name} removed from ${container.replace(/^(in|to) /, '')}`,
    moved: `${name} moved ${container}`,
  }[kind];
  return { place: `steps.${step.id}`, kind, stepId: step.id, from, to, words };
}

function whereOf({ within, index }: PlacedStep): Json {
  return { within, index };
}

function textOf({ step }: PlacedStep): Json {
  return Object.fromEntries(stepFields(step));
}

function triggerFields({ trigger }: Definition): Fields {
  return new Map<string, Json>([
    ['type', trigger.type],
    ...Object.entries(trigger.params).map(([name, value]): [string, Json] => [
      `params.${name}`,
      value,
    ]),
  ]);
}

function conditionFields({ conditions }: Definition): Fields {
  return new Map([['conditions', toJson(conditions)]]);
}

function fieldsOf(object: object): Fields {
  return new Map(Object.entries(object).map(([name, value]) => [name, toJson(value)]));
}

/** A step without the steps in its branches, one entry a field. */
function stepFields(step: Step): Fields {
  const { id: _, ...rest } = step;
  const fields = Object.entries(rest).flatMap(([name, value]): [string, unknown][] => {
    if (name === 'input') return entriesWithin(name, value);
    if (name === 'otherwise' && step.kind === 'branch') return [];
    if (name === 'branches' && 'branches' in step) return branchFields(step.branches);
    return [[name, value]];
  });
  return new Map(fields.map(([name, value]) => [name, toJson(value)]));
}

function branchFields(branches: readonly { id: string; steps: Step[] }[]): [string, unknown][] {
  return branches.flatMap(({ id, steps: _, ...rest }) => entriesWithin(`branches.${id}`, rest));
}

function entriesWithin(name: string, value: unknown): [string, unknown][] {
  return Object.entries(value ?? {}).map(([key, inner]) => [`${name}.${key}`, inner]);
}

function toJson(value: unknown): Json {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as Json);
}

/** Object keys in any order are the same: JSON from Postgres comes sorted by length. */
function same(a: Json, b: Json): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

const longestShown = 80;

function show(value: Json): string {
  if (value === null) return 'nothing';
  const text = typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}
