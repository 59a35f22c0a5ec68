import { Duration, type Rule } from '../../contracts/automation-definition.ts';
import { baseFields, findField, splitPath } from './fields.ts';
import type { Operator } from './operators/operator.ts';
import { isEmpty } from './operators/values.ts';
import type { Json } from './types.ts';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
/** Longer values are cut: an explanation is a line. */
const longest = 80;

/** What a rule asks: 'is above 80', 'changed from NEW to WON'. */
export function expectedWords(rule: Rule, operator: Operator): string {
  if (operator.value === 'none') return operator.label;
  if (!operator.label.includes('…')) return `${operator.label} ${valueWords(rule, operator)}`;
  const [from = null, to = null] = Array.isArray(rule.value) ? rule.value : [];
  return `${operator.label.replace('…', show(from))} ${show(to)}`;
}

/** 'Score is 42, not above 80' */
export function actualWords(rule: Rule, operator: Operator, actual: Json, holds: boolean): string {
  const label = labelOf(rule.field);
  const verb = Array.isArray(actual) ? 'are' : 'is';
  const seen = `${label} ${verb} ${isEmpty(actual) ? 'empty' : show(actual)}`;
  const ending = endingWords(rule, operator, holds);
  return ending === '' ? seen : `${seen}, ${ending}`;
}

/** 'Score changed from 40 to 42, not up' */
export function changeWords(
  rule: Rule,
  operator: Operator,
  change: readonly [Json, Json],
  holds: boolean,
): string {
  const [before, after] = change.map((side) => (isEmpty(side) ? 'nothing' : show(side)));
  const seen = `${labelOf(rule.field)} changed from ${before} to ${after}`;
  const ending = endingWords(rule, operator, holds);
  return ending === '' ? seen : `${seen}, ${ending}`;
}

/** How people call a field: 'Score', for a custom one its key. */
export function labelOf(path: string): string {
  const own = splitPath(path);
  if (own[0] === 'contact' && own[1] === 'fields') return own.slice(2).join('.');
  return findField(baseFields, path)?.label ?? path;
}

function endingWords(rule: Rule, operator: Operator, holds: boolean): string {
  const ending = holds ? operator.words.holds : operator.words.fails;
  return ending.includes('{x}') ? ending.split('{x}').join(valueWords(rule, operator)) : ending;
}

function valueWords(rule: Rule, operator: Operator): string {
  const value = rule.value ?? null;
  if (operator.value === 'duration') {
    const duration = Duration.safeParse(value);
    if (!duration.success) return show(value);
    const { amount, unit } = duration.data;
    return `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;
  }
  if (!Array.isArray(value)) return show(value);
  if (operator.id === 'on_weekday') {
    return value.map((day) => weekdays[Number(day) - 1] ?? show(day)).join(', ');
  }
  if (operator.value === 'two') {
    return value.map(show).join(operator.reads === 'change' ? ' to ' : ' and ');
  }
  return show(value);
}

function show(value: Json): string {
  const words = inWords(value);
  return words.length > longest ? `${words.slice(0, longest)}…` : words;
}

function inWords(value: Json): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(inWords).join(', ');
  return value === null ? 'nothing' : JSON.stringify(value);
}
