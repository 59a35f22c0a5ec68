import openapiTS from 'openapi-typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRealWeb, type RealWeb } from './open-real-web.ts';
import {
  answerSchema,
  bodySchema,
  type Operation,
  operationsOf,
  parametersIn,
  readDocument,
  type Schema,
} from './operations.ts';

let web: RealWeb;
let all: Operation[];
let own: Operation[];

beforeAll(async () => {
  web = await openRealWeb();
  all = operationsOf(readDocument(web.document));
  own = all.filter(({ path }) => path.startsWith('/api/'));
});
afterAll(() => web.close());

/** Operations for which `broken` says what is wrong. */
function wrong(operations: readonly Operation[], broken: (operation: Operation) => unknown) {
  return operations.flatMap((operation) => {
    const what = broken(operation);
    return what ? [`${operation.name}: ${String(what)}`] : [];
  });
}

const succeeded = (operation: Operation) =>
  Object.keys(operation.responses).filter((status) => /^[23]/.test(status));

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    expect(readDocument(web.document).openapi).toMatch(/^3\.1\./);
    // Checks the document before it makes types of it, and throws on what is wrong.
    await expect(openapiTS(JSON.stringify(web.document), { silent: true })).resolves.toBeDefined();
  });

  it('has the routes that people know', () => {
    expect(all.length).toBeGreaterThan(50);
  });

  it('tells of every route what it is for', () => {
    expect(
      wrong(all, ({ summary, tags }) => !(summary && tags?.length) && 'summary, tags'),
    ).toEqual([]);
    const ids = all.flatMap(({ operationId }) => operationId ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says of every route who may call it', () => {
    expect(wrong(own, (operation) => !operation['x-access'] && 'x-access')).toEqual([]);
    // An empty list of ways to sign in, or an empty way among them.
    const open = ({ security }: Operation) =>
      security !== undefined && (security.length === 0 || security.some(isNone));
    const isNone = (way: Schema) => Object.keys(way).length === 0;
    const isPublic = (operation: Operation) => operation['x-access'] === 'public';
    expect(wrong(own, (op) => open(op) !== isPublic(op) && 'security: []')).toEqual([]);
  });

  it('declares every parameter, and every body with an example', () => {
    const inPath = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = (operation: Operation) =>
      parametersIn(operation, 'path').map(({ name }) => name);
    expect(
      wrong(all, (op) => inPath(op.path).join() !== declared(op).join() && 'path parameters'),
    ).toEqual([]);
    const bodies = own.filter(({ requestBody }) => requestBody);
    expect(wrong(bodies, (op) => !bodySchema(op) && 'body without a schema')).toEqual([]);
    const meant = bodies.filter(({ tags }) => !tags?.includes('Webhooks'));
    expect(wrong(meant, (op) => !hasExample(op.requestBody) && 'body without an example')).toEqual(
      [],
    );
  });

  it('declares the body of every answer', () => {
    expect(wrong(all, (op) => succeeded(op).length === 0 && 'no success')).toEqual([]);
    const bare = (op: Operation) =>
      Object.keys(op.responses).filter(
        (status) => !['204', '302'].includes(status) && !answerSchema(op, Number(status)),
      );
    expect(wrong(all, (op) => bare(op).join())).toEqual([]);
  });

  it('declares the refusals that every route of its kind can give', () => {
    const needs = (op: Operation): string[] => [
      ...(op['x-access'] === 'public' ? [] : ['401', '403']),
      ...(op.path.includes('{') ? ['404'] : []),
      ...(bodySchema(op) || op.parameters.length > 0 ? ['422'] : []),
      ...(op.tags?.includes('Webhooks') ? [] : ['429']),
    ];
    const kept = own.filter(({ tags }) => !tags?.includes('Webhooks'));
    const missing = (op: Operation) => needs(op).filter((status) => !(status in op.responses));
    expect(wrong(kept, (op) => missing(op).join())).toEqual([]);
  });

  it('pages every list that can grow', () => {
    const lists = own.filter(
      (op) =>
        op.path.startsWith('/api/v1/') && op.method === 'GET' && isList(answerSchema(op, 200)),
    );
    const names = (op: Operation) => parametersIn(op, 'query').map(({ name }) => name);
    const unpaged = lists.filter(
      (op) => !(names(op).includes('limit') && names(op).includes('cursor')),
    );
    expect(lists.length).toBeGreaterThan(10);
    expect(unpaged.map(({ name }) => name).filter((name) => !(name in bounded))).toEqual([]);
    const closed = (op: Operation) => !propertiesOf(answerSchema(op, 200))['nextCursor'];
    const paged = lists.filter((op) => !unpaged.includes(op));
    expect(wrong(paged, (op) => closed(op) && 'no nextCursor')).toEqual([]);
  });
});

/** Lists that are whole on purpose, and what bounds them. */
const bounded: Record<string, string> = {
  'GET /api/v1/pipelines': 'a board each, made by hand',
  'GET /api/v1/members': 'people of one team',
  'GET /api/v1/invitations': 'people who have not come yet',
  'GET /api/v1/api-keys': 'made by hand',
  'GET /api/v1/contacts/{id}/conversations': 'one a channel of the contact',
  'GET /api/v1/placements/agreement': 'one a stage',
  'GET /api/v1/custom-fields': 'at most 100 a workspace',
  'GET /api/v1/automation-folders': 'made by hand',
  'GET /api/v1/automation-recipes': 'ours, spelled out',
};

function propertiesOf(schema: Schema | undefined): Schema {
  const properties = schema?.['properties'];
  return typeof properties === 'object' && properties !== null ? (properties as Schema) : {};
}

function isList(schema: Schema | undefined): boolean {
  return 'items' in propertiesOf(schema);
}

/** Whether a caller finds a value to start from: on the body, or on one of its fields. */
function hasExample(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false;
  if ('example' in schema || 'examples' in schema) return true;
  return Object.values(schema).some(hasExample);
}
