import { z } from 'zod';
import { roles } from '../../src/contracts/roles.ts';

/** A JSON Schema as it stands in the document. */
export type Schema = Readonly<Record<string, unknown>>;
const Schema = z.record(z.string(), z.unknown());
const Content = z.record(z.string(), z.looseObject({ schema: Schema.optional() }));

const Parameter = z.looseObject({
  name: z.string(),
  in: z.enum(['path', 'query', 'header', 'cookie']),
  required: z.boolean().optional(),
  schema: Schema,
});

const Operation = z.looseObject({
  summary: z.string().optional(),
  description: z.string().optional(),
  tags: z.array(z.string()).optional(),
  operationId: z.string().optional(),
  security: z.array(Schema).optional(),
  'x-access': z.enum(['public', 'person', ...roles]).optional(),
  parameters: z.array(Parameter).default([]),
  requestBody: z.looseObject({ required: z.boolean().optional(), content: Content }).optional(),
  responses: z.record(z.string(), z.looseObject({ content: Content.optional() })),
});

const Document = z.looseObject({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.looseObject({ schemas: z.record(z.string(), Schema) }),
});

export type Document = z.infer<typeof Document>;
export type Operation = z.infer<typeof Operation> & { name: string; method: string; path: string };

export function readDocument(document: unknown): Document {
  return Document.parse(document);
}

/** Every operation of the document; `name` is such as 'GET /api/v1/contacts/{id}'. */
export function operationsOf(document: Document): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([verb, operation]) => {
      const method = verb.toUpperCase();
      return { ...operation, name: `${method} ${path}`, method, path };
    }),
  );
}

/** The schema of an operation's JSON body, if it takes one. */
export function bodySchema(operation: Operation): Schema | undefined {
  return operation.requestBody?.content['application/json']?.schema;
}

/** The schema declared for an answer of this status, whatever its media type. */
export function answerSchema(operation: Operation, status: number): Schema | undefined {
  const content = operation.responses[String(status)]?.content;
  return Object.values(content ?? {})[0]?.schema;
}

export function parametersIn(operation: Operation, where: 'path' | 'query') {
  return operation.parameters.filter((parameter) => parameter.in === where);
}
