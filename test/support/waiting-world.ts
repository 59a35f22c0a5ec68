import { randomBytes } from 'node:crypto';
import { startReceiver, type TestReceiver } from '../../src/features/deliveries/test-receiver.ts';
import { type AutomationWorld, openAutomationWorld } from './automation-world.ts';
import { createEngineProcesses } from './engine-processes.ts';

/** Runs that wait and send, in processes to be killed, with a receiver of their webhooks. */
export type WaitingWorld = {
  world: AutomationWorld;
  engines: ReturnType<typeof createEngineProcesses>;
  receiver: TestReceiver;
  /** Ids of the automations: one that waits for time, answers and an event, one that only sleeps. */
  asking: string;
  sleeping: string;
  /** So many new contacts: two runs each. */
  begin(contacts: number): Promise<void>;
  /** As people do: gives those whose run waits for it the tag "yes". */
  answer(): Promise<void>;
  /** Frees what killed senders hold, as if the 45 s of their hold were over. */
  endHolds(): Promise<void>;
  /** Runs and deliveries. */
  unfinished(): Promise<number>;
  /** What went wrong, by kind; empty when each run did everything once. */
  faults(): Promise<Record<string, number>>;
  close(): Promise<void>;
};

const seconds = (amount: number) => ({ amount, unit: 'seconds' });

const askingSteps = (url: string, delay: number) => [
  { id: 'began', kind: 'action', action: 'add_note', input: { text: 'began' } },
  { id: 'pause', kind: 'delay', for: seconds(delay) },
  {
    id: 'ask',
    kind: 'action',
    action: 'call_webhook',
    input: { url: `${url}/ask`, body: '{{ contact.id }}', retry: 'full' },
  },
  {
    id: 'wait',
    kind: 'wait_for_event',
    event: { type: 'tag_added', params: { tag: 'yes' } },
    timeout: seconds(600),
    onTimeout: 'stop',
  },
  {
    id: 'tell',
    kind: 'action',
    action: 'call_webhook',
    input: { url: `${url}/tell`, body: '{{ contact.id }}', waitForAnswer: false },
  },
  { id: 'done', kind: 'action', action: 'create_task', input: { title: 'asked' } },
];

/** @param options where: another Postgres than the suite's, a Redis for the queue */
export async function openWaitingWorld(
  delay: number,
  options: { server?: { superuserUrl: string; templateUrl: string }; redisUrl?: string } = {},
): Promise<WaitingWorld> {
  const { redisUrl, ...where } = options;
  const world = await openAutomationWorld({ engine: false, ...where });
  // Slow enough to be killed in the middle of a request.
  const receiver = await startReceiver((response) => {
    setTimeout(() => response.end('{"ok":true}'), 20);
  });
  const { db, workspaceId } = world;
  await world.insert('tags', { name: 'yes' });
  const trigger = { type: 'contact_created', params: {} };
  const asking = await world.publish({ trigger, steps: askingSteps(receiver.url, delay) });
  const sleeping = await world.publish({
    trigger,
    steps: [
      { id: 'nap', kind: 'delay', for: seconds(delay * 2) },
      { id: 'woke', kind: 'action', action: 'create_task', input: { title: 'slept' } },
    ],
  });
  const engines = createEngineProcesses({
    OWNER_URL: db.ownerUrl,
    ALLOW_ORIGIN: receiver.url,
    MASTER_KEY: randomBytes(32).toString('hex'),
    BATCH_SIZE: '20',
    ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
  });
  const count = async (text: string): Promise<number> => {
    const [row] = await db.psql<{ count: number }>(`select (${text})::int as count`);
    return row?.count ?? 0;
  };

  return {
    world,
    engines,
    receiver,
    asking,
    sleeping,
    async begin(contacts) {
      await db.psql(
        `insert into contacts (workspace_id, first_name) select $1, 'Rosa' from generate_series(1, $2)`,
        [workspaceId, contacts],
      );
    },
    async answer() {
      await db.psql(
        `update contacts set tags = tags || '{yes}' where not tags @> '{yes}'
           and id in (select contact_id from runs where wait_reason = 'event')`,
      );
    },
    async endHolds() {
      await db.psql(`update deliveries set next_attempt_at = now() where status = 'sending'`);
    },
    unfinished: () =>
      count(`2 * (select count(*) from contacts)
        - (select count(*) from runs where status in ('completed', 'failed', 'cancelled'))
        + (select count(*) from deliveries where status in ('queued', 'sending'))`),
    async faults() {
      const contacts = await count('select count(*) from contacts');
      const ids = new Set(receiver.received.map(({ headers }) => headers['webhook-id']));
      const found = {
        'runs missing or more than one': await count(
          `select count(*) from contacts c where 2 <> (select count(*) from runs r where r.contact_id = c.id)`,
        ),
        'runs not completed': await count(`select count(*) from runs where status <> 'completed'`),
        'runs that waited in vain': await count(
          `select count(*) from run_steps where output->>'timedOut' = 'true'`,
        ),
        'wrong number of notes': (await count('select count(*) from notes')) - contacts,
        'contacts with wrong tasks': await count(
          `select count(*) from contacts c where (select array_agg(title order by title) from tasks t
             where t.contact_id = c.id) is distinct from '{asked,slept}'`,
        ),
        'deliveries missing or more than one': await count(
          `select count(*) from runs r where r.automation_id = '${asking}'
             and 2 <> (select count(distinct step_id) from deliveries d where d.run_id = r.id)`,
        ),
        'deliveries too many': (await count('select count(*) from deliveries')) - 2 * contacts,
        'deliveries not delivered': await count(
          `select count(*) from deliveries where status <> 'delivered'`,
        ),
        'ids at the receiver': ids.size - 2 * contacts,
        'steps too many or too few': (await count('select count(*) from run_steps')) - 8 * contacts,
        'work put aside': await count('select count(*) from run_refusals'),
      };
      return Object.fromEntries(Object.entries(found).filter(([, number]) => number !== 0));
    },
    async close() {
      await engines.stop();
      await receiver[Symbol.asyncDispose]();
      await world.close();
    },
  };
}
