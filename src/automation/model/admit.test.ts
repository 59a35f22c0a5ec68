import { describe, expect, it } from 'vitest';
import { admit, depthLimit } from './admit.ts';
import { automationOf, happeningOf, later, monday } from './automation.fixture.ts';
import type { Enrolment, Happening, JsonObject } from './types.ts';

const never: Enrolment = {
  running: 0,
  lastStartedAt: null,
  debouncing: null,
  automationRunsByHour: [],
  workspaceRunsByHour: [],
  workspaceRunsPerHour: null,
};

function admitted(
  settings: JsonObject,
  enrolment: Partial<Enrolment> = {},
  happening: Partial<Happening> = {},
) {
  const automation = automationOf([], { settings });
  return admit(automation, happeningOf(happening), { ...never, ...enrolment }, monday);
}

const ranAnHourAgo = { lastStartedAt: later(-60) };

describe('admit', () => {
  it('starts at once when nothing speaks against it', () => {
    expect(admitted({})).toEqual({ kind: 'start', dueAt: null, waitReason: null });
    expect(admitted({}, { running: 3, ...ranAnHourAgo })).toMatchObject({ kind: 'start' });
  });

  it('stops a chain of causes at its limit, whatever else is set', () => {
    expect(admitted({}, {}, { depth: depthLimit - 1 })).toMatchObject({ kind: 'start' });
    const debouncing = { runId: 'r', since: monday };
    const refused = admitted({ debounceSeconds: 5 }, { debouncing }, { depth: depthLimit });
    expect(refused).toMatchObject({ kind: 'refuse', reason: 'depth_limit' });
  });

  it('runs once for a contact', () => {
    const settings = { reenrolment: { mode: 'once' } };
    expect(admitted(settings)).toMatchObject({ kind: 'start' });
    expect(admitted(settings, ranAnHourAgo)).toMatchObject({ reason: 'already_ran' });
  });

  it('does not run beside itself', () => {
    const settings = { reenrolment: { mode: 'not_while_running' } };
    expect(admitted(settings, ranAnHourAgo)).toMatchObject({ kind: 'start' });
    expect(admitted(settings, { running: 1 })).toMatchObject({ reason: 'already_running' });
  });

  it('keeps hours between runs', () => {
    const within = (hours: number) => ({ reenrolment: { mode: 'not_within', hours } });
    expect(admitted(within(2), ranAnHourAgo)).toMatchObject({ reason: 'too_soon' });
    expect(admitted(within(1), ranAnHourAgo)).toMatchObject({ kind: 'start' });
  });
});

describe('debounce', () => {
  const settings = { debounceSeconds: 60, reenrolment: { mode: 'once' } };

  it('waits for repeats', () => {
    expect(admitted(settings)).toEqual({
      kind: 'start',
      dueAt: later(1),
      waitReason: 'debounce',
    });
  });

  it('lets the waiting run take a repeat over, also when it runs once', () => {
    const debouncing = { runId: 'run-1', since: later(-0.5) };
    const repeat = admitted(settings, { debouncing, running: 1, lastStartedAt: later(-0.5) });
    expect(repeat).toEqual({ kind: 'postpone', runId: 'run-1', dueAt: later(1) });
  });

  it('puts off for ten times the debounce and no longer', () => {
    const debouncing = { runId: 'run-1', since: later(-9.5) };
    expect(admitted(settings, { debouncing })).toMatchObject({ dueAt: later(0.5) });
  });
});

describe('rate limits', () => {
  it('start what is too much in the next clock hour', () => {
    const own = admitted({ maxRunsPerHour: 5 }, { automationRunsByHour: [5] });
    expect(own).toEqual({ kind: 'start', dueAt: later(60), waitReason: 'rate' });
    const shared = { workspaceRunsByHour: [7], workspaceRunsPerHour: 7 };
    expect(admitted({}, shared)).toMatchObject({ dueAt: later(60), waitReason: 'rate' });
    expect(admitted({ maxRunsPerHour: 5 }, { automationRunsByHour: [4] })).toMatchObject({
      dueAt: null,
    });
  });

  it('fill one hour after the other', () => {
    const limit = { maxRunsPerHour: 5 };
    const third = admitted(limit, { automationRunsByHour: [5, 5] });
    expect(third).toMatchObject({ dueAt: later(120) });
    expect(admitted(limit, { automationRunsByHour: [3, 5] })).toMatchObject({ dueAt: null });
    const both = {
      automationRunsByHour: [5],
      workspaceRunsByHour: [0, 9],
      workspaceRunsPerHour: 9,
    };
    expect(admitted(limit, both)).toMatchObject({ dueAt: later(120) });
  });

  it('hold debounced runs too', () => {
    const settings = { debounceSeconds: 60, maxRunsPerHour: 1 };
    const debouncing = { runId: 'run-1', since: monday };
    const full = { automationRunsByHour: [1] };
    expect(admitted(settings, full)).toMatchObject({ dueAt: later(60), waitReason: 'debounce' });
    const others = { automationRunsByHour: [2] };
    expect(admitted(settings, { ...others, debouncing })).toMatchObject({ dueAt: later(60) });
  });

  it('do not count a debounced run against itself', () => {
    const settings = { debounceSeconds: 60, maxRunsPerHour: 1 };
    const debouncing = { runId: 'run-1', since: monday };
    const own = { automationRunsByHour: [1], debouncing };
    expect(admitted(settings, own)).toMatchObject({ kind: 'postpone', dueAt: later(1) });
  });
});
