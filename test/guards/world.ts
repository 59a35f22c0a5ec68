import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type Role, roles } from '../../src/contracts/roles.ts';
import { joinWith, signUp } from '../../src/features/accounts/test-accounts.ts';
import { inOrderOfReference, readTenantTables, type TenantTable } from './catalogue.ts';
import { openRealWeb, type RealWeb } from './open-real-web.ts';
import { fillWorkspace, type Row, type WorkspaceRows } from './tenant-rows.ts';

/** Somebody who calls; `role` null: nobody. */
export type Actor = {
  name: string;
  role: Role | null;
  isKey: boolean;
  headers: Record<string, string>;
};
export type Answer = { status: number; contentType: string; text: string };
export type Request = { method: string; path: string; body?: unknown };

/** The real server with two workspaces that have a row in every table, and all who may call. */
export type World = {
  web: RealWeb;
  tables: TenantTable[];
  /** As a superuser, past row-level security. */
  client: pg.Client;
  mine: WorkspaceRows;
  theirs: WorkspaceRows;
  /** Nobody, and members and keys of each role of `mine`. */
  actors: Actor[];
  owner: Actor;
  /** Owner of `theirs`. */
  stranger: Actor;
  send(actor: Actor, request: Request): Promise<Answer>;
  close(): Promise<void>;
};

export async function openWorld(): Promise<World> {
  const web = await openRealWeb();
  const url = new URL(inject('superuserUrl'));
  url.pathname = new URL(web.db.ownerUrl).pathname;
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  const tables = inOrderOfReference(await readTenantTables(client));

  const first = await openWorkspace(web, 'Owner');
  const second = await openWorkspace(web, 'Stranger');
  const sessions = [session('owner', first.browser.cookie, first.workspaceId)];
  const keys: Actor[] = [];
  for (const role of roles) {
    const made = await first.browser.post('/api/v1/api-keys', { name: role, role });
    keys.push({ name: `key of ${role}`, role, isKey: true, headers: keyHeader(made.body['key']) });
    if (role === 'owner') continue;
    const { cookie } = await joinWith(web.url, first.browser, `An-${role}`, role);
    sessions.push(session(role, cookie, first.workspaceId));
  }
  const [owner] = sessions;
  if (!owner) throw new Error('no owner');
  return {
    web,
    tables,
    client,
    mine: await fillWorkspace(client, tables, first.workspaceId, sense),
    theirs: await fillWorkspace(client, tables, second.workspaceId, sense),
    actors: [{ name: 'nobody', role: null, isKey: false, headers: {} }, ...sessions, ...keys],
    owner,
    stranger: session('owner', second.browser.cookie, second.workspaceId),
    send: (actor, request) => send(web.url, actor, request),
    async close() {
      await client.end();
      await web.close();
    },
  };
}

async function openWorkspace(web: RealWeb, name: string) {
  const browser = await signUp(web.url, name);
  const { body } = await browser.post('/api/v1/workspaces', { name: `${name}'s` });
  return { browser, workspaceId: String(body['id']) };
}

/** A signed-in member; who makes another workspace meanwhile still asks for this one. */
function session(role: Role, cookie: string, workspaceId: string): Actor {
  const headers = { cookie, 'x-workspace-id': workspaceId };
  return { name: `member, ${role}`, role, isKey: false, headers };
}

function keyHeader(key: unknown): Record<string, string> {
  return { 'x-api-key': String(key) };
}

async function send(base: string, actor: Actor, request: Request): Promise<Answer> {
  const { method, path, body } = request;
  const hasBody = body !== undefined;
  const response = await fetch(base + path, {
    method,
    redirect: 'manual',
    headers: {
      ...actor.headers,
      ...(hasBody ? { 'content-type': 'application/json' } : {}),
    },
    ...(hasBody ? { body: JSON.stringify(body) } : {}),
  });
  const contentType = response.headers.get('content-type') ?? '';
  return { status: response.status, contentType, text: await response.text() };
}

const reading = {
  reasoning: 'Asked for a price',
  recommendedStage: null,
  stageProbabilities: [],
  evidence: [],
  sentiment: 'neutral',
  urgency: 'low',
  intentScore: 40,
  topics: [],
  painPoints: [],
  buyingSignals: [],
  objections: [],
  price: null,
  nextBestAction: 'Answer',
  followUpOn: null,
  priority: 'low',
  language: 'en',
};

const definition = JSON.stringify({ trigger: { type: 'contact_created' }, steps: [] });

/** Values with a sense that only our code knows. */
const sense: Record<string, Row> = {
  analyses: { source: 'local', status: 'NEW', result: JSON.stringify(reading) },
  placements: { actor: 'system', rule: 'first_stage', reason: 'Nothing else fitted' },
  activities: {
    type: 'moved',
    actor: 'system',
    data: JSON.stringify({ placementId: randomUUID() }),
  },
  automations: { draft: definition },
  automation_versions: { definition },
  audit_entries: { action: 'contact.updated', subject_type: 'contact', actor: 'system' },
  sync_errors: { platform: 'messenger' },
  syncs: { status: 'COMPLETED', requested_by: 'system' },
};
