import fc from 'fast-check';
import { bodySchema, type Operation, parametersIn, type Schema } from './operations.ts';
import { tableOfField, tableOfPath } from './tables-of-ids.ts';
import type { Request } from './world.ts';

/** Ids that exist, by table; of the caller's workspace and of others. */
export type Ids = ReadonlyMap<string, readonly string[]>;

/** Requests for an operation: four in five as its schema wants them, the others spoilt somewhere. */
export function requestOf(operation: Operation, ids: Ids): fc.Arbitrary<Request> {
  const path = fc.record(
    Object.fromEntries(
      parametersIn(operation, 'path').map(({ name, schema }) => {
        const noun = operation.path
          .split('/')
          .at(operation.path.split('/').indexOf(`{${name}}`) - 1);
        return [name, inAddress(schema, ids.get(tableOfPath[noun ?? ''] ?? ''))];
      }),
    ),
  );
  const inQuery = parametersIn(operation, 'query');
  const query = fc.record(
    Object.fromEntries(
      inQuery.map(({ name, schema }) => [name, inAddress(schema, idsOf(name, ids))]),
    ),
    { requiredKeys: inQuery.filter(({ required }) => required).map(({ name }) => name) },
  );
  const schema = bodySchema(operation);
  const body = schema ? often(valuesOf(schema, ids), fc.jsonValue()) : fc.constant(undefined);
  return fc.record({ path, query, body }).map((parts) => ({
    method: operation.method,
    path: address(operation.path, parts.path, parts.query),
    ...(parts.body === undefined ? {} : { body: parts.body }),
  }));
}

function address(template: string, path: Record<string, string>, query: Record<string, string>) {
  const filled = template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(path[name] ?? ''),
  );
  const search = new URLSearchParams(query).toString();
  return search === '' ? filled : `${filled}?${search}`;
}

/** A value as text; never empty, which would make another address. */
function inAddress(schema: Schema, ids: readonly string[] | undefined): fc.Arbitrary<string> {
  const known = ids ? fc.constantFrom(...ids) : valuesOf(schema, new Map());
  const valid = fc
    .oneof({ arbitrary: known, weight: 4 }, valuesOf(schema, new Map()))
    .map((value) => String(value));
  return often(valid, text(1, 40)).filter((value) => !['', '.', '..'].includes(value));
}

function often<T, U>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<U>): fc.Arbitrary<T | U> {
  return fc.oneof({ arbitrary: usual, weight: 9 }, { arbitrary: other, weight: 1 });
}

/** Any text that a browser can send, with what databases and parsers trip over among it. */
function text(minLength: number, maxLength: number): fc.Arbitrary<string> {
  const odd = ['\u0000', "'; --", '%00', '\u202e', '🙂', '{{1}}', '-1', 'null', ' '];
  const plain = fc.string({ minLength, maxLength, unit: 'grapheme' });
  const spoilt = fc.constantFrom(...odd).filter(({ length }) => length <= maxLength);
  return fc.oneof({ arbitrary: plain, weight: 8 }, { arbitrary: spoilt, weight: 1 });
}

function idsOf(field: string, ids: Ids): readonly string[] | undefined {
  return ids.get(tableOfField[field] ?? '');
}

type Maker = (schema: Schema, ids: Ids, field: string) => fc.Arbitrary<unknown>;

/** Values that a JSON Schema of ours allows (rules that it cannot say may still refuse them). */
function valuesOf(schema: Schema, ids: Ids, field = ''): fc.Arbitrary<unknown> {
  const { enum: choices, const: only, type } = schema;
  if (only !== undefined) return fc.constant(only);
  if (Array.isArray(choices)) return fc.constantFrom(...choices);
  const forms = [schema['anyOf'] ?? schema['oneOf'] ?? []].flat() as Schema[];
  if (forms.length > 0) return fc.oneof(...forms.map((form) => valuesOf(form, ids, field)));
  if (Array.isArray(type)) {
    return fc.oneof(...type.map((one) => valuesOf({ ...schema, type: one }, ids, field)));
  }
  const make = makers[String(type)];
  return make ? make(schema, ids, field) : fc.jsonValue();
}

const makers: Record<string, Maker> = {
  null: () => fc.constant(null),
  boolean: () => fc.boolean(),
  integer: ({ minimum, maximum }) =>
    fc.integer({
      min: Number(minimum ?? -1000),
      max: Math.min(Number(maximum ?? 1000), 2 ** 31 - 1),
    }),
  number: ({ minimum, maximum }) =>
    fc.double({ min: Number(minimum ?? -1e6), max: Number(maximum ?? 1e6), noNaN: true }),
  array: ({ items, minItems, maxItems }, ids, field) =>
    fc.array(valuesOf((items ?? {}) as Schema, ids, field), {
      minLength: Number(minItems ?? 0),
      maxLength: Math.min(Number(maxItems ?? 5), Number(minItems ?? 0) + 5),
    }),
  object: (schema, ids) => {
    const fields = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
    const required = (schema['required'] ?? []) as string[];
    return fc.record(
      Object.fromEntries(fields.map(([name, field]) => [name, valuesOf(field, ids, name)])),
      { requiredKeys: required },
    );
  },
  string: ({ format, minLength, maxLength, examples }, ids, field) => {
    const known = Array.isArray(examples) ? [fc.constantFrom(...examples)] : [];
    const make = formats[String(format)];
    if (make) return fc.oneof(make(idsOf(field, ids) ?? []), ...known);
    const least = Number(minLength ?? 0);
    return fc.oneof(text(least, Math.min(Number(maxLength ?? 60), least + 60)), ...known);
  },
};

const formats: Record<string, (ids: readonly string[]) => fc.Arbitrary<string>> = {
  uuid: (ids) => (ids.length > 0 ? often(fc.constantFrom(...ids), fc.uuid()) : fc.uuid()),
  email: () => fc.emailAddress(),
  uri: () => fc.webUrl(),
  date: () => fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
  'date-time': () => fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
};
