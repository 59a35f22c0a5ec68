import { describe, expect, it } from 'vitest';
import { beginRun } from '../advance.ts';
import {
  act,
  actions,
  advanced,
  automationOf,
  later,
  monday,
  started,
} from '../automation.fixture.ts';

describe('an action step', () => {
  it('takes the input that a person gave for this run alone, variables and all', () => {
    const automation = automationOf([act('note', 'create_task', { title: 'Call' })]);
    const overrides = { note: { title: 'Call {{ contact.firstName }}' } };
    const { effects } = started(automation, { state: { ...beginRun(), overrides } });
    expect(effects).toMatchObject([{ effect: { kind: 'create_task', title: 'Call Ana' } }]);
  });

  it('sends outside of its window once a person said so', () => {
    const window = { weekdays: [1], from: '14:00', to: '15:00', timeZone: 'UTC' };
    const automation = automationOf([act('sms', 'send_sms', { text: 'Hello' })], {
      settings: { sendingWindow: window },
    });
    const held = started(automation);
    expect(held).toMatchObject({ status: 'waiting', waitReason: 'window' });
    const { wait } = held.state;
    if (wait === null) throw new Error('it does not wait');
    const over = { ...wait, until: monday.toISOString() };
    const state = { ...held.state, wait: over };
    const due = { wake: { kind: 'due' }, now: later(1) } as const;
    expect(advanced(automation, { ...due, state })).toMatchObject({ status: 'waiting' });
    const sent = advanced(automation, { ...due, state: { ...state, sendNow: 'sms' } });
    expect(sent).toMatchObject({ status: 'completed', effects: [{ stepId: 'sms' }] });
  });
});

describe('a test run', () => {
  it('takes the sample for an answer that it does not wait for, and says so', () => {
    const automation = automationOf([
      act('ask', 'ask_ai', { text: 'Hello' }),
      act('note', 'create_task', { title: 'It is {{ steps.ask.choice }}' }),
    ]);
    const ask = actions.get('ask_ai');
    if (!ask) throw new Error('no such action');
    const sampled = new Map([...actions, ['ask_ai', { ...ask, sampleOutput: { choice: 'help' } }]]);
    const result = started(automation, { actions: sampled, skipWaits: true });
    expect(result).toMatchObject({
      status: 'completed',
      steps: [{ output: { output: { choice: 'help' }, assumed: true } }, { stepId: 'note' }],
      effects: [{ stepId: 'ask' }, { effect: { title: 'It is help' } }],
    });
  });
});
