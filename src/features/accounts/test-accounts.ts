import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { callerOf } from '../../platform/http/access.ts';
import { addRoutes, createServer } from '../../platform/http/server.ts';
import { silentLogger } from '../../platform/logging/logger.ts';
import { type Accounts, createAccounts } from './accounts.ts';

/** A running server with nothing but accounts, on a database of its own. */
export type TestAccounts = {
  db: TestDatabase;
  accounts: Accounts;
  url: string;
  close(): Promise<void>;
};

export type Answer = { status: number; headers: Headers; body: Record<string, unknown> };

const secret = 'a secret of more than thirty-two characters';

export async function startAccounts(options = { openSignUp: true }): Promise<TestAccounts> {
  const db = await openTestDatabase();
  const accounts = createAccounts({
    database: db,
    baseUrl: 'http://localhost:3000',
    secret,
    trustedOrigins: [],
    secureCookies: false,
    log: silentLogger,
    ...options,
  });
  const app = await createServer({
    log: silentLogger,
    authenticate: accounts.authenticate,
    version: '0.0.0',
    requestsPerMinute: 10_000,
    trustProxy: false,
  });
  addRoutes(app, accounts.routes, (routes) => {
    for (const access of ['viewer', 'agent', 'admin', 'owner'] as const) {
      routes.get(`/api/v1/test/${access}`, { config: { access } }, (request) => callerOf(request));
    }
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  return {
    db,
    accounts,
    url: `http://127.0.0.1:${port}`,
    async close() {
      await app.close();
      await accounts.close();
      await db.close();
    },
  };
}

/** A browser: keeps its cookie and sends JSON with the Origin of its page. */
export class Browser {
  cookie = '';
  readonly base: string;
  readonly extra: Record<string, string>;

  constructor(base: string, extra: Record<string, string> = {}) {
    this.base = base;
    this.extra = extra;
  }

  async send(method: string, path: string, body?: unknown, more = {}): Promise<Answer> {
    const response = await fetch(this.base + path, {
      method,
      headers: {
        ...(this.cookie ? { cookie: this.cookie } : {}),
        origin: this.base,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...this.extra,
        ...more,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const [cookie] = response.headers.getSetCookie();
    if (cookie !== undefined) this.cookie = cookie.split(';')[0] ?? '';
    const answer: unknown = await response.json();
    const answered = z.record(z.string(), z.unknown()).parse(answer);
    return { status: response.status, headers: response.headers, body: answered };
  }

  get = (path: string, more = {}) => this.send('GET', path, undefined, more);
  post = (path: string, body: unknown = {}, more = {}) => this.send('POST', path, body, more);
  patch = (path: string, body: unknown) => this.send('PATCH', path, body);
  delete = (path: string) => this.send('DELETE', path);
}

export const password = 'correct horse battery';

/** Signs a new person up; the browser is signed in afterwards. */
export async function signUp(url: string, name: string): Promise<Browser> {
  const browser = new Browser(url);
  const email = `${name.toLowerCase()}@example.com`;
  const answer = await browser.post('/api/auth/sign-up/email', { name, email, password });
  if (answer.status !== 200) throw new Error(`sign-up: ${JSON.stringify(answer.body)}`);
  return browser;
}

/** Signs a new person up and makes them a member of the admin's workspace through an invitation. */
export async function joinWith(
  url: string,
  admin: Browser,
  name: string,
  role: string,
): Promise<Browser & { memberId: string }> {
  const browser = await signUp(url, name);
  const email = `${name.toLowerCase()}@example.com`;
  const invited = await admin.post('/api/v1/invitations', { email, role });
  const link = new URL(String(invited.body['link']));
  const accepted = await browser.post(`/api/v1/invitations/${invited.body['id']}/accept`, {
    secret: link.hash.slice(1),
  });
  if (accepted.status !== 200) throw new Error(`accept: ${JSON.stringify(accepted.body)}`);
  return Object.assign(browser, { memberId: String(accepted.body['memberId']) });
}
