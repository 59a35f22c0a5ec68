import type { AnswerFacts } from './answer-values.ts';
import { itemsFor, itemValue, valueFor } from './answer-values.ts';

/** A JSON Schema or Gemini's OpenAPI subset of it, as it was sent. */
export type SentSchema = Readonly<Record<string, unknown>>;

type Place = { name: string; parent: string; item?: { value: unknown; index: number } };

/** An answer that satisfies the schema: known property names from the facts, others by type. */
export function fillSchema(schema: SentSchema, facts: AnswerFacts): unknown {
  return fill(schema, schema, { name: '', parent: '' }, facts);
}

function fill(schema: SentSchema, root: SentSchema, place: Place, facts: AnswerFacts): unknown {
  const resolved = resolve(schema, root);
  if ('const' in resolved) return resolved['const'];
  const { type, isNullable } = typeOf(resolved, root);
  const options = asList(resolved['anyOf'] ?? resolved['oneOf']).filter(isSchema);
  if (isNullable && type !== 'array' && isUnknown(place, type, facts)) return null;
  const option = options.find((one) => typeOf(resolve(one, root), root).type !== 'null');
  if (option) return fill(option, root, place, facts);
  if (type === 'object') return fillObject(resolved, root, place, facts);
  if (type === 'array') return fillArray(resolved, root, place, facts);
  const value = place.item
    ? (itemValue(place.item.value, place.name, place.item.index) ?? place.item.value)
    : valueFor(place.name, place.parent, facts);
  if (type === 'boolean') return typeof value === 'boolean' ? value : false;
  if (type === 'number' || type === 'integer') return fillNumber(resolved, type, value);
  return fillString(resolved, value, facts);
}

function fillObject(schema: SentSchema, root: SentSchema, place: Place, facts: AnswerFacts) {
  const properties = isSchema(schema['properties']) ? schema['properties'] : {};
  const filled: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(properties)) {
    if (!isSchema(property)) continue;
    const inner: Place = { ...place, name, parent: place.name };
    filled[name] = fill(property, root, inner, facts);
  }
  return filled;
}

function fillArray(schema: SentSchema, root: SentSchema, place: Place, facts: AnswerFacts) {
  const items = isSchema(schema['items']) ? schema['items'] : { type: 'string' };
  const most = Number(schema['maxItems'] ?? 5);
  const least = Number(schema['minItems'] ?? 0);
  const values = itemsFor(place.name, facts).slice(0, most);
  const wanted = [
    ...values,
    ...Array.from({ length: Math.max(0, least - values.length) }, () => ''),
  ];
  return wanted.map((value, index) => {
    return fill(items, root, { ...place, parent: place.name, item: { value, index } }, facts);
  });
}

function fillNumber(schema: SentSchema, type: string, value: unknown): number {
  const least = Number(schema['minimum'] ?? schema['exclusiveMinimum'] ?? 0);
  const most = Number(schema['maximum'] ?? schema['exclusiveMaximum'] ?? Number.MAX_SAFE_INTEGER);
  const number = typeof value === 'number' ? value : least;
  const scaled = most <= 1 && number > 1 ? number / 100 : number;
  const clamped = Math.min(most, Math.max(least, scaled));
  return type === 'integer' ? Math.round(clamped) : clamped;
}

function fillString(schema: SentSchema, value: unknown, facts: AnswerFacts): string {
  const text = readable(value);
  const choices = asList(schema['enum']).filter((choice) => typeof choice === 'string');
  if (choices.length > 0) return chooseFrom(choices, text, facts);
  if (schema['format'] === 'date' && !/^\d{4}-\d\d-\d\d$/.test(text)) {
    return facts.now.toISOString().slice(0, 10);
  }
  if (schema['format'] === 'date-time') return facts.now.toISOString();
  const most = Number(schema['maxLength'] ?? 2_000);
  return text.padEnd(Number(schema['minLength'] ?? 0), '.').slice(0, most);
}

function readable(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null) {
    const name = 'name' in value ? value.name : 'text' in value ? value.text : '';
    return String(name);
  }
  return value === undefined || value === null ? '' : String(value);
}

function chooseFrom(choices: readonly string[], text: string, { stages }: AnswerFacts): string {
  const same = choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
  const stage = stages.find(({ name }) => choices.includes(name));
  return same ?? stage?.name ?? choices[0] ?? '';
}

/** A nullable property is null when the facts have nothing for it. */
function isUnknown(place: Place, type: string, facts: AnswerFacts): boolean {
  if (place.item) return false;
  if (/price/i.test(place.name) && type === 'object') return facts.reading.price === null;
  if (type === 'object') return false;
  return (valueFor(place.name, place.parent, facts) ?? null) === null;
}

function typeOf(schema: SentSchema, root: SentSchema): { type: string; isNullable: boolean } {
  const named = asList(schema['type']).map((type) => String(type).toLowerCase());
  const options = asList(schema['anyOf'] ?? schema['oneOf']).filter(isSchema);
  const inner = options.map((option) => typeOf(resolve(option, root), root));
  const all = [...named, ...inner.map(({ type }) => type)];
  const isNullable = schema['nullable'] === true || all.includes('null');
  const type = all.find((one) => one !== 'null');
  const guess = 'properties' in schema ? 'object' : named.includes('null') ? 'null' : 'string';
  return { type: type ?? (all.includes('null') ? 'null' : guess), isNullable };
}

function resolve(schema: SentSchema, root: SentSchema): SentSchema {
  const reference = schema['$ref'];
  if (typeof reference !== 'string') return schema;
  let found: unknown = root;
  for (const part of reference.replace(/^#\//, '').split('/')) {
    found = isSchema(found) ? found[part] : undefined;
  }
  return isSchema(found) ? found : {};
}

export function isSchema(value: unknown): value is SentSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asList(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** The choices of the first property whose name matches, wherever it stands; empty when none. */
export function choicesOf(schema: unknown, name: RegExp): string[] {
  if (Array.isArray(schema)) {
    return schema.map((one) => choicesOf(one, name)).find((found) => found.length > 0) ?? [];
  }
  if (!isSchema(schema)) return [];
  for (const [key, value] of Object.entries(schema)) {
    const own = name.test(key) ? enumsIn(value) : [];
    const found = own.length > 0 ? own : choicesOf(value, name);
    if (found.length > 0) return found;
  }
  return [];
}

function enumsIn(schema: unknown): string[] {
  if (!isSchema(schema)) return [];
  const own = asList(schema['enum']).filter((choice) => typeof choice === 'string');
  if (own.length > 0) return own;
  return (
    asList(schema['anyOf'] ?? schema['oneOf'])
      .map(enumsIn)
      .find((found) => found.length > 0) ?? []
  );
}
