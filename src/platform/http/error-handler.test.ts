import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { addTestMember, openTestApi, type TestMember } from '../../../test/support/test-api.ts';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import type { ProblemDetails } from '../../contracts/problem.ts';
import { callerOf } from './access.ts';
import { toMissingReference } from './foreign-key.ts';
import type { ApiServer, Routes } from './server.ts';

let db: TestDatabase;
let app: ApiServer;
let ana: TestMember;
let contactId: string;

const Task = z.object({
  assigneeId: z.uuid().nullable().default(null),
  contactIds: z.array(z.uuid()).default([]),
});

/** Routes that check nothing, as if what they checked had been deleted just after. */
const unchecked: Routes = (server) => {
  server.post(
    '/api/v1/unchecked/:id',
    {
      config: { access: 'agent' },
      schema: { params: z.object({ id: z.string() }), body: Task },
    },
    async (request) => {
      const { workspaceId, actor } = callerOf(request);
      const { assigneeId, contactIds } = request.body;
      const title = 'Call';
      const ids = contactIds.length > 0 ? contactIds : [request.params.id];
      const rows = ids.map((contact) => ({ workspaceId, contactId: contact, assigneeId, title }));
      await db.withWorkspace(workspaceId, actor, (tx) =>
        tx.insertInto('tasks').values(rows).execute(),
      );
      return {};
    },
  );
};

beforeAll(async () => {
  db = await openTestDatabase();
  app = await openTestApi(unchecked);
  ana = await addTestMember(db, app, { name: 'Ana', role: 'agent' });
  const [row] = await db.psql<{ id: string }>(
    `insert into contacts (workspace_id, first_name) values ($1, 'Eva') returning id`,
    [ana.workspaceId],
  );
  contactId = row?.id ?? '';
});
afterAll(async () => {
  await app.close();
  await db.close();
});

const post = async (id: string, body: object) =>
  (await ana.call<ProblemDetails>('POST', `/api/v1/unchecked/${id}`, body)).body;
const gone = '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0abc';
const fields = ({ status, errors }: ProblemDetails) => [status, errors?.map(({ field }) => field)];

it('what a body names and somebody deleted meanwhile is told by its field', async () => {
  expect(fields(await post(contactId, { assigneeId: gone }))).toEqual([422, ['body.assigneeId']]);
  const listed = await post(contactId, { contactIds: [contactId, gone] });
  expect(fields(listed)).toEqual([422, ['body.contactIds']]);
});

it('what a body does not name is a clash', async () => {
  expect(await post(gone, {})).toMatchObject({ status: 409, code: 'conflict' });
});

it('the most precise of several columns is told, null is none', () => {
  const constraint = 'contacts_workspace_id_pipeline_id_stage_id_fkey';
  const told = (body: unknown) => toMissingReference(constraint, body).errors?.[0]?.field;
  expect(told({ pipelineId: gone, stageId: gone })).toBe('body.stageId');
  expect(told({ pipelineId: gone, stageId: null })).toBe('body.pipelineId');
  for (const body of [{ stageId: null, stageIds: [] }, [], null, 'x']) {
    expect(told(body)).toBeUndefined();
  }
});
