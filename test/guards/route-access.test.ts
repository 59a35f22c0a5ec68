import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roleReaches } from '../../src/contracts/roles.ts';
import {
  bodySchema,
  type Operation,
  operationsOf,
  parametersIn,
  readDocument,
  type Schema,
} from './operations.ts';
import { exampleOf } from './schema-values.ts';
import { tableOfField, tableOfPath, valuesInPath } from './tables-of-ids.ts';
import type { WorkspaceRows } from './tenant-rows.ts';
import { type Actor, openWorld, type Request, type World } from './world.ts';

let world: World;
let operations: Operation[];

beforeAll(async () => {
  world = await openWorld();
  operations = operationsOf(readDocument(world.web.document)).filter(({ path }) =>
    path.startsWith('/api/'),
  );
});
afterAll(() => world.close());

/** The handshake and the signed posts of a provider are checked by their own secrets. */
const hasOwnSecret = (operation: Operation) => operation.tags?.includes('Webhooks');
const endsSession = ({ path }: Operation) => path === '/api/auth/sign-out';

describe('every route × every actor', () => {
  it('lets in exactly whom it declares', async () => {
    const wrong: string[] = [];
    let asked = 0;
    for (const operation of operations.filter((op) => !hasOwnSecret(op) && !endsSession(op))) {
      for (const actor of [...world.actors, world.stranger]) {
        asked += 1;
        const answer = await world.send(actor, emptyRequest(operation));
        const expected = expectedRefusal(operation, actor);
        const refusal = [401, 403].includes(answer.status) ? answer.status : null;
        if (refusal !== expected) {
          wrong.push(`${operation.name} as ${actor.name}: ${answer.status}, not ${expected}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(500);
  }, 120_000);
});

function expectedRefusal(operation: Operation, actor: Actor): 401 | 403 | null {
  const access = operation['x-access'];
  if (access === 'public' || access === undefined) return null;
  if (actor.role === null) return 401;
  if (actor.isKey && isForPeople(operation)) return 403;
  if (access === 'person') return null;
  return roleReaches(actor.role, access) ? null : 403;
}

function isForPeople({ security }: Operation): boolean {
  return security?.every((way) => 'session' in way) ?? false;
}

/** With ids that nothing has and no fields: changes nothing, wherever it is let in. */
function emptyRequest(operation: Operation): Request {
  const path = operation.path.replaceAll(/\{\w+\}/g, () => randomUUID());
  return { method: operation.method, path, ...(operation.requestBody ? { body: {} } : {}) };
}

/** A place in a request where an id goes. */
type Slot = { where: 'path' | 'query' | 'body'; name: string; table: string };

describe("another workspace's ids", () => {
  it('are answered as ids that nothing has, and change nothing', async () => {
    const before = await fingerprint(world.mine);
    const told: string[] = [];
    const uncovered: string[] = [];
    let compared = 0;
    for (const operation of operations.filter((op) => op['x-access'] !== 'public')) {
      for (const slot of slotsOf(operation, uncovered)) {
        compared += 1;
        const foreign = idIn(world.mine, slot.table);
        const nothing = randomUUID();
        const answers = [];
        for (const id of [foreign, nothing]) {
          const answer = await world.send(world.stranger, fill(operation, slot, id));
          // The request's id, and where a board's socket goes on from, differ from call to call;
          // what was made has an id and times of its own.
          const own = answer.status === 201 ? 'id|createdAt|updatedAt' : 'instance|cursor';
          const text = answer.text.replaceAll(id, 'ID');
          const same = text.replace(new RegExp(`"(${own})":"[^"]*"`, 'g'), '');
          answers.push(`${answer.status} ${same}`);
        }
        if (answers[0] !== answers[1]) {
          told.push(`${operation.name} ${slot.where}.${slot.name}: ${answers.join(' | ')}`);
        }
      }
    }
    expect(uncovered).toEqual([]);
    expect(told).toEqual([]);
    expect(compared).toBeGreaterThan(50);
    expect(await fingerprint(world.mine)).toEqual(before);
  }, 120_000);

  it("are the caller's own for their owner: nothing passes by everything failing", async () => {
    const found: string[] = [];
    for (const operation of operations.filter(
      ({ method, path }) => method === 'GET' && path.includes('{'),
    )) {
      const slot = slotsOf(operation, []).find(({ where }) => where === 'path');
      if (!slot) continue;
      const request = fill(operation, slot, idIn(world.mine, slot.table));
      const answer = await world.send(world.owner, request);
      if (answer.status === 200) found.push(operation.name);
    }
    expect(found.length).toBeGreaterThan(10);
  });
});

