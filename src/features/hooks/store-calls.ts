import type { Database } from '../../platform/database/database.ts';
import { createBatch } from './batch.ts';
import { type CallResult, type HookCallInput, keysOf, planCalls } from './hook-calls.rules.ts';
import { insertCalls, insertContacts, lockKeys, seeCalls } from './hook-calls.store.ts';

/** Calls of one transaction; a body may have 256 kB. */
const mostCalls = 64;

/**
 * Stores calls with their contacts, those of the same two milliseconds in one transaction. Resolves
 * after the commit, with the call's id and the automation's status: calls are stored for active
 * ones alone.
 */
export function createCallStore(database: Database): (call: HookCallInput) => Promise<CallResult> {
  return createBatch<HookCallInput, CallResult>({
    waitMs: 2,
    most: mostCalls,
    run: (calls) => storeCalls(database, calls),
    // Data that cannot be stored, or something deleted under our hands.
    mayBeOne: (error) => /^2[23]/.test(sqlState(error)),
  });
}

function storeCalls(
  database: Database,
  calls: readonly HookCallInput[],
): Promise<readonly CallResult[]> {
  return database.asEngine('webhook', async (tx) => {
    const keys = [...new Set(calls.flatMap(keysOf))];
    if (keys.length > 0) await lockKeys(tx, keys);
    const plan = planCalls(calls, await seeCalls(tx, calls));
    if (plan.contacts.length > 0) await insertContacts(tx, plan.contacts);
    if (plan.calls.length > 0) await insertCalls(tx, plan.calls);
    return plan.results;
  });
}

function sqlState(error: unknown): string {
  const hasCode = error instanceof Error && 'code' in error;
  return hasCode && typeof error.code === 'string' ? error.code : '';
}
