import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/**
 * The reader that everybody writes first: it asks for rows with an id greater than the last one
 * seen, every few milliseconds. A row that commits after one with a greater id is never seen.
 */
export async function startNaiveReader(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const seen = new Set<number>();
  let last = 0;
  let stopped = false;
  const look = async (): Promise<void> => {
    const { rows } = await client.query<{ id: string }>(
      `select id from events where id > $1 and type = 'contact.updated' order by id`,
      [last],
    );
    for (const { id } of rows) seen.add(Number(id));
    last = Math.max(last, ...rows.map(({ id }) => Number(id)));
  };
  const running = (async () => {
    for (; !stopped; await sleep(5)) await look();
    await look();
  })();
  return {
    /** Positions that it saw, up to now. */
    async stop(): Promise<Set<number>> {
      stopped = true;
      await running;
      await client.end();
      return seen;
    },
  };
}
