import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { AutomationWorld, RunRow, StepRow } from './automation-world.ts';

/** An automation that tells the owner what it heard, and nothing else. */
export type Watch = {
  automationId: string;
  /** Exactly one run follows, for this contact, and the owner reads `says`. */
  fires(change: Promise<unknown>, told: { contactId?: string; says: string }): Promise<RunRow>;
  /** No run follows. */
  misses(change: Promise<unknown>): Promise<void>;
  /** The moment that is set for what it watches: 'contact:<id>', 'appointment:<id>' … */
  timer(key: string): Promise<Date | null>;
};

/** @param says template of what the owner is told: shows that the trigger's facts are there */
export async function watch(
  world: AutomationWorld,
  trigger: { type: string; params?: object; says?: string },
): Promise<Watch> {
  const { type, params = {}, says = '{{ event.type }}' } = trigger;
  const tell = { roles: ['owner'], title: says };
  const automationId = await world.publish({
    trigger: { type, params },
    steps: [{ id: 'tell', kind: 'action', action: 'notify_members', input: tell }],
  });
  let seen = 0;
  return {
    automationId,
    async fires(change, told) {
      await change;
      await world.settled();
      const runs = await world.runs(automationId);
      expect(runs.slice(seen)).toMatchObject([
        { status: 'completed', error: null, contact_id: told.contactId ?? null },
      ]);
      seen += 1;
      const run = lastOf(runs);
      const notices = await world.db.psql(
        'select title from notifications where written_by = $1 and member_id = $2',
        [writer(automationId, run, 1), world.memberId],
      );
      expect(notices).toEqual([{ title: told.says }]);
      return run;
    },
    async misses(change) {
      await change;
      await world.settled();
      expect((await world.runs(automationId)).slice(seen)).toEqual([]);
    },
    async timer(key) {
      const rows = await world.db.psql<{ due_at: Date }>(
        'select due_at from automation_timers where automation_id = $1 and key = $2',
        [automationId, key],
      );
      return rows[0]?.due_at ?? null;
    },
  };
}

/** What the engine writes into `written_by`. */
export function writer(automationId: string, run: RunRow, number: number): string {
  return `automation:${automationId}|run:${run.id}|${run.depth + 1}|${number}`;
}

export function lastOf<T>(rows: readonly T[]): T {
  const row = rows.at(-1);
  if (row === undefined) throw new Error('there is no row');
  return row;
}

/** Switches everything off, so that the next test hears only its own. */
export async function silence({ db }: AutomationWorld): Promise<void> {
  await db.psql(`update automations set status = 'paused' where status = 'active'`);
  await db.psql('delete from automation_timers');
  await db.psql('delete from automation_listeners');
}

/** Plain SQL, as somebody with psql writes it. */
export async function set(
  { db }: AutomationWorld,
  table: string,
  id: string,
  columns: Record<string, unknown>,
): Promise<void> {
  const names = Object.keys(columns).map((name, index) => `${name} = $${index + 2}`);
  await db.psql(`update ${table} set ${names.join(', ')} where id = $1`, [
    id,
    ...Object.values(columns),
  ]);
}

/** A thread with a contact; its messages are written by `message`. */
export async function conversation(
  world: AutomationWorld,
  contactId: string,
  platform = 'messenger',
): Promise<string> {
  const channelId = await world.insert('channels', {
    platform,
    external_id: randomUUID(),
    name: 'Shine & Co',
  });
  return world.insert('conversations', { channel_id: channelId, contact_id: contactId });
}

export function message(
  world: AutomationWorld,
  thread: { conversationId: string; contactId: string },
  columns: Record<string, unknown> = {},
): Promise<string> {
  return world.insert('messages', {
    conversation_id: thread.conversationId,
    contact_id: thread.contactId,
    external_id: randomUUID(),
    direction: 'in',
    text: 'Is it still free?',
    sent_at: new Date(),
    ...columns,
  });
}

