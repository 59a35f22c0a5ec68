import type { Condition, Definition, Step } from '../../../src/contracts/automation-definition.ts';
import {
  durationWords,
  fieldWords,
  ruleWords,
  sentence,
  templateWords,
  valueWords,
  type WordBook,
  weekdayWords,
} from './word-book.rules.ts';

/** One line of an automation's outline. */
export type OutlineLine = {
  key: string;
  depth: number;
  /** `case`: a way that a branch or a split takes. */
  kind: Step['kind'] | 'case';
  /** The step that it stands for or belongs to. */
  stepId: string;
  /** Id in the catalogue, of action lines. */
  action: string | null;
  title: string;
  detail: string | null;
};

/** How many inputs of an action its line tells. */
const mostInputs = 3;

/** The steps of a definition in reading order, indented by the branches they stand in. */
export function outlineOf(steps: readonly Step[], book: WordBook, depth = 0): OutlineLine[] {
  return steps.flatMap((step) => linesOf(step, book, depth));
}

/** 'Score is above 80 and not (Status is Won)'; null or an empty group: always. */
export function conditionWords(condition: Condition | null, book: WordBook): string {
  if (condition === null) return 'always';
  if ('all' in condition) return groupWords(condition.all, 'and', book) || 'always';
  if ('any' in condition) return groupWords(condition.any, 'or', book) || 'never';
  if ('not' in condition) return `not (${conditionWords(condition.not, book)})`;
  return ruleWords(condition, book);
}

function groupWords(parts: readonly Condition[], word: 'and' | 'or', book: WordBook): string {
  const words = parts.map((part) => {
    const text = conditionWords(part, book);
    const isGroup = 'all' in part || 'any' in part;
    return isGroup && parts.length > 1 ? `(${text})` : text;
  });
  return words.join(` ${word} `);
}

/** 'Score crosses a threshold': its title, and what was chosen for it. */
export function triggerWords(
  { type, params }: Definition['trigger'],
  book: WordBook,
): { title: string; detail: string | null } {
  const entry = book.triggers.get(type);
  return { title: entry?.title ?? sentence(type), detail: inputWords(params, entry?.form, book) };
}

function inputWords(
  input: Readonly<Record<string, unknown>>,
  form: readonly {
    name: string;
    label: string;
    options?: { value: string; label: string }[] | undefined;
  }[] = [],
  book: WordBook,
): string | null {
  const told = form.flatMap(({ name, label, options = [] }) => {
    const value = input[name];
    if (value === undefined || value === null || value === '') return [];
    if (Array.isArray(value) && value.length === 0) return [];
    const names = new Map([
      ...book.names,
      ...options.map((one) => [one.value, one.label] as const),
    ]);
    const shown = typeof value === 'string' ? templateWords(value, book) : value;
    return [`${label}: ${valueWords(shown, names)}`];
  });
  return told.slice(0, mostInputs).join(' · ') || null;
}

function linesOf(step: Step, book: WordBook, depth: number): OutlineLine[] {
  const line = (title: string, detail: string | null = null): OutlineLine => ({
    key: step.id,
    depth,
    kind: step.kind,
    stepId: step.id,
    action: step.kind === 'action' ? step.action : null,
    title,
    detail,
  });
  const named = (words: string): OutlineLine => (step.name ? line(step.name, words) : line(words));
  switch (step.kind) {
    case 'action': {
      const entry = book.actions.get(step.action);
      const inputs = inputWords(step.input, entry?.form, book);
      const title = entry?.title ?? sentence(step.action);
      return [
        step.name
          ? line(step.name, [title, inputs].filter(Boolean).join(' · '))
          : line(title, inputs),
      ];
    }
    case 'delay':
      return [named(`Wait ${durationWords(step.for)}`)];
    case 'wait_until':
      return [named(untilWords(step, book))];
    case 'wait_for_event':
      return [named(waitWords(step, book))];
    case 'goal':
      return [
        named(
          `Goal: ${conditionWords(step.condition, book)}${step.otherwise === 'stop' ? ', else stop' : ''}`,
        ),
      ];
    case 'stop':
      return [named('Stop')];
    case 'branch':
      return branchLines(step, book, depth);
    case 'split':
      return splitLines(step, book, line(step.name ?? 'Split at random'), depth);
  }
}

function untilWords(step: Extract<Step, { kind: 'wait_until' }>, book: WordBook): string {
  const { until } = step;
  const past = step.ifPast === 'stop' ? ', stop when it is over' : '';
  if ('weekdays' in until)
    return `Wait until ${weekdayWords(until.weekdays)}, ${until.time}${past}`;
  const field = fieldWords(until.field, book);
  if (until.offsetMinutes === 0) return `Wait until “${field}”${past}`;
  const side = until.offsetMinutes < 0 ? 'before' : 'after';
  return `Wait until ${minutesWords(Math.abs(until.offsetMinutes))} ${side} “${field}”${past}`;
}

function minutesWords(minutes: number): string {
  if (minutes % 1440 === 0) return durationWords({ amount: minutes / 1440, unit: 'days' });
  if (minutes % 60 === 0) return durationWords({ amount: minutes / 60, unit: 'hours' });
  return durationWords({ amount: minutes, unit: 'minutes' });
}

function waitWords(step: Extract<Step, { kind: 'wait_for_event' }>, book: WordBook): string {
  const when = step.condition ? ` where ${conditionWords(step.condition, book)}` : '';
  const after = step.onTimeout === 'stop' ? 'then stop' : 'then go on';
  return `Wait for “${triggerWords(step.event, book).title}”${when}, at most ${durationWords(step.timeout)}, ${after}`;
}

type BranchOf<K extends 'branch' | 'split'> = Extract<Step, { kind: K }>;

function branchLines(step: BranchOf<'branch'>, book: WordBook, depth: number): OutlineLine[] {
  const way = (id: string, index: number, name: string, words: string): OutlineLine => ({
    key: index === 0 ? step.id : `${step.id}/${id}`,
    depth,
    kind: index === 0 ? 'branch' : 'case',
    stepId: step.id,
    action: null,
    title: name || words,
    detail: name ? words : null,
  });
  const ways = step.branches.flatMap(({ id, name, condition, steps }, index) => {
    const names = [index === 0 ? step.name : undefined, name].filter((one) => one !== undefined);
    const words = `${index === 0 ? 'If' : 'Else if'} ${conditionWords(condition, book)}`;
    return [way(id, index, names.join(': '), words), ...outlineOf(steps, book, depth + 1)];
  });
  if (step.otherwise.length === 0) return ways;
  return [
    ...ways,
    way('otherwise', step.branches.length, '', 'Otherwise'),
    ...outlineOf(step.otherwise, book, depth + 1),
  ];
}

function splitLines(
  step: BranchOf<'split'>,
  book: WordBook,
  head: OutlineLine,
  depth: number,
): OutlineLine[] {
  const sum = step.branches.reduce((total, { weight }) => total + weight, 0);
  return [
    head,
    ...step.branches.flatMap(({ id, name, weight, steps }): OutlineLine[] => [
      {
        key: `${step.id}/${id}`,
        depth: depth + 1,
        kind: 'case',
        stepId: step.id,
        action: null,
        title: `${Math.round((weight / sum) * 100)}% ${name ?? id}`,
        detail: null,
      },
      ...outlineOf(steps, book, depth + 2),
    ]),
  ];
}
