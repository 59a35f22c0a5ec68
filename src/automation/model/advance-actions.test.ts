import { describe, expect, it } from 'vitest';
import { beginRun, stepLimit } from './advance.ts';
import {
  act,
  advanced,
  automationOf,
  delayed,
  factsOf,
  later,
  monday,
  started,
} from './automation.fixture.ts';

const tag = (id: string, word = id) => act(id, 'add_tag', { tag: word });
const webhook = (more = {}) => act('call', 'call_webhook', { url: 'https://x.test' }, more);
const transient = {
  kind: 'outcome',
  ok: false,
  code: 'timeout',
  message: 'No answer',
  permanent: false,
} as const;

describe('an action', () => {
  it('has its variables filled in, is planned and logged', () => {
    const automation = automationOf([
      act('t', 'create_task', { title: 'Call {{ contact.firstName }}' }),
    ]);
    const result = started(automation);
    expect(result).toMatchObject({ status: 'completed', ended: 'end', error: null });
    expect(result.effects).toMatchObject([
      { stepId: 't', number: 1, effect: { kind: 'create_task', title: 'Call Ana' } },
    ]);
    expect(result.steps).toEqual([
      {
        number: 1,
        stepId: 't',
        kind: 'action',
        action: 'create_task',
        status: 'completed',
        attempt: 1,
        input: { title: 'Call Ana' },
        output: { id: expect.stringMatching(/^019b\w{4}-\w{4}-7\w{3}-[89ab]\w{3}-\w{12}$/) },
        errorCode: null,
        error: null,
        startedAt: monday.toISOString(),
        finishedAt: monday.toISOString(),
      },
    ]);
  });

  it('gives later steps its output', () => {
    const automation = automationOf([
      act('first', 'create_task', { title: 'One' }),
      act('second', 'create_task', { title: 'After {{ steps.first.id }}' }),
    ]);
    const [first, second] = started(automation).effects.map(({ effect }) => effect);
    const id = first?.kind === 'create_task' ? first.id : null;
    expect(second).toMatchObject({ title: `After ${id}` });
  });

  it('fails for good when a variable is empty, and the run goes into review', () => {
    const automation = automationOf([
      act('t', 'create_task', { title: '{{ contact.phone }}' }),
      tag('x'),
    ]);
    const result = started(automation);
    expect(result).toMatchObject({
      status: 'failed',
      needsReview: true,
      error: { code: 'missing_value' },
      state: { failed: { stepId: 't' } },
      steps: [{ status: 'failed', errorCode: 'missing_value' }, { status: 'completed' }],
      effects: [{ stepId: 'x' }],
    });
  });

  it('is in review from its failure on, not only when the run ends', () => {
    const automation = automationOf([
      act('bad', 'refuse_all', {}),
      { id: 'wait', kind: 'delay', for: { amount: 1, unit: 'days' } },
      tag('x'),
    ]);
    const waiting = started(automation);
    expect(waiting).toMatchObject({ status: 'waiting', needsReview: true });
    const due = { wake: { kind: 'due' }, now: later(24 * 60) } as const;
    const over = advanced(automation, { ...due, state: waiting.state });
    expect(over).toMatchObject({ status: 'failed', needsReview: false, ended: 'end' });
    expect(over.error?.code).toBe('invalid_input');
  });

  it('passes by what the run that it retries has done already', () => {
    const automation = automationOf([act('bad', 'create_task', { title: 'Call' }), tag('x')]);
    const again = started(automation, { state: { ...beginRun(), at: 'bad', done: ['x'] } });
    expect(again).toMatchObject({
      status: 'completed',
      steps: [{ stepId: 'bad' }, { stepId: 'x', status: 'skipped' }],
      effects: [{ stepId: 'bad' }],
    });
  });

  it('does what onError says after the last try', () => {
    const withPolicy = (onError: string) =>
      started(automationOf([act('bad', 'refuse_all', {}, { onError }), tag('x')]));
    expect(withPolicy('stop')).toMatchObject({ status: 'failed', needsReview: false });
    expect(withPolicy('review')).toMatchObject({ status: 'failed', needsReview: true });
    const went = withPolicy('continue');
    expect(went).toMatchObject({ status: 'completed', error: null });
    expect(went.state.outputs['bad']).toMatchObject({ error: { code: 'invalid_input' } });
    expect(went.steps.map(({ status }) => status)).toEqual(['failed', 'completed']);
  });

  it('fails when the catalogue does not have it', () => {
    expect(started(automationOf([act('t', 'gone', {})])).error?.code).toBe('unknown_action');
  });

  it('fails with the reason for which its effects could not be written', () => {
    const automation = automationOf([
      tag('a'),
      act('b', 'create_task', { title: 'B' }, { onError: 'continue' }),
    ]);
    const refused = new Map([[2, { code: 'missing_member', message: 'There is no such member' }]]);
    const result = started(automation, { refused });
    expect(result.effects.map(({ number }) => number)).toEqual([1]);
    expect(result.steps).toMatchObject([
      { number: 1, status: 'completed' },
      { number: 2, status: 'failed', errorCode: 'missing_member' },
    ]);
  });
});

