import { describe, expect, it } from 'vitest';
import {
  act,
  advanced,
  automationOf,
  delayed,
  factsOf,
  happeningOf,
  later,
  monday,
  reply,
  scoreAbove,
  started,
} from './automation.fixture.ts';
import type { RunState } from './run-types.ts';
import type { CompiledAutomation, Happening, JsonObject } from './types.ts';

const end = act('x', 'add_tag', { tag: 'done' });

function due(automation: CompiledAutomation, state: RunState, now: Date) {
  return advanced(automation, { wake: { kind: 'due' }, state, now });
}

describe('a delay', () => {
  const automation = automationOf([delayed('d', 60), end]);

  it('waits, and goes on when its time has come', () => {
    const waiting = started(automation);
    expect(waiting).toMatchObject({
      status: 'waiting',
      waitReason: 'delay',
      dueAt: later(60),
      hearsEvents: false,
    });
    expect(waiting.state.wait).toEqual({
      reason: 'delay',
      number: 1,
      since: monday.toISOString(),
      until: later(60).toISOString(),
    });
    const done = due(automation, waiting.state, later(60));
    expect(done).toMatchObject({ status: 'completed', effects: [{ number: 2 }] });
    expect(done.steps).toMatchObject([{ number: 1, status: 'completed' }, { number: 2 }]);
  });

  it('is left as it is by what does not concern it', () => {
    const { state } = started(automation);
    const wakes = [
      { kind: 'start' },
      { kind: 'again' },
      { kind: 'event', happening: happeningOf({ key: 'event:7' }) },
      { kind: 'outcome', ok: true, output: null },
    ] as const;
    for (const wake of wakes) {
      const result = advanced(automation, { wake, state, now: later(90) });
      expect(result).toMatchObject({ status: 'waiting', steps: [], effects: [], dueAt: later(60) });
      expect(result.state).toBe(state);
    }
    expect(due(automation, state, later(59)).steps).toEqual([]);
  });

  it('of nothing is over at once', () => {
    expect(started(automationOf([delayed('d', 0), end])).status).toBe('completed');
  });
});

describe('wait until', () => {
  const until = (of: JsonObject, more: JsonObject = {}) =>
    automationOf([{ id: 'u', kind: 'wait_until', until: of, ...more }, end]);
  const byField = { field: 'contact.fields.visit', offsetMinutes: -30 };
  const visit = (at: string) => factsOf({ fields: { visit: at } });

  it('waits for a date field with its offset', () => {
    const result = started(until(byField), { facts: visit('2026-01-05T12:00:00Z') });
    expect(result).toMatchObject({ waitReason: 'until', dueAt: later(90) });
  });

  it('takes a date without a time as a day on the calendar of the contact', () => {
    const facts = factsOf({ fields: { visit: '2026-01-07' }, timeZone: 'Asia/Manila' });
    const result = started(until({ field: 'contact.fields.visit', offsetMinutes: 0 }), { facts });
    expect(result.dueAt?.toISOString()).toBe('2026-01-06T16:00:00.000Z');
  });

  it.each(['2026-01-07 09:30', '2026-01-07T09:30', '2026-01-07T09:30:00.000'])(
    'takes %s, a time without a zone, on the clock of the contact',
    (at) => {
      const facts = factsOf({ fields: { visit: at }, timeZone: 'Asia/Manila' });
      const result = started(until({ field: 'contact.fields.visit', offsetMinutes: 0 }), { facts });
      expect(result.dueAt?.toISOString()).toBe('2026-01-07T01:30:00.000Z');
    },
  );

  it.each(['room 12', '5', '09:30', '2026-02-30', '2026-01-07T25:00'])('%s is no date', (at) => {
    expect(started(until(byField), { facts: visit(at) }).error?.code).toBe('missing_value');
  });

  it('goes on or stops when the time is over', () => {
    const facts = visit('2026-01-05T10:00:00Z');
    expect(started(until(byField), { facts }).effects).toHaveLength(1);
    const stopped = started(until(byField, { ifPast: 'stop' }), { facts });
    expect(stopped).toMatchObject({ status: 'completed', ended: 'stop', effects: [] });
    expect(stopped.steps).toMatchObject([{ output: { past: true } }]);
  });

  it('fails when there is no date', () => {
    const failed = started(until(byField));
    expect(failed).toMatchObject({
      status: 'failed',
      needsReview: true,
      error: { code: 'missing_value' },
    });
  });

  it('waits for the next of some weekdays at a time', () => {
    const result = started(until({ weekdays: [1, 3], time: '09:00' }));
    expect(result.dueAt?.toISOString()).toBe('2026-01-07T09:00:00.000Z');
  });
});

