import type { AccountsDatabase } from './accounts-database.ts';
import type { BetterAuth } from './better-auth.ts';
import { upsertWorkspace } from './workspaces.store.ts';

/**
 * The person with this address, made with this password when there is none; an existing person keeps
 * theirs. For first start: no session, no throttle, no invitation.
 */
export async function ensureUser(
  db: AccountsDatabase,
  auth: BetterAuth,
  input: { name: string; email: string; password: string },
): Promise<{ userId: string; created: boolean }> {
  const email = input.email.toLowerCase();
  const context = await auth.$context;
  const password = await context.password.hash(input.password);
  return db.change('system', async (tx) => {
    const made = await tx
      .insertInto('users')
      .values({ name: input.name, email })
      .onConflict((conflict) => conflict.column('email').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (made) {
      await tx
        .insertInto('accounts')
        .values({ userId: made.id, accountId: made.id, providerId: 'credential', password })
        .execute();
      return { userId: made.id, created: true };
    }
    const found = await tx
      .selectFrom('users')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirstOrThrow();
    return { userId: found.id, created: false };
  });
}

/** The workspace with this slug, made when there is none; the person is a member of it afterwards. */
export async function ensureWorkspace(
  db: AccountsDatabase,
  input: { name: string; slug: string; ownerUserId: string },
): Promise<{ workspaceId: string }> {
  const workspace = await db.change('system', (tx) => upsertWorkspace(tx, input));
  return { workspaceId: workspace.id };
}
