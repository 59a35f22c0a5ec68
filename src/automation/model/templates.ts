import { findField } from './fields.ts';
import { TemplateError } from './templates-filters.ts';
import {
  isTemplate,
  type Operand,
  type Output,
  type ParsedTemplate,
  parseTemplate,
} from './templates-parse.ts';
import { Budget, MissingValue, outputValue, renderParts } from './templates-render.ts';
import type { Facts, Field, Json, JsonObject } from './types.ts';

/** Lists in lists: deeper input is no form that a person filled in. */
const deepest = 32;

/** Parsed texts by text, the oldest leaving first: parsing costs 50 times what rendering does. */
const parsed = new Map<string, ParsedTemplate>();
const mostParsed = 2_000_000;
let parsedCharacters = 0;

function parse(text: string): ParsedTemplate {
  const known = parsed.get(text);
  if (known) return known;
  const template = parseTemplate(text);
  if (text.length > mostParsed) return template;
  parsed.set(text, template);
  parsedCharacters += text.length;
  for (const oldest of parsed.keys()) {
    if (parsedCharacters <= mostParsed) break;
    parsed.delete(oldest);
    parsedCharacters -= oldest.length;
  }
  return template;
}

/**
 * Fills in the variables of every text in an input. A text that is one `{{ path }}` without filters
 * takes the value with its JSON type. The message begins with the place: 'text: …'.
 */
export function renderInput(
  input: JsonObject,
  facts: Facts,
  now: Date,
):
  | { ok: true; value: JsonObject }
  | { ok: false; code: 'missing_value' | 'template_error'; message: string } {
  const budget = new Budget();
  let place = '';
  const render = (text: string, at: string): Json => {
    place = at;
    const template = parse(text);
    if (!template.ok) throw new TemplateError(template.message);
    const [first, ...others] = template.parts;
    const isSole = typeof first === 'object' && others.length === 0 && first.filters.length === 0;
    return isSole
      ? outputValue(first, { facts, now }, budget)
      : renderParts(template.parts, { facts, now }, budget);
  };
  try {
    return { ok: true, value: mapObject(input, '', render, 0) };
  } catch (error) {
    if (error instanceof MissingValue) {
      return { ok: false, code: 'missing_value', message: `${place}: ${error.message} is empty` };
    }
    if (!(error instanceof TemplateError)) throw error;
    return { ok: false, code: 'template_error', message: `${place}: ${error.message}` };
  }
}

type MapText = (text: string, place: string) => Json;

function mapObject(object: JsonObject, place: string, map: MapText, depth: number): JsonObject {
  // Object.fromEntries defines `__proto__` as a key like any other.
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [
      key,
      mapTexts(value, place === '' ? key : `${place}.${key}`, map, depth + 1),
    ]),
  );
}

function mapTexts(value: Json, place: string, map: MapText, depth: number): Json {
  if (typeof value === 'string') return isTemplate(value) ? map(value, place) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepest) throw new TemplateError(`is nested deeper than ${deepest}`);
  return Array.isArray(value)
    ? value.map((one, i) => mapTexts(one, `${place}.${i}`, map, depth + 1))
    : mapObject(value, place, map, depth);
}

/** The texts with variables in a value, each with its place. */
function templatesIn(value: Json, place: string, depth = 0): { text: string; place: string }[] {
  if (typeof value === 'string') return isTemplate(value) ? [{ text: value, place }] : [];
  if (typeof value !== 'object' || value === null || depth > deepest) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    templatesIn(one, `${place}.${key}`, depth + 1),
  );
}

/**
 * Variables that the texts of a value read; `hasDefault`: may be empty. Dates are written in the
 * contact's or company's time zone, so these are read too.
 */
export function templatePaths(value: Json): readonly { path: string; hasDefault: boolean }[] {
  return templatesIn(value, '').flatMap(({ text }) => {
    const template = parse(text);
    return template.ok ? pathsOf(template.parts) : [];
  });
}

type ReadPath = { path: string; hasDefault: boolean };

function pathsOf(parts: readonly (string | Output)[]): ReadPath[] {
  return parts.flatMap((part) => (typeof part === 'string' ? [] : pathsOfOutput(part)));
}

function pathsOfOutput({ initial, filters }: Output): ReadPath[] {
  const lastDefault = filters.findLastIndex(({ name }) => name === 'default');
  const read = (operand: Operand, hasDefault: boolean): ReadPath[] =>
    operand.kind === 'path' ? [{ path: operand.path, hasDefault }] : [];
  const zones = filters.some(({ name }) => name === 'date')
    ? [
        { path: 'contact.timeZone', hasDefault: true },
        { path: 'company.timeZone', hasDefault: true },
      ]
    : [];
  return [
    ...read(initial, lastDefault >= 0),
    ...filters.flatMap(({ args }, i) => args.flatMap((arg) => read(arg, i < lastDefault))),
    ...zones,
  ];
}

/** What is wrong with the texts of a value, each with its place: `<place>.<key>`. */
export function checkTemplates(
  value: Json,
  fields: readonly Field[],
  place: string,
): { place: string; message: string }[] {
  return templatesIn(value, place).flatMap((found) => {
    const template = parse(found.text);
    if (!template.ok) return [{ place: found.place, message: template.message }];
    return pathsOf(template.parts)
      .filter(({ path }) => !isKnown(path, fields))
      .map(({ path }) => ({ place: found.place, message: `There is no variable ${path}` }));
  });
}

/** A field, or one element of a list: contact.tags[0]. */
function isKnown(path: string, fields: readonly Field[]): boolean {
  if (findField(fields, path)) return true;
  return findField(fields, path.replace(/\.\d+$/, ''))?.type === 'list';
}
