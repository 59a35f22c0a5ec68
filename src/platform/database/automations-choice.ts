import { sql } from 'kysely';
import type { Tx } from './database.ts';

export type AutomationsChoice = 'yes' | 'no' | 'slowly';

/** What the rest of this transaction asks of automations; the event trigger reads it. */
export async function setAutomations(tx: Tx, choice: AutomationsChoice): Promise<void> {
  await sql`select set_config('app.automations', ${choice}, true)`.execute(tx);
}
