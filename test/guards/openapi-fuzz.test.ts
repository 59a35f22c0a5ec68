import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import {
  answerSchema,
  type Document,
  type Operation,
  operationsOf,
  readDocument,
} from './operations.ts';
import { type Ids, requestOf } from './random-requests.ts';
import { type Answer, openWorld, type World } from './world.ts';

/** Requests in the suite; `npm run torture` asks for 20,000. */
const requests = Number(process.env['FUZZ_REQUESTS'] ?? 1_500);
const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);

let world: World;
let document: Document;
let operations: Operation[];

beforeAll(async () => {
  world = await openWorld();
  document = readDocument(world.web.document);
  // Ending the session would end the test, and signing in is throttled.
  const wanted = operationsOf(document).filter(
    ({ path, tags }) => path.startsWith('/api/') && !tags?.includes('Sign-in'),
  );
  // What takes away comes last, so that the others find something.
  const takes = ({ method, path }: Operation) => method === 'DELETE' || path.endsWith('/stages');
  operations = [...wanted.filter((op) => !takes(op)), ...wanted.filter(takes)];
});
afterAll(() => world.close());

it(
  `answers ${requests} random requests as it declares (seed ${seed})`,
  async () => {
    const ids = knownIds();
    const statuses = new Map<number, number>();
    const reached = new Set<string>();
    const faults = new Map<string, string>();
    const perOperation = Math.ceil(requests / operations.length);
    for (const operation of operations) {
      const samples = fc.sample(requestOf(operation, ids), { numRuns: perOperation, seed });
      for (const request of samples) {
        const answer = await world.send(world.owner, request);
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        if (answer.status < 300) reached.add(operation.name);
        const fault = faultOf(operation, answer);
        if (fault) faults.set(`${operation.name}: ${fault}`, JSON.stringify(request).slice(0, 500));
      }
    }
    expect(Object.fromEntries(faults)).toEqual({});
    // Not by refusing everything: most operations succeeded at least once, and bad input was refused.
    expect(reached.size / operations.length).toBeGreaterThan(0.6);
    expect(statuses.get(422) ?? 0).toBeGreaterThan(requests / 20);
  },
  120_000 + requests * 60,
);

/** Mostly the caller's own: four of five. */
function knownIds(): Ids {
  const { mine, theirs } = world;
  return new Map(
    [...mine.rows].flatMap(([table, row]) => {
      const [own, other] = [row['id'], theirs.rows.get(table)?.['id']];
      if (typeof own !== 'string' || typeof other !== 'string') return [];
      return [[table, [own, own, own, own, other]]];
    }),
  );
}

const Problem = z.looseObject({
  status: z.number(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});

/** What is wrong with an answer, or null. */
function faultOf(operation: Operation, answer: Answer): string | null {
  const { status, contentType, text } = answer;
  if (status >= 500 && status !== 502) return `${status} ${text.slice(0, 200)}`;
  if (!(String(status) in operation.responses))
    return `${status} is not declared: ${text.slice(0, 200)}`;
  const schema = answerSchema(operation, status);
  if (!schema) return text === '' ? null : `${status} has a body that is not declared`;
  if (status >= 400 && !contentType.startsWith('application/problem+json')) {
    return `${status} as ${contentType}`;
  }
  const body = contentType.includes('json') ? JSON.parse(text) : text;
  const checked = validator(schema).safeParse(body);
  if (!checked.success) return `${status} outside the schema: ${z.prettifyError(checked.error)}`;
  if (status === 422 && !namesField(Problem.parse(body)))
    return `422 names no field: ${text.slice(0, 200)}`;
  return null;
}

function namesField({ errors }: z.infer<typeof Problem>): boolean {
  return errors?.every(({ field }) => /^(body|query|params|headers)/.test(field)) ?? false;
}

const validators = new WeakMap<object, z.ZodType>();

/** Checks by the schema as the document has it, not by the one that the server wrote with. */
function validator(schema: object): z.ZodType {
  const known = validators.get(schema);
  if (known) return known;
  const whole = { ...schema, components: { schemas: document.components.schemas } };
  const made = z.fromJSONSchema(JSON.parse(rewriteReferences(whole)));
  validators.set(schema, made);
  return made;
}

function rewriteReferences(schema: { components: { schemas: object } }): string {
  const { components, ...rest } = schema;
  return JSON.stringify({ ...rest, $defs: components.schemas }).replaceAll(
    '#/components/schemas/',
    '#/$defs/',
  );
}