function slotsOf(operation: Operation, uncovered: string[]): Slot[] {
  const inPath = parametersIn(operation, 'path').flatMap(({ name }) => {
    const noun = operation.path.split('/').at(operation.path.split('/').indexOf(`{${name}}`) - 1);
    if (noun && noun in valuesInPath) return [];
    return [{ where: 'path', name, table: tableOfPath[noun ?? ''] } as const];
  });
  const inQuery = parametersIn(operation, 'query')
    .filter(({ schema }) => takesId(schema))
    .map(({ name }) => ({ where: 'query', name, table: tableOfField[name] }) as const);
  const inBody = idFields(bodySchema(operation)).map(
    (name) => ({ where: 'body', name, table: tableOfField[name] }) as const,
  );
  return [...inPath, ...inQuery, ...inBody].flatMap(({ where, name, table }) => {
    if (table) return [{ where, name, table }];
    if (name !== 'id' || where !== 'body') uncovered.push(`${operation.name} ${where}.${name}`);
    return [];
  });
}

function takesId(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false;
  return ('format' in schema && schema.format === 'uuid') || Object.values(schema).some(takesId);
}

/** Names of the fields of a body that take ids of ours, in any of its forms. */
function idFields(schema: Schema | undefined): string[] {
  const forms = [schema, ...[schema?.['anyOf'] ?? schema?.['oneOf'] ?? []].flat()];
  const names = forms.flatMap((form) =>
    Object.entries((form as Schema | undefined)?.['properties'] ?? {})
      .filter(([, field]) => isId(field))
      .map(([name]) => name),
  );
  return [...new Set(names)];
}

function isId(field: Schema): boolean {
  const forms = [field, ...[field['anyOf'] ?? []].flat(), field['items']];
  return forms.some((form) => (form as Schema | undefined)?.['format'] === 'uuid');
}

/** A request of the stranger with its own ids everywhere, and `id` in the slot. */
function fill(operation: Operation, slot: Slot, id: string): Request {
  const own = (name: string, table: string | undefined) =>
    name === slot.name ? id : idIn(world.theirs, table ?? '');
  const path = operation.path.replaceAll(
    /([\w-]+)\/\{(\w+)\}/g,
    (_, noun: string, name: string) => {
      const value = valuesInPath[noun] ?? (slot.where === 'path' ? id : own('', tableOfPath[noun]));
      return name ? `${noun}/${value}` : '';
    },
  );
  const query = slot.where === 'query' ? `?${slot.name}=${id}` : requiredQuery(operation);
  const schema = bodySchema(operation);
  if (!schema) return { method: operation.method, path: path + query };
  const fields: Record<string, unknown> = { ...(exampleOf(operation, schema) as object) };
  for (const name of idFields(schema)) {
    const isSlot = slot.where === 'body' && name === slot.name;
    if (!(isSlot || name in fields)) continue;
    const value = isSlot ? id : idIn(world.theirs, tableOfField[name] ?? '');
    fields[name] = /ids$/i.test(name) ? [value] : value;
  }
  return { method: operation.method, path: path + query, body: fields };
}

function requiredQuery(operation: Operation): string {
  const required = parametersIn(operation, 'query').filter((parameter) => parameter.required);
  const given = required.map(({ name, schema }) => [name, takesId(schema) ? 'none' : 'x']);
  return given.length > 0 ? `?${new URLSearchParams(given)}` : '';
}

function idIn(rows: WorkspaceRows, table: string): string {
  const id = rows.rows.get(table)?.['id'];
  if (typeof id !== 'string') throw new Error(`no id in ${table}`);
  return id;
}

/** Every row of a workspace, by table, as one hash each. Events aside: reading raises none. */
async function fingerprint({ workspaceId }: WorkspaceRows): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const { name } of world.tables) {
    const { rows } = await world.client.query<{ hash: string }>(
      `select coalesce(md5(string_agg(t::text, '' order by t::text)), '') as hash
       from ${name} t where workspace_id = $1`,
      [workspaceId],
    );
    hashes[name] = rows[0]?.hash ?? '';
  }
  return hashes;
}
