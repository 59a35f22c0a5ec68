import type { Database } from '../../platform/database/database.ts';
import { createBatch } from './batch.ts';
import { findTargets, type HookTarget } from './hook-targets.store.ts';

/** A hook that was turned off or changed is still taken for what it was this long. */
const keepMs = 1_000;
const mostKept = 2_000;

/** Finds hooks by their token's hash; remembers the found ones for a second. Null for none. */
export function createHookTargets(
  database: Database,
): (tokenHash: string) => Promise<HookTarget | null> {
  const kept = new Map<string, { target: HookTarget; until: number }>();
  const find = createBatch<string, HookTarget | null>({
    waitMs: 1,
    most: 200,
    mayBeOne: () => false,
    async run(hashes) {
      const found = await database.asEngine('webhook', (tx) => findTargets(tx, hashes), {
        quiet: true,
      });
      const byHash = new Map(found.map((target) => [target.tokenHash, target]));
      return hashes.map((hash) => byHash.get(hash) ?? null);
    },
  });

  return async (tokenHash) => {
    const known = kept.get(tokenHash);
    if (known && known.until > Date.now()) return known.target;
    kept.delete(tokenHash);
    const target = await find(tokenHash);
    if (target === null) return null;
    // The oldest goes: entries stand in the order in which they were looked up.
    const [oldest] = kept.keys();
    if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
    kept.delete(tokenHash);
    kept.set(tokenHash, { target, until: Date.now() + keepMs });
    return target;
  };
}
