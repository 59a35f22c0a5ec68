import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SandboxApp, SandboxUser } from './app.ts';
import { GraphError } from './graph-errors.ts';

export const allScopes = [
  'pages_show_list',
  'pages_messaging',
  'pages_manage_metadata',
  'pages_read_engagement',
  'instagram_basic',
  'instagram_manage_messages',
  'business_management',
] as const;

export type TokenRecord = {
  value: string;
  kind: 'user' | 'page' | 'app';
  pageId: string | null;
  scopes: readonly string[];
  /** Pages the user gave access to in the dialog; null = all. */
  pageIds: readonly string[] | null;
  /** Milliseconds since 1970, null = never by time. */
  expiresAt: number | null;
  issuedAt: number;
  /** Subcode of the 190 that every use answers from now on. */
  revokedWith: number | null;
};

type CodeRecord = {
  redirectUri: string;
  scopes: readonly string[];
  pageIds: readonly string[] | null;
  expiresAt: number;
  isUsed: boolean;
};

export type TokenStore = {
  records: Map<string, TokenRecord>;
  codes: Map<string, CodeRecord>;
  issued: number;
};

export const longLivedSeconds = 5_183_944;
export const shortLivedSeconds = 5_400;

export function createTokenStore(now: Date): TokenStore {
  const store: TokenStore = { records: new Map(), codes: new Map(), issued: 0 };
  issueUserToken(store, now, { scopes: allScopes, pageIds: null, isLong: true });
  return store;
}

type Grant = { scopes: readonly string[]; pageIds: readonly string[] | null; isLong: boolean };

export function issueUserToken(store: TokenStore, now: Date, grant: Grant): TokenRecord {
  const stem = `EAASandboxUser${grant.isLong ? 'Long' : 'Short'}`;
  do store.issued += 1;
  while (store.records.has(stem + store.issued));
  const seconds = grant.isLong ? longLivedSeconds : shortLivedSeconds;
  return addToken(store, {
    value: stem + store.issued,
    kind: 'user',
    pageId: null,
    scopes: grant.scopes,
    pageIds: grant.pageIds,
    expiresAt: now.getTime() + seconds * 1000,
    issuedAt: now.getTime(),
    revokedWith: null,
  });
}

/**
 * The page token that a user token gives. The same one comes back as long as it is valid and has the
 * same scopes; it does not expire by time when the user token is long-lived.
 */
export function pageTokenFor(
  store: TokenStore,
  now: Date,
  user: TokenRecord,
  pageId: string,
): TokenRecord {
  const isLong = user.value.startsWith('EAASandboxUserLong');
  const stem = `EAASandboxPage${isLong ? '' : 'Short'}${pageId}-`;
  for (let number = 1; ; number += 1) {
    const known = store.records.get(stem + number);
    if (known && (!isUsable(known, now) || known.scopes.join() !== user.scopes.join())) continue;
    if (known) return known;
    return addToken(store, {
      value: stem + number,
      kind: 'page',
      pageId,
      scopes: user.scopes,
      pageIds: [pageId],
      expiresAt: isLong ? null : user.expiresAt,
      issuedAt: now.getTime(),
      revokedWith: null,
    });
  }
}

function addToken(store: TokenStore, record: TokenRecord): TokenRecord {
  store.records.set(record.value, record);
  return record;
}

function isUsable(record: TokenRecord, now: Date): boolean {
  return (
    record.revokedWith === null && (record.expiresAt === null || record.expiresAt > now.getTime())
  );
}

/** The record of a token; GraphError 190 when unknown, revoked or expired. */
export function checkedToken(
  store: TokenStore,
  app: SandboxApp,
  value: string,
  now: Date,
): TokenRecord {
  if (value === `${app.id}|${app.secret}`) return appToken(value);
  const record = store.records.get(value) ?? adoptedToken(store, value, now);
  if (!record) throw new GraphError({ code: 190 });
  if (record.revokedWith !== null) throw new GraphError({ code: 190, subcode: record.revokedWith });
  if (!isUsable(record, now)) throw expiredError(new Date(record.expiresAt ?? 0), now);
  return record;
}

