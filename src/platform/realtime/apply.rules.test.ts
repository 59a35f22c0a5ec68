import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Delta } from '../../contracts/realtime.ts';
import { formatCursor, parseCursor, type Snapshot, wasVisible } from '../events/cursor.rules.ts';
import { applyDelta, createDeltaLog } from './apply.rules.ts';

type Event = { xid: number; delta: Delta };

/**
 * A small database: transactions change rows under locks, take ids as they go and commit in any
 * order. Moments are what can be seen in between.
 */
type Moment = { snapshot: Snapshot; visible: Event[] };

const subjects = ['a', 'b', 'c'];

function history(steps: readonly number[]): Moment[] {
  const open = new Map<number, Event[]>();
  const committed: Event[] = [];
  const locks = new Map<string, number>();
  const values = new Map<string, number>();
  const moments: Moment[] = [];
  let nextXid = 100;
  let nextId = 1;
  for (const step of steps) {
    const subject = subjects[step % 3] ?? 'a';
    const holder = locks.get(subject);
    const openXids = [...open.keys()];
    const mine = openXids[step % Math.max(1, openXids.length)];
    if (step % 5 === 0 && mine !== undefined) {
      committed.push(...(open.get(mine) ?? []));
      open.delete(mine);
      for (const [locked, by] of locks) if (by === mine) locks.delete(locked);
    } else {
      const xid = holder ?? (step % 4 === 0 && mine !== undefined ? mine : nextXid++);
      const old = values.get(subject) ?? 0;
      const delta = change(nextId++, subject, [old, old + 1]);
      values.set(subject, old + 1);
      locks.set(subject, xid);
      open.set(xid, [...(open.get(xid) ?? []), { xid, delta }]);
    }
    const running = new Set(open.keys());
    const xmin = Math.min(nextXid, ...running);
    moments.push({ snapshot: { xmin, xmax: nextXid, running }, visible: [...committed] });
  }
  return moments;
}

function change(id: number, subjectId: string, value: [number, number]): Delta {
  const changes = { value };
  return { id, type: 'row.updated', subjectId, contactId: null, changes, actor: 'x', at: '' };
}

const text = (snapshot: Snapshot): string => formatCursor({ epoch: 1, seconds: 1, snapshot });

/** What a server that has reached `now` sends to a client whose cursor is `cursor`. */
function unseen(now: Moment, cursor: string): Delta[] {
  const since = parseCursor(cursor)?.snapshot;
  if (!since) throw new Error('no cursor');
  return now.visible
    .filter((event) => !wasVisible(since, event.xid))
    .map(({ delta }) => delta)
    .sort((one, other) => one.id - other.id);
}

describe('createDeltaLog', () => {
  it('ends with the database state, each change applied once and in order', () => {
    const step = fc.nat(1_000);
    const readAt = fc.constantFrom('read', 'read twice', 'skip', 'break');
    fc.assert(
      fc.property(fc.array(fc.tuple(step, readAt), { maxLength: 120 }), (script) => {
        const moments = history([...script.map(([s]) => s), 0, 5, 10, 15, 20, 25, 30, 35]);
        const rows = new Map<string, { value: number }>(subjects.map((s) => [s, { value: 0 }]));
        const start = text({ xmin: 1, xmax: 1, running: new Set() });
        const log = createDeltaLog(start);
        const apply = (deltas: readonly Delta[]): void => {
          for (const delta of deltas) {
            const row = rows.get(delta.subjectId);
            expect(row?.value).toBe(delta.changes['value']?.[0]);
            rows.set(delta.subjectId, applyDelta(row, delta) as { value: number });
          }
        };
        let sent = start;
        let connected = false;
        for (const [index, now] of moments.entries()) {
          const how = script[index]?.[1] ?? 'read';
          const cursor = text(now.snapshot);
          if (how === 'break') connected = false;
          else if (how === 'skip') continue;
          else if (connected) apply(log.accept({ cursor, deltas: unseen(now, sent) }));
          else {
            const asked = log.ask();
            const before = moments[Math.max(0, index - 1)] ?? now;
            const reached = isLater(asked, before) ? text(before.snapshot) : asked;
            // The batch that follows the reply is handed over before it.
            apply(log.accept({ cursor, deltas: unseen(now, reached) }));
            apply(log.answered({ ok: true, cursor: reached, missed: unseen(before, asked) }));
            connected = true;
          }
          if (how === 'read twice') apply(log.accept({ cursor, deltas: unseen(now, sent) }));
          if (how !== 'break') sent = cursor;
        }
        const truth = new Map(subjects.map((s) => [s, 0]));
        for (const { delta } of moments.at(-1)?.visible ?? []) {
          truth.set(delta.subjectId, Math.max(truth.get(delta.subjectId) ?? 0, newValue(delta)));
        }
        expect(new Map([...rows].map(([s, { value }]) => [s, value]))).toEqual(truth);
      }),
      { numRuns: 500 },
    );
  });

  it('drops what it has applied and what is older', () => {
    const log = createDeltaLog('start');
    expect(log.answered({ ok: true, cursor: 'c0', missed: [] })).toEqual([]);
    const one = change(1, 'a', [0, 1]);
    const two = change(2, 'a', [1, 2]);
    expect(log.accept({ cursor: 'c1', deltas: [two, one] })).toEqual([one, two]);
    expect(log.accept({ cursor: 'c2', deltas: [one, two] })).toEqual([]);
    expect(log.ask()).toBe('c2');
  });
});

/** Whether that moment came after the cursor was taken. */
function isLater(cursor: string, moment: Moment): boolean {
  return unseen(moment, cursor).length > 0;
}

function newValue(delta: Delta): number {
  return Number(delta.changes['value']?.[1]);
}

describe('applyDelta', () => {
  const delta = (type: string, changes: Delta['changes']): Delta => ({
    ...change(1, 'a', [0, 0]),
    type,
    changes,
  });

  it('makes, changes and removes a row', () => {
    const made = applyDelta(undefined, delta('contact.created', { score: [null, 5] }));
    expect(made).toEqual({ id: 'a', score: 5 });
    const changed = applyDelta(made, delta('contact.updated', { score: [5, 6] }));
    expect(changed).toEqual({ id: 'a', score: 6 });
    expect(applyDelta(changed, delta('contact.deleted', { score: [6, null] }))).toBeUndefined();
  });

  it('leaves unknown what it has only a part of', () => {
    expect(applyDelta(undefined, delta('contact.updated', { score: [5, 6] }))).toBeUndefined();
  });
});

describe('parseCursor', () => {
  it('reads what formatCursor wrote and nothing else', () => {
    const written = '3.1760000000.10:15:10,12';
    const cursor = parseCursor(written);
    expect(cursor && formatCursor(cursor)).toBe(written);
    for (const wrong of ['', '1.2', '1.2.3', '1.2.3:4', '1.2.3:4:x', '1.2.3:4:5,', '-1.2.3:4:']) {
      expect(parseCursor(wrong)).toBeNull();
    }
    expect(parseCursor(`1.2.3:4:${'9,'.repeat(20_000)}9`)).toBeNull();
  });
});
