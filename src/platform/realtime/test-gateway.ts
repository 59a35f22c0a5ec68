import { createServer } from 'node:http';
import { z } from 'zod';
import type { TestDatabase } from '../../../test/support/test-database.ts';
import { Role } from '../../contracts/roles.ts';
import type { Database } from '../database/database.ts';
import type { Identity } from '../http/access.ts';
import { silentLogger } from '../logging/logger.ts';
import { createRealtime, type Realtime } from './realtime.ts';

export type TestWorkspace = {
  workspaceId: string;
  memberId: string;
  pipelineId: string;
  stages: [string, string];
};

export type TestGateway = Realtime & { url: string };

/** A gateway on a port of its own. `x-api-key: <member id>` is enough to be that member. */
export async function openGateway(
  database: TestDatabase,
  doorbell: Database['doorbell'] = database.doorbell,
): Promise<TestGateway> {
  const httpServer = createServer((_request, response) => response.writeHead(404).end());
  const realtime = createRealtime({
    httpServer,
    database: { ...database, doorbell },
    authenticateHeaders: (headers) => authenticate(database, String(headers['x-api-key'] ?? '')),
    allowedOrigins: ['https://crm.example.com'],
    log: silentLogger,
  });
  await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve));
  const address = httpServer.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return {
    ...realtime,
    url: `http://127.0.0.1:${port}`,
    async close() {
      await realtime.close();
      httpServer.closeAllConnections();
      await new Promise((resolve) => httpServer.close(resolve));
    },
  };
}

async function authenticate(database: TestDatabase, memberId: string): Promise<Identity> {
  const nobody = { person: null, caller: null };
  if (!z.uuid().safeParse(memberId).success) return nobody;
  const [member] = await database.psql<{ workspace_id: string; role: string; user_id: string }>(
    'select workspace_id, role, user_id from members where id = $1',
    [memberId],
  );
  if (!member) return nobody;
  const caller = {
    workspaceId: member.workspace_id,
    role: Role.parse(member.role),
    actor: `member:${memberId}`,
    memberId,
    userId: member.user_id,
  };
  return { person: null, caller };
}

/** A workspace with a member and a pipeline of two stages. */
export async function makeWorkspace(
  database: TestDatabase,
  role = 'agent',
): Promise<TestWorkspace> {
  const one = async (text: string, values: unknown[] = []): Promise<string> => {
    const [row] = await database.psql<{ id: string }>(`${text} returning id`, values);
    if (!row) throw new Error('nothing was inserted');
    return row.id;
  };
  const workspaceId = await one(
    `insert into workspaces (name, slug) values ('Bakery', gen_random_uuid()::text)`,
  );
  const memberId = await addMember(database, workspaceId, role);
  const pipelineId = await one(`insert into pipelines (workspace_id, name) values ($1, 'Sales')`, [
    workspaceId,
  ]);
  const stage = (name: string): Promise<string> =>
    one(`insert into stages (workspace_id, pipeline_id, name, type) values ($1, $2, $3, 'LEAD')`, [
      workspaceId,
      pipelineId,
      name,
    ]);
  return { workspaceId, memberId, pipelineId, stages: [await stage('New'), await stage('Won')] };
}

export async function addMember(
  database: TestDatabase,
  workspaceId: string,
  role: string,
): Promise<string> {
  const [row] = await database.psql<{ id: string }>(
    `with person as (insert into users (name, email)
       values ('Ana', gen_random_uuid() || '@example.com') returning id)
     insert into members (workspace_id, user_id, role) select $1, id, $2 from person returning id`,
    [workspaceId, role],
  );
  if (!row) throw new Error('no member was made');
  return row.id;
}

/** Contacts in the workspace's pipeline, or incoming. */
export async function addContacts(
  database: TestDatabase,
  place: { workspaceId: string; pipelineId?: string },
  count: number,
): Promise<string[]> {
  const rows = await database.psql<{ id: string }>(
    `insert into contacts (workspace_id, pipeline_id, first_name, score)
     select $1, $2, 'Contact ' || n, 1 from generate_series(1, $3) n returning id`,
    [place.workspaceId, place.pipelineId ?? null, count],
  );
  return rows.map(({ id }) => id);
}