/**
 * A token that an earlier sandbox gave: nothing is kept on disk, but who stored a token must be able
 * to go on after a restart. It has every scope and lives as long as a new one.
 */
function adoptedToken(store: TokenStore, value: string, now: Date): TokenRecord | undefined {
  const found = /^EAASandbox(?:UserLong\d+|Page(\d+)-\d+)$/.exec(value);
  if (!found) return undefined;
  const pageId = found[1] ?? null;
  return addToken(store, {
    value,
    kind: pageId === null ? 'user' : 'page',
    pageId,
    scopes: allScopes,
    pageIds: pageId === null ? null : [pageId],
    expiresAt: pageId === null ? now.getTime() + longLivedSeconds * 1000 : null,
    issuedAt: now.getTime(),
    revokedWith: null,
  });
}

export function expiredError(expiredAt: Date, now: Date): GraphError {
  return new GraphError({
    code: 190,
    subcode: 463,
    message: `Error validating access token: Session has expired on ${expiredAt.toUTCString()}. The current time is ${now.toUTCString()}.`,
  });
}

function appToken(value: string): TokenRecord {
  return {
    value,
    kind: 'app',
    pageId: null,
    scopes: [],
    pageIds: [],
    expiresAt: null,
    issuedAt: 0,
    revokedWith: null,
  };
}

/** GraphError 100 when the proof is wrong, or missing although it is required. */
export function checkProof(
  app: SandboxApp,
  token: string,
  proof: string | undefined,
  isRequired: boolean,
): void {
  if (proof === undefined) {
    if (!isRequired) return;
    throw proofError('API calls from the server require an appsecret_proof argument');
  }
  const expected = Buffer.from(createHmac('sha256', app.secret).update(token).digest('hex'));
  const given = Buffer.from(proof);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw proofError('Invalid appsecret_proof provided in the API argument');
  }
}

function proofError(message: string): GraphError {
  return new GraphError({ code: 100, type: 'GraphMethodException', message });
}

/** Makes tokens answer 190 from now on; without `pageId` user tokens too. Returns how many. */
export function revokeTokens(store: TokenStore, subcode: number, pageId?: string): number {
  const chosen = [...store.records.values()].filter(
    (record) => record.revokedWith === null && (pageId === undefined || record.pageId === pageId),
  );
  for (const record of chosen) record.revokedWith = subcode;
  return chosen.length;
}

/** What `debug_token` says about a token. */
export function describeToken(
  store: TokenStore,
  app: SandboxApp,
  user: SandboxUser,
  value: string,
  now: Date,
) {
  const record = store.records.get(value) ?? adoptedToken(store, value, now);
  if (!record) {
    return {
      is_valid: false,
      scopes: [],
      error: { code: 190, message: 'Invalid OAuth access token.' },
    };
  }
  const isValid = isUsable(record, now);
  return {
    app_id: app.id,
    type: record.kind === 'page' ? 'PAGE' : 'USER',
    application: app.name,
    data_access_expires_at: Math.floor(record.issuedAt / 1000) + 90 * 86_400,
    expires_at: record.expiresAt === null ? 0 : Math.floor(record.expiresAt / 1000),
    is_valid: isValid,
    issued_at: Math.floor(record.issuedAt / 1000),
    ...(record.pageId === null ? {} : { profile_id: record.pageId }),
    scopes: record.scopes,
    granular_scopes: record.scopes.map((scope) => ({
      scope,
      ...(record.pageIds === null ? {} : { target_ids: record.pageIds }),
    })),
    user_id: user.id,
    ...(isValid
      ? {}
      : {
          error: {
            code: 190,
            message: 'Error validating access token.',
            subcode: record.revokedWith ?? 463,
          },
        }),
  };
}