describe('giving way', () => {
  it('stops before a step that reads what this call changes, and goes on afterwards', () => {
    const automation = automationOf([
      tag('a'),
      tag('b'),
      act('t', 'create_task', { title: 'For {{ contact.firstName }}' }),
    ]);
    const first = started(automation);
    expect(first).toMatchObject({ status: 'processing', dueAt: null, waitReason: null });
    expect(first.effects).toHaveLength(2);
    expect(first.state.at).toBe('t');
    const facts = factsOf({ firstName: 'Eva' });
    const second = advanced(automation, { wake: { kind: 'again' }, state: first.state, facts });
    expect(second.effects).toMatchObject([{ number: 3, effect: { title: 'For Eva' } }]);
    expect(second.status).toBe('completed');
  });

  it('counts what an action looks at by itself', () => {
    expect(started(automationOf([tag('a'), act('s', 'send_sms', { text: 'Hi' })])).status).toBe(
      'processing',
    );
  });

  it('does not stop for what nobody touched', () => {
    const steps = [
      act('t', 'create_task', { title: 'x' }),
      act('s', 'send_sms', { text: '{{ contact.firstName }}' }),
    ];
    expect(started(automationOf(steps)).status).toBe('completed');
  });
});

describe('an action that is waited for', () => {
  it('finishes with the outcome, its output joined to the planned one', () => {
    const automation = automationOf([
      webhook(),
      act('t', 'create_task', { title: 'Got {{ steps.call.status }}' }),
    ]);
    const waiting = started(automation);
    expect(waiting).toMatchObject({ status: 'waiting', waitReason: 'delivery', dueAt: null });
    expect(waiting.effects).toHaveLength(1);
    expect(waiting.steps).toMatchObject([{ number: 1, status: 'waiting', finishedAt: null }]);
    const done = advanced(automation, {
      wake: { kind: 'outcome', ok: true, output: { status: 204, body: null } },
      state: waiting.state,
      now: later(1),
    });
    expect(done.state.outputs['call']).toMatchObject({
      status: 204,
      deliveryId: expect.any(String),
    });
    expect(done.steps).toMatchObject([
      {
        number: 1,
        status: 'completed',
        startedAt: monday.toISOString(),
        finishedAt: later(1).toISOString(),
      },
      { number: 2, stepId: 't', input: { title: 'Got 204' } },
    ]);
  });

  it('is tried again after transient failures, each try in a row of its own', () => {
    const automation = automationOf([webhook()]);
    let result = started(automation);
    let now = monday;
    const rows = [];
    for (const attempt of [1, 2, 3]) {
      result = advanced(automation, { wake: transient, state: result.state, now });
      rows.push(...result.steps);
      if (attempt === 3) break;
      expect(result).toMatchObject({ status: 'waiting', waitReason: 'retry', effects: [] });
      now = result.dueAt ?? now;
      result = advanced(automation, { wake: { kind: 'due' }, state: result.state, now });
      expect(result).toMatchObject({ waitReason: 'delivery' });
      expect(result.effects).toMatchObject([{ number: attempt + 1 }]);
    }
    expect(result).toMatchObject({
      status: 'failed',
      needsReview: true,
      error: { code: 'timeout' },
    });
    expect(rows.map(({ number, status, attempt }) => [number, status, attempt])).toEqual([
      [1, 'failed', 1],
      [2, 'waiting', 2],
      [2, 'failed', 2],
      [3, 'waiting', 3],
      [3, 'failed', 3],
    ]);
  });

  it('is not tried again after a permanent failure', () => {
    const automation = automationOf([webhook({ onError: 'stop' })]);
    const { state } = started(automation);
    const failed = advanced(automation, { wake: { ...transient, permanent: true }, state });
    expect(failed).toMatchObject({ status: 'failed', needsReview: false });
  });

  it('is not waited for in a test run', () => {
    const result = started(automationOf([webhook(), delayed('d', 60)]), { skipWaits: true });
    expect(result).toMatchObject({ status: 'completed' });
    expect(result.steps).toMatchObject([
      { status: 'completed', output: { deliveryId: expect.any(String) } },
      { status: 'completed', output: { until: later(60).toISOString(), skipped: true } },
    ]);
  });
});

