import fc from 'fast-check';
import { definitionOf, scoreAbove } from './automation.fixture.ts';

const condition = fc.oneof(
  fc.integer({ min: 0, max: 100 }).map(scoreAbove),
  fc
    .constantFrom('red', 'blue')
    .map((tag) => ({ field: 'contact.tags', op: 'contains', value: tag })),
  fc.constant({ not: { all: [] } }),
  fc.constant({ any: [{ field: 'contact.score', op: 'changed' }, scoreAbove(50)] }),
);

const retry = { attempts: 2, firstDelay: { amount: 10, unit: 'seconds' } };
const action = fc
  .record({
    choice: fc.constantFrom(
      { action: 'add_tag', input: { tag: 'red' } },
      { action: 'add_tag', input: { tag: '{{ contact.status }}' } },
      { action: 'create_task', input: { title: 'For {{ contact.firstName }}' } },
      { action: 'create_task', input: { title: '{{ contact.phone }}' } },
      { action: 'send_sms', input: { text: 'Hi' } },
      { action: 'call_webhook', input: { url: 'https://x.test' } },
      { action: 'ask_ai', input: { text: 'Which?' } },
      { action: 'refuse_all', input: {} },
    ),
    onError: fc.constantFrom('continue', 'stop', 'review'),
    retry: fc.constantFrom(undefined, retry),
  })
  .map(({ choice, ...more }) => ({ kind: 'action', ...choice, ...more }));

const minutes = fc.integer({ min: 0, max: 5_000 });
const delay = minutes.map((amount) => ({ kind: 'delay', for: { amount, unit: 'minutes' } }));
const waitUntil = fc.record({
  kind: fc.constant('wait_until'),
  until: fc.oneof(
    fc.record({
      field: fc.constantFrom('contact.visitAt', 'contact.createdAt'),
      offsetMinutes: fc.integer({ min: -9_000, max: 9_000 }),
    }),
    fc.record({
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      time: fc.constantFrom('00:00', '09:30', '23:59'),
    }),
  ),
  ifPast: fc.constantFrom('continue', 'stop'),
});
const waitForEvent = fc.record({
  kind: fc.constant('wait_for_event'),
  event: fc.constantFrom(
    { type: 'contact_updated', params: {} },
    { type: 'message_received', params: {} },
  ),
  condition: fc.option(condition, { nil: undefined }),
  timeout: minutes.map((amount) => ({ amount, unit: 'minutes' })),
  onTimeout: fc.constantFrom('continue', 'stop'),
});
const goal = fc.record({
  kind: fc.constant('goal'),
  condition,
  otherwise: fc.constantFrom('continue', 'stop'),
});

const { steps } = fc.letrec<{ steps: object[]; branch: object; split: object }>((tie) => ({
  steps: fc.array(
    fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 6, arbitrary: action },
      { weight: 2, arbitrary: delay },
      { weight: 1, arbitrary: waitUntil },
      { weight: 2, arbitrary: waitForEvent },
      { weight: 1, arbitrary: goal },
      { weight: 1, arbitrary: fc.constant({ kind: 'stop' }) },
      { weight: 2, arbitrary: tie('branch') },
      { weight: 1, arbitrary: tie('split') },
    ),
    { maxLength: 5 },
  ),
  branch: fc.record({
    kind: fc.constant('branch'),
    branches: fc.array(fc.record({ condition, steps: tie('steps') }), {
      minLength: 1,
      maxLength: 3,
    }),
    otherwise: tie('steps'),
  }),
  split: fc.record({
    kind: fc.constant('split'),
    branches: fc.array(fc.record({ weight: fc.integer({ min: 1, max: 9 }), steps: tie('steps') }), {
      minLength: 2,
      maxLength: 3,
    }),
  }),
}));

const window = { weekdays: [2, 4], from: '09:00', to: '12:00', timeZone: 'contact' };

/** Definitions of every kind of step, each step with an id of its own. */
export const randomDefinition = fc
  .record({
    steps,
    stopOnReply: fc.boolean(),
    sendingWindow: fc.constantFrom(null, window),
  })
  .map(({ steps: list, ...settings }) => definitionOf(numbered(list), { settings }));

/** Gives steps and branches their ids: s1, s2 … */
function numbered(list: readonly object[]): readonly object[] {
  let last = 0;
  const nextId = () => {
    last += 1;
    return `s${last}`;
  };
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    const parts = Object.entries(value).map(([key, one]) => [key, visit(one)]);
    const isNamed = 'kind' in value || 'steps' in value;
    return { ...Object.fromEntries(parts), ...(isNamed ? { id: nextId() } : {}) };
  };
  return list.map((one) => Object(visit(one)));
}
