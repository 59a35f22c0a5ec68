import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

export type Writers = {
  /** Ends when all changes are written. */
  done: Promise<void>;
  /** Lets them go on to so many changes. */
  allow(changes: number): void;
  committed: number;
  rolledBack: number;
  /** Changes of transactions that Postgres ended, as the victim of a deadlock. */
  refused: number;
};

const rollbacks = 0.05;

/**
 * People with psql: each writer has a connection and writes transactions of different length, some
 * with pauses in the middle, one in twenty rolled back. A change adds 1 to the contact's `seq`.
 */
export async function startWriters(options: {
  url: string;
  count: number;
  contactIds: readonly string[];
  changes: number;
}): Promise<Writers> {
  const { url, count, contactIds, changes } = options;
  let allowed = 0;
  let planned = 0;
  const writers = { committed: 0, rolledBack: 0, refused: 0 };

  async function write(client: pg.Client): Promise<void> {
    while (planned < changes) {
      if (planned >= allowed) {
        await sleep(20);
        continue;
      }
      const size = sizeOf(randomInt(100));
      planned += size;
      await transact(client, size);
    }
  }

  async function transact(client: pg.Client, size: number): Promise<void> {
    const isLong = size > 1 && randomInt(3) === 0;
    await client.query('begin');
    try {
      // In one order in all transactions: they wait for each other, without deadlocks.
      const ids = Array.from({ length: size }, () => contactIds[randomInt(contactIds.length)]);
      for (const id of ids.sort()) {
        await client.query(
          `update contacts set fields = fields ||
             jsonb_build_object('seq', coalesce((fields->>'seq')::int, 0) + 1) where id = $1`,
          [id],
        );
        if (isLong) await sleep(randomInt(40));
      }
      if (Math.random() < rollbacks) {
        await client.query('rollback');
        writers.rolledBack += size;
      } else {
        await client.query('commit');
        writers.committed += size;
      }
    } catch {
      await client.query('rollback');
      writers.refused += size;
    }
  }

  const clients = Array.from({ length: count }, () => new pg.Client({ connectionString: url }));
  // Of a test that ends early: its database goes, and nobody waits for them any more.
  for (const client of clients) client.on('error', () => undefined);
  await Promise.all(clients.map((client) => client.connect()));
  const done = Promise.all(clients.map(write)).then(async () => {
    await Promise.all(clients.map((client) => client.end()));
  });
  return Object.assign(writers, {
    done,
    allow(to: number) {
      allowed = to;
    },
  });
}

/** Most transactions are short, some are of several statements, a few long. */
function sizeOf(dice: number): number {
  if (dice < 50) return 1;
  return dice < 85 ? 2 + randomInt(3) : 6 + randomInt(6);
}
