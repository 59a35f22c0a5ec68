import { createHash } from 'node:crypto';
import { normalizeIP } from '@better-auth/core/utils/ip';
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../platform/database/schema.generated.ts';

/** How many attempts under one key in one window; the window starts with the first attempt. */
export type Limit = { key: string; max: number; windowSeconds: number };

/**
 * Limits of a sign-in. Failures alone count (a success is given back). Somebody who guesses from
 * one address locks that address out of the account, not its owner elsewhere; guessing from many
 * addresses ends at the account's own limit; one address trying many accounts at the address's.
 */
export function signInLimits(email: string, address: string): Limit[] {
  const who = fingerprint(email.toLowerCase());
  const where = network(address);
  return [
    { key: `sign-in:address:${where}`, max: 50, windowSeconds: 300 },
    { key: `sign-in:account:${who}`, max: 100, windowSeconds: 900 },
    { key: `sign-in:account-address:${who}:${where}`, max: 5, windowSeconds: 300 },
  ];
}

/** Limits of new accounts; successes count too. */
export function signUpLimits(address: string): Limit[] {
  return [{ key: `sign-up:address:${network(address)}`, max: 20, windowSeconds: 3600 }];
}

/** Limits of guessing a password in a stolen session. */
export function passwordChangeLimits(userId: string): Limit[] {
  return [{ key: `password:${userId}`, max: 5, windowSeconds: 300 }];
}

/**
 * Counts one attempt under every key at once and returns for how many seconds the caller must wait,
 * or 0 when it may go on. Counted before the attempt, so that a burst cannot pass a stale count.
 */
export async function takeAttempt(db: Kysely<DB>, limits: readonly Limit[]): Promise<number> {
  const now = Date.now();
  const rows = await db
    .insertInto('rateLimits')
    .values(
      limits.map(({ key, windowSeconds }) => ({
        key,
        count: 1,
        lastRequest: now + windowSeconds * 1000,
      })),
    )
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        count: sql`case when rate_limits.last_request <= ${now} then 1
          else rate_limits.count + 1 end`,
        lastRequest: sql`case when rate_limits.last_request <= ${now} then excluded.last_request
          else rate_limits.last_request end`,
      }),
    )
    .returning(['key', 'count', 'lastRequest'])
    .execute();
  await forgetOldWindows(db, now);
  const waits = rows.map((row) => {
    const max = limits.find(({ key }) => key === row.key)?.max ?? 0;
    return row.count > max ? Math.ceil((row.lastRequest - now) / 1000) : 0;
  });
  return Math.max(0, ...waits);
}

/** Gives back an attempt that succeeded. */
export async function giveBack(db: Kysely<DB>, limits: readonly Limit[]): Promise<void> {
  await db
    .updateTable('rateLimits')
    .set((row) => ({ count: row('count', '-', 1) }))
    .where(
      'key',
      'in',
      limits.map(({ key }) => key),
    )
    .where('count', '>', 0)
    .execute();
}

// Skips locked rows: waiting for them could deadlock with an attempt that counts several keys.
async function forgetOldWindows(db: Kysely<DB>, now: number): Promise<void> {
  await sql`delete from rate_limits where id in (
    select id from rate_limits where last_request < ${now} limit 100 for update skip locked)`.execute(
    db,
  );
}

/** An IPv6 home has 2^64 addresses: they count as one. */
function network(address: string): string {
  return normalizeIP(address, { ipv6Subnet: 64 });
}

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
