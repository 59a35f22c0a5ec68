import { type Kysely, sql } from 'kysely';
import { type Actor, type Database, openPool, type Tx } from '../../platform/database/database.ts';
import type { DB } from '../../platform/database/schema.generated.ts';
import type { Logger } from '../../platform/logging/logger.ts';

/** The door to people, credentials, members, invitations and API keys: role switchyard_auth. */
export type AccountsDatabase = {
  /** For single statements, and for better-auth. */
  kysely: Kysely<DB>;
  /** A transaction whose events name `actor`. */
  change<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

const connections = 5;

export function openAccountsDatabase(database: Database, log: Logger): AccountsDatabase {
  const kysely = openPool(database.urls.auth, 'switchyard accounts', connections, log);
  return {
    kysely,
    async change(actor, work) {
      const result = await kysely.transaction().execute(async (tx) => {
        await actAs(tx, actor);
        return work(tx);
      });
      database.doorbell.ring();
      return result;
    },
    close: () => kysely.destroy(),
  };
}

/** Names the actor of what follows in this transaction. */
export async function actAs(tx: Tx, actor: Actor): Promise<void> {
  await sql`select set_config('app.actor', ${actor}, true)`.execute(tx);
}

/** An id as the database makes them, where it is needed before its row. */
export async function newId(tx: Tx): Promise<string> {
  const { rows } = await sql<{ id: string }>`select uuidv7() as id`.execute(tx);
  const id = rows[0]?.id;
  if (!id) throw new Error('the database made no id');
  return id;
}
