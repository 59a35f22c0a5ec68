import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ended, startSync, storedTruth, truth } from '../support/synced.ts';
import type { TestMember } from '../support/test-api.ts';
import { openWorld, until, type World } from '../support/world.ts';

const fixture = join(import.meta.dirname, '../support/sync-process.fixture.ts');
const kills = Number(process.env['SYNC_KILLS'] ?? 5);

describe('a sync whose process is killed at random', () => {
  const masterKey = randomBytes(32);
  let world: World;
  let ada: TestMember;
  let worker: ChildProcess | undefined;
  beforeAll(async () => {
    world = await openWorld({ masterKey, works: false });
    world.sandbox.meta.generate(kills * 100, { seed: 7 });
    ada = await world.member();
  });
  afterAll(async () => {
    worker?.kill('SIGKILL');
    await world.close();
  });

  const startWorker = (): ChildProcess =>
    spawn(process.execPath, [fixture], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        OWNER_URL: world.db.ownerUrl,
        GRAPH_URL: world.sandbox.meta.graphUrl,
        APP_ID: world.sandbox.meta.app.id,
        APP_SECRET: world.sandbox.meta.app.secret,
        MASTER_KEY: masterKey.toString('hex'),
      },
    });
  const progress = async () => {
    const [row] = await world.db.psql<{ status: string; synced: number }>(
      'select status, synced from syncs',
    );
    return row ?? { status: 'none', synced: 0 };
  };

  it(
    'is taken up where it stopped: nothing lost, nothing doubled',
    async () => {
      const pageId = await world.connect(ada);
      world.sandbox.meta.setKnobs({ maxPageSize: 20, latencyMs: 60 });
      const { id } = await startSync(ada, pageId);
      const seen: number[] = [];
      for (let killed = 0; killed < kills; killed += 1) {
        const before = (await progress()).synced;
        worker = startWorker();
        const died = once(worker, 'exit');
        await until('progress', async () =>
          (await progress()).synced > before ? true : undefined,
        );
        await sleep(randomInt(0, 200));
        worker.kill('SIGKILL');
        await died;
        const now = await progress();
        expect(now.status).toBe('IN_PROGRESS');
        seen.push(now.synced);
        // As if the dead process's hold of 15 s had run out.
        await world.db.psql(`update syncs set lease_until = now() - interval '1 second'`);
      }
      expect(new Set(seen).size).toBe(kills);
      world.sandbox.meta.setKnobs({ maxPageSize: 100, latencyMs: 0 });
      worker = startWorker();
      const sync = await ended(ada, id);
      const { messenger = 0, instagram = 0 } =
        world.sandbox.meta.state().pages[0]?.conversations ?? {};
      const all = messenger + instagram;
      expect(sync).toMatchObject({ status: 'COMPLETED', total: all, synced: all, failed: 0 });
      expect(await storedTruth(world, ada.workspaceId)).toEqual(await truth(world));
      const people = await world.db.psql('select from contacts');
      expect(people).toHaveLength(all);
      const marks = await world.db.psql('select from channels where synced_until is not null');
      expect(marks).toHaveLength(2);
    },
    60_000 + kills * 5_000,
  );
});
