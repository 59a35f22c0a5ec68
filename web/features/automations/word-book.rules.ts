import type { AutomationCatalog } from '../../../src/contracts/automation-catalog.ts';
import type { Duration, Rule } from '../../../src/contracts/automation-definition.ts';

/** What the words of a definition are made from. */
export type WordBook = {
  triggers: ReadonlyMap<string, AutomationCatalog['triggers'][number]>;
  actions: ReadonlyMap<string, AutomationCatalog['actions'][number]>;
  fields: ReadonlyMap<string, string>;
  operators: ReadonlyMap<string, AutomationCatalog['operators'][number]>;
  /** Names of stages, pipelines, members and automations by id. */
  names: ReadonlyMap<string, string>;
};

/** Longer values are cut: each is a part of a line. */
const longest = 90;
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export function wordBook(catalog: AutomationCatalog, names: ReadonlyMap<string, string>): WordBook {
  return {
    triggers: new Map(catalog.triggers.map((entry) => [entry.id, entry])),
    actions: new Map(catalog.actions.map((entry) => [entry.id, entry])),
    fields: new Map(catalog.fields.map(({ path, label }) => [path, label])),
    operators: new Map(catalog.operators.map((entry) => [entry.id, entry])),
    names,
  };
}

/** { amount: 1, unit: 'days' } → '1 day' */
export function durationWords({ amount, unit }: Duration): string {
  return `${amount.toLocaleString('en')} ${amount === 1 ? unit.slice(0, -1) : unit}`;
}

/** [1, 2, 3, 4, 5] → 'Monday to Friday', [6, 7] → 'Saturday or Sunday' */
export function weekdayWords(days: readonly number[]): string {
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  const names = sorted.map((day) => weekdays[day - 1] ?? String(day));
  const isRow = sorted.every((day, at) => at === 0 || day === (sorted[at - 1] ?? 0) + 1);
  if (sorted.length === 7) return 'every day';
  if (isRow && sorted.length > 2) return `${names[0]} to ${names.at(-1)}`;
  return listed(names, 'or');
}

/** ['a', 'b', 'c'] → 'a, b and c' */
export function listed(words: readonly string[], last: 'and' | 'or'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

/** 'in_progress', 'IN_PROGRESS', 'dueAt' → 'In progress', 'Due at' */
export function sentence(name: string): string {
  const words = name
    .replaceAll(/[_.]/g, ' ')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** 'contact.score' → 'Score'; outputs of steps and data of events are named by where they stand. */
export function fieldWords(path: string, book: Pick<WordBook, 'fields'>): string {
  const known = book.fields.get(path);
  if (known) return known;
  const [root, second = '', ...rest] = path.split('.');
  if (root === 'steps') {
    return rest[0] === 'timedOut'
      ? `“${second}” timed out`
      : `${sentence(rest.join('.'))} of step “${second}”`;
  }
  if (root === 'contact' && second === 'fields') return sentence(rest.join('.'));
  return sentence(rest.length > 0 ? rest.join('.') : second || path);
}

/** A value in part of a line; ids that are known read as names. */
export function valueWords(value: unknown, names: ReadonlyMap<string, string>): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (isDuration(value)) return durationWords(value);
  if (Array.isArray(value))
    return listed(
      value.map((one) => valueWords(one, names)),
      'and',
    );
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const named =
    names.get(text) ?? (isId(text) ? 'one that is gone' : text.replaceAll(/\s+/g, ' ').trim());
  const plain = /^[A-Z]+(_[A-Z]+)*$/.test(named) ? sentence(named) : named;
  return plain.length > longest ? `${plain.slice(0, longest)}…` : plain;
}

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

function isDuration(value: unknown): value is Duration {
  return typeof value === 'object' && value !== null && 'amount' in value && 'unit' in value;
}

/** 'Hello {{ contact.firstName | default: "there" }}' → 'Hello [First name]' */
export function templateWords(text: string, book: Pick<WordBook, 'fields'>): string {
  return text.replaceAll(
    /\{\{-?\s*([\w.]+)[^}]*\}\}/g,
    (_all, path: string) => `[${fieldWords(path.replace(/^client\./, 'contact.'), book)}]`,
  );
}

/** 'Score is above 80', 'Status changed from New to Won' */
export function ruleWords(rule: Rule, book: WordBook): string {
  const operator = book.operators.get(rule.op);
  const field = fieldWords(rule.field, book);
  const label = operator?.label ?? sentence(rule.op).toLowerCase();
  const { value } = rule;
  const isTimeout = field.endsWith('timed out');
  if (isTimeout && rule.op === 'is_true') return field;
  if (isTimeout && rule.op === 'is_false') return field.replace(/timed out$/, 'did not time out');
  if (operator?.value === 'none' || value === undefined) return `${field} ${label}`;
  if (label.includes('…') && Array.isArray(value)) {
    const [from, to] = value.map((one) => valueWords(one, book.names));
    return `${field} ${label.replace('…', from ?? 'nothing')} ${to ?? 'nothing'}`;
  }
  if (rule.op === 'on_weekday' && Array.isArray(value)) {
    return `${field} ${label} ${weekdayWords(value.map(Number))}`;
  }
  if (operator?.value === 'list' && Array.isArray(value)) {
    return `${field} ${label} ${listed(
      value.map((one) => valueWords(one, book.names)),
      'or',
    )}`;
  }
  return `${field} ${label} ${valueWords(value, book.names)}`;
}
