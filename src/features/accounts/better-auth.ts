import { betterAuth } from 'better-auth';
import { isAPIError } from 'better-auth/api';
import { passwordLength } from '../../contracts/accounts.ts';
import type { Logger } from '../../platform/logging/logger.ts';
import type { AccountsDatabase } from './accounts-database.ts';
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
    // Refusals are answers, not faults; without this each one is printed past our log.
    onAPIError: {
      onError: (error) => {
        if (!isAPIError(error)) log.error({ error: String(error) }, 'better-auth failed');
      },
    },
    logger: {
      level: 'warn',
      log: (level, message, ...details) =>
        log[level === 'error' ? 'error' : 'warn']({ details: details.map(String) }, message),
    },
  });
}

/** Carries the address that Fastify found; whatever a client sends under this name is replaced. */
export const clientAddressHeader = 'x-switchyard-client-address';
