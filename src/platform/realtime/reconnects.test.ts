import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { loadCards, openClient, type TestClient } from './test-client.ts';
import { addContacts, makeWorkspace, openGateway, type TestGateway } from './test-gateway.ts';

let database: TestDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  database = await openTestDatabase();
  gateway = await openGateway(database);
});
afterAll(async () => {
  await gateway.close();
  await database.close();
});

const sockets = 60;
const disconnects = 40;
const changes = 3_000;
const writers = 5;

/** Transactions of three changes that overlap, some slow: ids and commits come in other orders. */
async function write(workspaceId: string, ids: readonly string[], writer: number): Promise<void> {
  for (let n = 0; n < changes / writers / 3; n += 1) {
    // Ascending, so that writers wait for each other instead of dying in deadlocks.
    const chosen = [1, 2, 3]
      .map((k) => (writer * 31 + n * 7 * k) % ids.length)
      .sort((a, b) => a - b);
    await database.asEngine('system', async (tx) => {
      for (const [index, at] of chosen.entries()) {
        await sql`update contacts set score = 1 + (coalesce(score, 1) + ${n + index}) % 100,
          message_count = message_count + 1
          where workspace_id = ${workspaceId} and id = ${ids[at]}`.execute(tx);
        if (n % 10 === writer) await sleep(5);
      }
    });
  }
}

it('leaves each of 60 clients with the database state after 40 disconnects in 3,000 changes', async () => {
  const { workspaceId, memberId, pipelineId } = await makeWorkspace(database);
  const ids = (await addContacts(database, { workspaceId, pipelineId }, 200)).sort();
  const options = { url: gateway.url, workspaceId, memberId, room: `pipeline:${pipelineId}` };
  const clients = await Promise.all(
    Array.from({ length: sockets }, () => openClient(database, options)),
  );
  const breaking = (async () => {
    for (let n = 0; n < disconnects; n += 1) {
      clients[(n * 17) % sockets]?.breakConnection();
      await sleep(25);
    }
  })();
  await Promise.all([
    breaking,
    ...Array.from({ length: writers }, (_, writer) => write(workspaceId, ids, writer)),
  ]);
  const { cards } = await loadCards(database, workspaceId);
  const truth = [...cards.values()].map(({ id, score }) => `${id} ${score}`).sort();
  await vi.waitFor(() => {
    for (const client of clients) expect(client.applied.length).toBe(changes);
  }, 15_000);
  for (const client of clients) {
    expect([...client.cards.values()].map(({ id, score }) => `${id} ${score}`).sort()).toEqual(
      truth,
    );
    expect(gaps(client)).toEqual([]);
    client.close();
  }
  expect(clients.flatMap((client) => client.replies).length).toBeGreaterThan(sockets + 20);
}, 60_000);

/** Changes that do not go on from the one applied before to the same row: lost, twice or swapped. */
function gaps(client: TestClient): string[] {
  const last = new Map<string, unknown>();
  return client.applied.flatMap(({ id, subjectId, changes: { messageCount } }) => {
    const before = last.get(subjectId) ?? 0;
    last.set(subjectId, messageCount?.[1]);
    return messageCount?.[0] === before ? [] : [`${id}: ${before} → ${messageCount?.[0]}`];
  });
}
