import { betterAuth } from 'better-auth';
import type { Logger } from '../../platform/logging/logger.ts';
import type { AccountsDatabase } from './accounts-database.ts';
import { findFirstWorkspace } from './memberships.store.ts';
import { cookiePrefix } from './session-cookie.rules.ts';

export type BetterAuthOptions = {
  db: AccountsDatabase;
  baseUrl: string;
  secret: string;
  trustedOrigins: readonly string[];
  secureCookies: boolean;
  log: Logger;
};

export type BetterAuth = ReturnType<typeof createBetterAuth>;

const thirtyDays = 30 * 24 * 3600;
export const passwordLength = { min: 10, max: 128 };

/**
 * better-auth for people, passwords and sessions on our tables. Only the paths that sign-in.routes
 * forwards can be reached; throttling happens there, before a password is looked at.
 */
export function createBetterAuth(options: BetterAuthOptions) {
  const { db, log } = options;
  return betterAuth({
    appName: 'Switchyard',
    baseURL: options.baseUrl,
    basePath: '/api/auth',
    secret: options.secret,
    // The page's own host is trusted too, so that an instance works under every address it has.
    trustedOrigins: (request) => [
      ...options.trustedOrigins,
      ...(request ? [new URL(request.url).origin] : []),
    ],
    // The plugin of this Kysely turns emailVerified into email_verified and back.
    database: { db: db.kysely, type: 'postgres', transaction: true },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
    },
    user: { modelName: 'users' },
    account: { modelName: 'accounts' },
    verification: { modelName: 'verifications' },
    session: {
      modelName: 'sessions',
      expiresIn: thirtyDays,
      additionalFields: {
        activeWorkspaceId: { type: 'string', required: false, input: false },
      },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            const activeWorkspaceId = await findFirstWorkspace(db.kysely, session.userId);
            return { data: { ...session, activeWorkspaceId } };
          },
        },
      },
    },
    rateLimit: { enabled: false },
    advanced: {
      // Ids come from the column defaults (uuidv7()).
      database: { generateId: false, validateSchema: false },
      cookiePrefix,
      useSecureCookies: options.secureCookies,
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
    },
    telemetry: { enabled: false },
    logger: {
      level: 'warn',
      log: (level, message) =>
        log[level === 'error' ? 'error' : 'warn']({ from: 'accounts' }, message),
    },
  });
}

/** Carries the address that Fastify found; whatever a client sends under this name is replaced. */
export const clientAddressHeader = 'x-switchyard-client-address';
