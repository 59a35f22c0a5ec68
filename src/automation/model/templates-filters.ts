import { isDate } from './operators/dates.ts';
import { toNumber } from './operators/values.ts';
import { formatDate } from './templates-dates.ts';
import type { Facts, Json } from './types.ts';

/** What a filter may be told besides its value. */
export type FilterContext = { facts: Facts; now: Date };

export type TemplateFilter = {
  /** Fewest and most values after the colon. */
  args: readonly [fewest: number, most: number];
  /** @throws TemplateError when the value does not fit. */
  apply: (value: Json, args: readonly Json[], context: FilterContext) => Json;
};

/** A text cannot be made; the message is for people. */
export class TemplateError extends Error {}

/** Characters of one value: nothing that a step sends may be longer. */
export const longestValue = 100_000;

/** How a value looks in a text: lists with commas, objects as JSON. */
export function toText(value: Json): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(toText).join(', ');
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function numberOf(value: Json): number {
  const number = toNumber(value);
  if (Number.isFinite(number)) return number;
  throw new TemplateError(`"${toText(value).slice(0, 40)}" is not a number`);
}

/** Rounded to 15 digits: 0.1 times 3 is 0.3. */
function calculated(value: number): number {
  if (!Number.isFinite(value)) throw new TemplateError('the result is not a number');
  return Number(value.toPrecision(15));
}

/** Asked before a text is put together, so that a long one never exists. */
function assertFits(length: number): void {
  if (length > longestValue) {
    throw new TemplateError(`the text is longer than ${longestValue} characters`);
  }
}

function joined(texts: readonly string[], separator: string): string {
  let length = separator.length * Math.max(texts.length - 1, 0);
  for (const text of texts) length += text.length;
  assertFits(length);
  return texts.join(separator);
}

function text(change: (text: string) => string): TemplateFilter {
  return { args: [0, 0], apply: (value) => change(toText(value)) };
}

function arithmetic(calculate: (value: number, by: number) => number): TemplateFilter {
  return {
    args: [1, 1],
    apply: (value, [by = 0]) => calculated(calculate(numberOf(value), numberOf(by))),
  };
}

const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
};

function round(value: number, digits: number): number {
  const shift = 10 ** Math.min(Math.max(Math.trunc(digits), 0), 10);
  return calculated(Math.round(calculated(value * shift)) / shift);
}

function truncate(value: Json, args: readonly Json[]): string {
  const [length = 50, ending = '...'] = args;
  const characters = [...toText(value)];
  if (characters.length <= numberOf(length)) return characters.join('');
  const kept = Math.max(numberOf(length) - toText(ending).length, 0);
  return characters.slice(0, kept).join('') + toText(ending);
}

function money(value: Json, [currency]: readonly Json[]): string {
  if (currency === undefined) {
    return numberOf(value).toLocaleString('en-US', {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
    });
  }
  const code = toText(currency).toUpperCase();
  if (!/^[A-Z]{3}$/.test(code)) throw new TemplateError(`"${code.slice(0, 40)}" is not a currency`);
  return numberOf(value).toLocaleString('en-US', { style: 'currency', currency: code });
}

function date(value: Json, [format, zone]: readonly Json[], context: FilterContext): string {
  const at = value === 'now' ? context.now.toISOString() : value;
  if (!isDate(at)) throw new TemplateError(`"${toText(value).slice(0, 40)}" is not a date`);
  return formatDate(at, toText(format ?? ''), toText(zone ?? 'contact'), context.facts);
}

function size(value: Json): number {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}

/**
 * All that texts may do with a value. `default` is done by the renderer, which knows what is
 * missing. Numbers are divided exactly, unlike in Shopify's Liquid, where 7 / 2 is 3.
 */
const filters: { readonly [name: string]: TemplateFilter } = {
  default: { args: [1, 1], apply: (value) => value },
  upcase: text((value) => value.toUpperCase()),
  downcase: text((value) => value.toLowerCase()),
  capitalize: text((value) => value.slice(0, 1).toUpperCase() + value.slice(1).toLowerCase()),
  strip: text((value) => value.trim()),
  escape: text((value) => value.replace(/[&<>"']/g, (found) => entities[found] ?? found)),
  url_encode: text((value) => encodeURIComponent(value.toWellFormed())),
  json: { args: [0, 0], apply: (value) => JSON.stringify(value) },
  truncate: { args: [0, 2], apply: truncate },
  append: { args: [1, 1], apply: (value, [end = '']) => joined([toText(value), toText(end)], '') },
  prepend: {
    args: [1, 1],
    apply: (value, [start = '']) => joined([toText(start), toText(value)], ''),
  },
  replace: {
    args: [1, 2],
    apply: (value, [old = '', by = '']) =>
      old === '' ? toText(value) : joined(toText(value).split(toText(old)), toText(by)),
  },
  split: { args: [1, 1], apply: (value, [at = '']) => toText(value).split(toText(at)) },
  join: {
    args: [0, 1],
    apply: (value, [separator = ', ']) =>
      Array.isArray(value) ? joined(value.map(toText), toText(separator)) : toText(value),
  },
  first: { args: [0, 0], apply: (value) => (Array.isArray(value) ? (value[0] ?? null) : value) },
  last: { args: [0, 0], apply: (value) => (Array.isArray(value) ? (value.at(-1) ?? null) : value) },
  size: { args: [0, 0], apply: size },
  round: {
    args: [0, 1],
    apply: (value, [digits = 0]) => round(numberOf(value), numberOf(digits)),
  },
  plus: arithmetic((value, by) => value + by),
  minus: arithmetic((value, by) => value - by),
  times: arithmetic((value, by) => value * by),
  divided_by: arithmetic((value, by) => value / by),
  money: { args: [0, 1], apply: money },
  date: { args: [1, 2], apply: date },
};

/** Own names only: `constructor` and `valueOf` are no filters. */
export function findFilter(name: string): TemplateFilter | undefined {
  return Object.hasOwn(filters, name) ? filters[name] : undefined;
}