/** A run as people and other automations queue it. */
export async function queueRun(
  { db, workspaceId }: AutomationWorld,
  run: { automationId: string; contactId: string; type: string; data?: object },
): Promise<string> {
  const { automationId, contactId, type, data = {} } = run;
  const key = `manual:${randomUUID()}`;
  const trigger = {
    key,
    type,
    at: new Date().toISOString(),
    actor: 'member:1',
    subjectId: contactId,
    contactId,
    changes: {},
    cause: null,
    depth: 0,
    data,
  };
  const rows = await db.psql<{ id: string }>(
    `insert into runs (workspace_id, automation_id, version, contact_id, trigger_key, trigger,
       status, wait_reason, due_at, lane)
     values ($1, $2, 1, $3, $4, $5, 'pending', 'queued', now(), uuid_hash($3::uuid) & 63) returning id`,
    [workspaceId, automationId, contactId, key, JSON.stringify(trigger)],
  );
  return lastOf(rows).id;
}

export type Performed = {
  automationId: string;
  contactId: string;
  run: RunRow;
  steps: StepRow[];
};

/** Starts steps by a tag on a contact, and waits until nothing is due any more. */
export async function perform(
  world: AutomationWorld,
  steps: readonly object[],
  columns: Record<string, unknown> = {},
): Promise<Performed> {
  const tag = `start ${randomUUID()}`;
  const trigger = { type: 'tag_added', params: { tag } };
  const automationId = await world.publish({ trigger, steps });
  const contactId = await world.contact(columns);
  await world.db.psql('update contacts set tags = tags || $2::text where id = $1', [
    contactId,
    tag,
  ]);
  await world.settled();
  const run = lastOf(await world.runs(automationId));
  return { automationId, contactId, run, steps: await world.steps(run.id) };
}

/** Waits until the clock of this machine is past a moment. */
export async function pass(moment: Date): Promise<void> {
  await sleep(Math.max(0, moment.getTime() - Date.now()) + 20);
}

/** So many milliseconds from now. */
export function inMs(ms: number): Date {
  return new Date(Date.now() + ms);
}

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

/** A step that does one thing. */
export function act(action: string, input: object = {}, id = 'act'): object {
  return { id, kind: 'action', action, input };
}

/** What the run caused, as events tell it. */
export function eventsOf(
  { db }: AutomationWorld,
  { run }: Pick<Performed, 'run'>,
  type: string,
): Promise<{ actor: string; depth: number; changes: Record<string, unknown> }[]> {
  return db.psql(
    'select actor, depth, changes from events where cause = $1 and type = $2 order by id',
    [`run:${run.id}`, type],
  );
}

/** One event of this type, by the automation, one step deeper than what started its run. */
export async function expectEvent(
  world: AutomationWorld,
  done: Pick<Performed, 'run' | 'automationId'>,
  type: string,
  changes: Record<string, unknown> = {},
): Promise<void> {
  expect(await eventsOf(world, done, type)).toMatchObject([
    { actor: `automation:${done.automationId}`, depth: 1, changes },
  ]);
}

/** The run stands in review with this code, wrote nothing, and the owner was told. */
export async function expectFailure(
  world: AutomationWorld,
  { automationId, run, steps }: Performed,
  code: string,
  words: RegExp,
): Promise<void> {
  const error = expect.stringMatching(words);
  expect(run).toMatchObject({ status: 'failed', error_code: code, error, needs_review: true });
  expect(steps).toMatchObject([{ status: 'failed', error_code: code, error }]);
  const told = await world.db.psql(
    `select title, text from notifications where kind = 'run_failed' and member_id = $1
     and link like '%' || $2`,
    [world.memberId, automationId],
  );
  expect(told).toEqual([{ title: 'A run needs review: Test', text: error }]);
  const caused = await world.db.psql(`select type from events where cause = $1`, [`run:${run.id}`]);
  expect(caused).toEqual([]);
}
