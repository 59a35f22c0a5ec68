import type { Database } from '../../platform/database/database.ts';
import type { Authenticate } from '../../platform/http/access.ts';
import type { Routes } from '../../platform/http/server.ts';
import type { Logger } from '../../platform/logging/logger.ts';
import { openAccountsDatabase } from './accounts-database.ts';
import { addApiKeyRoutes } from './api-keys.routes.ts';
import {
  type AuthenticateHeaders,
  createAuthenticate,
  createSessionTokenReader,
} from './authenticate.ts';
import { createBetterAuth } from './better-auth.ts';
import type { AccountsDeps } from './deps.ts';
import { ensureUser, ensureWorkspace } from './ensure.ts';
import { addInvitationRoutes } from './invitations.routes.ts';
import { addMemberRoutes } from './members.routes.ts';
import { addSignInRoutes } from './sign-in.routes.ts';
import { addWorkspaceRoutes } from './workspaces.routes.ts';

export type AccountsOptions = {
  database: Database;
  /** Where people reach the instance, without a slash at the end; links of invitations start so. */
  baseUrl: string;
  /** Signs session cookies; at least 32 characters. */
  secret: string;
  /** Origins besides the instance's own whose pages may use sessions (a web server in development). */
  trustedOrigins: readonly string[];
  /** True when the base URL is https. */
  secureCookies: boolean;
  /** Lets anybody sign up, not only the first person and the invited. */
  openSignUp: boolean;
  log: Logger;
};

export type Accounts = {
  /** All routes, those under /api/auth included. */
  routes: Routes;
  authenticate: Authenticate;
  /** For Socket.IO handshakes; asks the database every time, so call it again to re-check. */
  authenticateHeaders: AuthenticateHeaders;
  ensureUser(input: {
    name: string;
    email: string;
    password: string;
  }): Promise<{ userId: string; created: boolean }>;
  ensureWorkspace(input: {
    name: string;
    slug: string;
    ownerUserId: string;
  }): Promise<{ workspaceId: string }>;
  close(): Promise<void>;
};

/** Accounts of an instance: people and sessions through better-auth, memberships beside. */
export function createAccounts(options: AccountsOptions): Accounts {
  const { database, baseUrl, openSignUp } = options;
  const db = openAccountsDatabase(database, options.log);
  const trustedOrigins = [new URL(baseUrl).origin, ...options.trustedOrigins];
  const auth = createBetterAuth({ ...options, db, trustedOrigins });
  const authenticateHeaders = createAuthenticate({ ...options, db: db.kysely, trustedOrigins });
  const tokenOf = createSessionTokenReader(options);
  const deps: AccountsDeps = { database, db, auth, baseUrl, openSignUp, tokenOf };
  return {
    routes(app) {
      addSignInRoutes(app, deps);
      addWorkspaceRoutes(app, deps);
      addMemberRoutes(app, deps);
      addInvitationRoutes(app, deps);
      addApiKeyRoutes(app, deps);
    },
    authenticate: (request) => authenticateHeaders(request.headers),
    authenticateHeaders,
    ensureUser: (input) => ensureUser(db, auth, input),
    ensureWorkspace: (input) => ensureWorkspace(db, input),
    close: db.close,
  };
}