describe('the sending window', () => {
  const window = { weekdays: [1, 2, 3, 4, 5], from: '12:00', to: '18:00', timeZone: 'workspace' };
  const automation = automationOf([act('s', 'send_sms', { text: 'Hi' })], {
    settings: { sendingWindow: window },
  });

  it('holds a step that sends until it opens, in one row', () => {
    const held = started(automation);
    expect(held).toMatchObject({ waitReason: 'window', dueAt: later(120), effects: [] });
    const sent = advanced(automation, {
      wake: { kind: 'due' },
      state: held.state,
      now: later(120),
    });
    expect(sent).toMatchObject({ status: 'completed', effects: [{ number: 1 }] });
    expect(sent.steps).toMatchObject([{ number: 1, status: 'completed', input: { text: 'Hi' } }]);
  });

  it('is said and passed over in a test run', () => {
    const { steps, effects } = started(automation, { skipWaits: true });
    expect(effects).toHaveLength(1);
    expect(steps[0]?.output).toMatchObject({ skippedUntil: later(120).toISOString() });
  });
});

describe('limits', () => {
  it('ends a run that has done too many steps', () => {
    const state = { ...started(automationOf([delayed('d', 1)])).state, executed: stepLimit };
    const automation = automationOf([delayed('d', 1), tag('x')]);
    const result = advanced(automation, { wake: { kind: 'due' }, state, now: later(1) });
    expect(result).toMatchObject({
      status: 'failed',
      error: { code: 'too_many_steps' },
      needsReview: true,
    });
  });

  it('keeps an output that is too large out of state and log', () => {
    const automation = automationOf([webhook()]);
    const { state } = started(automation);
    const output = { body: 'x'.repeat(17_000) };
    const done = advanced(automation, { wake: { kind: 'outcome', ok: true, output }, state });
    expect(done.state.outputs['call']).toEqual({ truncated: true });
    expect(done.steps[0]?.output).toEqual({ truncated: true });
  });

  it('says that the step is not in this version', () => {
    const state = { ...started(automationOf([delayed('gone', 1)])).state };
    const result = advanced(automationOf([tag('x')]), {
      wake: { kind: 'due' },
      state,
      now: later(1),
    });
    expect(result).toMatchObject({ status: 'failed', error: { code: 'unknown_step' } });
  });

  it('ends an empty run', () => {
    expect(started(automationOf([]))).toMatchObject({
      status: 'completed',
      ended: 'end',
      steps: [],
    });
  });
});