describe('wait for an event', () => {
  const wait = (more: JsonObject = {}) =>
    automationOf([
      {
        id: 'w',
        kind: 'wait_for_event',
        event: { type: 'contact_updated', params: { field: 'score' } },
        condition: scoreAbove(80),
        timeout: { amount: 1, unit: 'days' },
        ...more,
      },
      end,
    ]);
  const scored = happeningOf({ key: 'event:9', at: later(5).toISOString() });
  const woken = (automation: CompiledAutomation, happening = scored, facts = factsOf()) =>
    advanced(automation, {
      wake: { kind: 'event', happening },
      state: started(automation).state,
      facts,
      now: later(6),
    });

  it('goes on with the event when trigger and condition hold', () => {
    const automation = wait();
    expect(started(automation)).toMatchObject({
      waitReason: 'event',
      dueAt: later(1440),
      hearsEvents: true,
    });
    const done = woken(automation);
    expect(done.status).toBe('completed');
    expect(done.state.outputs['w']).toEqual({
      timedOut: false,
      event: { type: 'contact.updated', changes: { score: { old: 10, new: 90 } }, data: {} },
    });
  });

  it('waits on when one of them does not, when it did it itself, and when the event started it', () => {
    const automation = wait();
    expect(woken(automation, scored, factsOf({ score: 80 })).steps).toEqual([]);
    expect(woken(automation, { ...scored, changes: { status: ['NEW', 'WON'] } }).steps).toEqual([]);
    expect(woken(automation, { ...scored, cause: 'run:run-1' }).steps).toEqual([]);
    expect(woken(automation, happeningOf()).steps).toEqual([]);
    expect(woken(automation, { ...scored, at: later(1441).toISOString() }).steps).toEqual([]);
  });

  it('says that it timed out, or stops', () => {
    const automation = wait();
    const late = due(automation, started(automation).state, later(1440));
    expect(late.state.outputs['w']).toEqual({ timedOut: true, event: null });
    expect(late.effects).toHaveLength(1);
    const stopping = wait({ onTimeout: 'stop' });
    const stopped = due(stopping, started(stopping).state, later(1440));
    expect(stopped).toMatchObject({ status: 'completed', ended: 'stop', effects: [] });
  });

  it('times out at once in a test run', () => {
    const { steps } = started(wait(), { skipWaits: true });
    expect(steps[0]).toMatchObject({
      status: 'completed',
      input: { until: later(1440).toISOString() },
    });
  });
});

describe('stop on reply', () => {
  const automation = automationOf([delayed('d', 60), end], { settings: { stopOnReply: true } });

  it('ends a waiting run', () => {
    const { state, hearsEvents } = started(automation);
    expect(hearsEvents).toBe(true);
    const ended = advanced(automation, { wake: { kind: 'event', happening: reply() }, state });
    expect(ended).toMatchObject({
      status: 'cancelled',
      ended: 'reply',
      waitReason: null,
      effects: [],
    });
    expect(ended.steps).toMatchObject([
      { number: 1, status: 'cancelled', finishedAt: monday.toISOString() },
    ]);
  });

  it('is not for an old message that a sync brings in', () => {
    const { state } = started(automation);
    const sent = (sentAt: string) => {
      const changes: Happening['changes'] = { ...reply().changes, sentAt: [null, sentAt] };
      const happening = { ...reply(), changes };
      return advanced(automation, { wake: { kind: 'event', happening }, state }).status;
    };
    expect(sent('2024-03-01T12:00:00+00:00')).toBe('waiting');
    expect(sent(reply().at)).toBe('cancelled');
  });

  it('is not for messages of our own, nor for the one that started the run', () => {
    const { state } = started(automation);
    const ours = { ...reply(), changes: { direction: [null, 'out'] as [null, string] } };
    const wake = { kind: 'event', happening: ours } as const;
    expect(advanced(automation, { wake, state }).status).toBe('waiting');
    const same = {
      wake: { kind: 'event', happening: reply() },
      happening: reply(),
      state,
    } as const;
    expect(advanced(automation, same).status).toBe('waiting');
  });
});
