import type { Operation, Schema } from './operations.ts';

/** The declared example of a body, or one put together from its fields' examples. */
export function exampleOf(operation: Operation, schema: Schema): unknown {
  const media = operation.requestBody?.content['application/json'];
  const [named] = Object.values((media?.['examples'] ?? {}) as Record<string, { value?: unknown }>);
  return named?.value ?? media?.['example'] ?? fromSchema(schema);
}

function fromSchema(schema: Schema): unknown {
  const { examples, enum: choices, default: fallback, type, minLength } = schema;
  if (Array.isArray(examples)) return examples[0];
  if (Array.isArray(choices)) return choices[0];
  if (fallback !== undefined) return fallback;
  const [form] = [schema['anyOf'] ?? schema['oneOf'] ?? []].flat() as Schema[];
  if (form) return fromSchema(form);
  if (type === 'array') return [fromSchema(schema['items'] as Schema)];
  if (type === 'string') return 'x'.repeat(Math.max(1, Number(minLength ?? 1)));
  if (type === 'integer' || type === 'number') return Number(schema['minimum'] ?? 1);
  if (type === 'boolean') return true;
  if (type !== 'object') return null;
  const required = (schema['required'] ?? []) as string[];
  const fields = (schema['properties'] ?? {}) as Record<string, Schema>;
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => required.includes(name))
      .map(([name, field]) => [name, fromSchema(field)]),
  );
}
