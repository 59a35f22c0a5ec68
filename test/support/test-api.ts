import type { Role } from '../../src/contracts/roles.ts';
import {
  type ApiServer,
  addRoutes,
  createServer,
  type Routes,
} from '../../src/platform/http/server.ts';
import { silentLogger } from '../../src/platform/logging/logger.ts';
import type { TestDatabase } from './test-database.ts';

/** What a route answered; `body` is parsed JSON, null when empty. */
export type TestAnswer<T> = { status: number; body: T };

/** A member of a workspace who calls the API. */
export type TestMember = {
  workspaceId: string;
  memberId: string;
  actor: string;
  /** Who calls, for requests that are made by hand. */
  headers: Record<string, string>;
  call<T>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    payload?: object,
  ): Promise<TestAnswer<T>>;
};

/** The real server with these routes; who calls is read from a header instead of a session. */
export async function openTestApi(...routes: Routes[]): Promise<ApiServer> {
  const app = await createServer({
    log: silentLogger,
    version: 'test',
    requestsPerMinute: 1_000_000,
    trustProxy: false,
    authenticate: async (request) => {
      const header = request.headers['x-test-caller'];
      return { person: null, caller: typeof header === 'string' ? JSON.parse(header) : null };
    },
  });
  addRoutes(app, ...routes);
  await app.ready();
  return app;
}

/** A person of this name as a member of a new workspace, or of the one given. */
export async function addTestMember(
  db: TestDatabase,
  app: ApiServer,
  given: { name: string; role: Role; workspaceId?: string },
): Promise<TestMember> {
  const workspaceId = given.workspaceId ?? (await addWorkspace(db));
  const [member] = await db.psql<{ id: string; userId: string }>(
    `with person as (insert into users (name, email)
       values ($2, gen_random_uuid() || '@example.test') returning id)
     insert into members (workspace_id, user_id, role) select $1, id, $3 from person
     returning id, user_id as "userId"`,
    [workspaceId, given.name, given.role],
  );
  if (!member) throw new Error('no member was made');
  const actor = `member:${member.id}`;
  const { id: memberId, userId } = member;
  const caller = JSON.stringify({ workspaceId, role: given.role, actor, memberId, userId });
  return {
    workspaceId,
    memberId,
    actor,
    headers: { 'x-test-caller': caller },
    async call<T>(
      method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
      url: string,
      payload?: object,
    ) {
      const answer = await app.inject({
        method,
        url,
        headers: { 'x-test-caller': caller },
        ...(payload === undefined ? {} : { payload }),
      });
      const body = answer.body === '' ? null : answer.json();
      return { status: answer.statusCode, body: body as T };
    },
  };
}

async function addWorkspace(db: TestDatabase): Promise<string> {
  const [workspace] = await db.psql<{ id: string }>(
    `insert into workspaces (name, slug) values ('Test', gen_random_uuid()::text) returning id`,
  );
  if (!workspace) throw new Error('no workspace was made');
  return workspace.id;
}
