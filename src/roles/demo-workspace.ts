import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Accounts } from '../features/accounts/index.ts';
import { connectDemoPage, syncPage } from './demo-world.ts';
import type { Runtime } from './runtime.ts';

export const demoOwner = { name: 'Robin Vale', email: 'owner@switchyard.test' };

/** Derived, so that every start can say it again and nothing has to be kept. */
export function demoPassword(runtime: Runtime): string {
  return runtime.secrets.deriveKey('demo owner password').toString('hex').slice(0, 12);
}

export type DemoWorkspace = {
  workspaceId: string;
  /** The first sync, when this start made the workspace. */
  firstSync: { workspaceId: string; syncId: string } | null;
};

/**
 * Makes the demo workspace when the installation is new: an owner, the sandbox's Page, a pipeline,
 * a first sync. Null when people have made their own.
 */
export async function ensureDemoWorkspace(
  runtime: Runtime,
  accounts: Accounts,
): Promise<DemoWorkspace | null> {
  const { rows } = await runtime.database.asEngine('system', (tx) =>
    sql<{ id: string; slug: string; connected: boolean }>`
      select w.id, w.slug, exists (select from pages p where p.workspace_id = w.id) as connected
      from workspaces w order by w.created_at limit 1`.execute(tx),
  );
  const [first] = rows;
  if (first && first.slug !== 'demo') return null;
  const { userId } = await accounts.ensureUser({ ...demoOwner, password: demoPassword(runtime) });
  const { workspaceId } = await accounts.ensureWorkspace({
    name: 'Lantern Row Demo',
    slug: 'demo',
    ownerUserId: userId,
  });
  if (first?.connected) return { workspaceId, firstSync: null };
  const { pageId } = await connectDemoPage(runtime, workspaceId);
  const { syncId } = await syncPage(runtime, workspaceId, pageId);
  return { workspaceId, firstSync: { workspaceId, syncId } };
}

/**
 * When the sandbox's conversations end: the time of the first start, so that a later start finds
 * them unchanged instead of new again.
 */
export function sandboxTime(dataFolder: string): Date {
  const file = join(dataFolder, 'sandbox-time');
  if (!existsSync(file)) {
    mkdirSync(dataFolder, { recursive: true });
    writeFileSync(file, new Date().toISOString());
  }
  return new Date(readFileSync(file, 'utf8'));
}
