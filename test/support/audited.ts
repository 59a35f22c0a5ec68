import { setTimeout as sleep } from 'node:timers/promises';
import { projectAudit } from '../../src/features/audit/index.ts';
import { silentLogger } from '../../src/platform/logging/logger.ts';
import type { TestDatabase } from './test-database.ts';

/**
 * Writes the audit log until nothing committed is left: transactions of other test files, which share
 * the server, hold its reader back a while. @returns entries written
 */
export async function catchUpAudit(db: TestDatabase): Promise<number> {
  let written = 0;
  for (;;) {
    written += await projectAudit(db, silentLogger);
    const left = await db.psql(
      `select 1 from events e, event_readers r where r.name = 'audit' and (e.xid, e.id) > (r.xid, r.id)
       limit 1`,
    );
    if (left.length === 0) return written;
    await sleep(10);
  }
}
