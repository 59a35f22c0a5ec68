import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition, Rule } from '../../contracts/automation-definition.ts';
import { checkCondition, compileCondition, conditionReferences } from './conditions.ts';
import { baseFields, fieldsFor } from './fields.ts';
import { operators } from './operators.ts';
import type { ConditionResult, Facts, Happening, Json } from './types.ts';

/** A Monday; 11:00 in Berlin. */
const now = new Date('2026-01-05T10:00:00Z');

const facts: Facts = {
  contact: {
    firstName: 'Ann',
    email: null,
    score: 42,
    status: 'NEGOTIATING',
    tags: ['VIP', 'north'],
    needsReview: true,
    locked: false,
    ownerId: '0198-AB',
    ownerName: null,
    summary: '',
    timeZone: 'Europe/Berlin',
    createdAt: '2026-01-03T10:00:00Z',
    lastInboundAt: '2026-01-05T09:59:00+00:00',
    fields: { eventDate: '2026-01-07', size: 'Large', empty: [] },
  },
  appointment: { startsAt: '2026-01-06T23:30:00Z' },
  webhook: { plan: 'gold', seats: 5, ok: true, list: [1, 2], deep: { a: null } },
};

const moved: Happening = {
  key: 'event:1',
  type: 'contact.updated',
  at: '2026-01-05T10:00:00Z',
  actor: 'system',
  subjectId: 'c1',
  contactId: 'c1',
  changes: {
    score: [40, 42],
    status: ['NEW', 'NEGOTIATING'],
    needsReview: [null, true],
    email: ['a@b.test', null],
    ownerId: [null, 'm1'],
    dealAmount: [200, 100.5],
    fields: [
      { size: 'Small', eventDate: '2026-01-07' },
      { size: 'Large', eventDate: '2026-01-07' },
    ],
  },
  cause: null,
  depth: 0,
  data: {},
};

function ask(field: string, op: string, value?: Json, about: Happening | null = moved) {
  const rule = value === undefined ? { field, op } : { field, op, value };
  const condition = compileCondition(rule);
  const result = condition.explain(facts, about, now);
  expect(condition.holds(facts, about, now)).toBe(result.holds);
  return result;
}

const holds = (field: string, op: string, value?: Json) => ask(field, op, value).holds;
const words = (...of: Parameters<typeof ask>) => {
  const result = ask(...of);
  return result.kind === 'rule' ? result.result.words : '';
};

type Case = [field: string, op: string, value: Json | undefined, expected: boolean];

const cases: Case[] = [
  ['contact.firstName', 'equals', 'ann', true],
  ['contact.firstName', 'equals', 'Bob', false],
  ['contact.firstName', 'equals', 5, false],
  ['contact.firstName', 'equals', undefined, false],
  ['contact.score', 'equals', 42, true],
  ['contact.score', 'equals', '42', true],
  ['contact.score', 'equals', 43, false],
  ['contact.ownerId', 'equals', '0198-ab', true],
  ['client.firstName', 'equals', 'Ann', true],
  ['contact.firstName', 'not_equals', 'Bob', true],
  ['contact.firstName', 'not_equals', 'ANN', false],
  ['contact.email', 'not_equals', 'a@b.test', true],
  ['job.status', 'not_equals', 'new', false],
  ['contact.status', 'in', ['new', 'negotiating'], true],
  ['contact.status', 'in', ['new'], false],
  ['contact.score', 'in', [41, 42], true],
  ['contact.status', 'in', 'NEGOTIATING', false],
  ['contact.email', 'in', ['x'], false],
  ['contact.status', 'not_in', ['new'], true],
  ['contact.status', 'not_in', ['Negotiating'], false],
  ['contact.email', 'not_in', ['x'], true],
  ['job.status', 'not_in', ['new'], false],
  ['contact.email', 'is_empty', undefined, true],
  ['contact.summary', 'is_empty', undefined, true],
  ['contact.fields.empty', 'is_empty', undefined, true],
  ['contact.fields.never', 'is_empty', undefined, true],
  ['job.status', 'is_empty', undefined, true],
  ['contact.score', 'is_empty', undefined, false],
  ['contact.email', 'is_not_empty', undefined, false],
  ['contact.summary', 'is_not_empty', undefined, false],
  ['job.status', 'is_not_empty', undefined, false],
  ['contact.score', 'is_not_empty', undefined, true],
  ['contact.needsReview', 'is_true', undefined, true],
  ['contact.locked', 'is_true', undefined, false],
  ['contact.score', 'is_true', undefined, false],
  ['contact.locked', 'is_false', undefined, true],
  ['contact.needsReview', 'is_false', undefined, false],
  ['contact.email', 'is_false', undefined, false],
  ['contact.firstName', 'contains', 'NN', true],
  ['contact.firstName', 'contains', 'x', false],
  ['contact.tags', 'contains', 'vip', true],
  ['contact.tags', 'contains', 'vi', false],
  ['contact.firstName', 'contains', ['a'], false],
  ['contact.firstName', 'not_contains', 'x', true],
  ['contact.firstName', 'not_contains', 'A', false],
  ['contact.tags', 'not_contains', 'south', true],
  ['contact.tags', 'not_contains', 'VIP', false],
  ['contact.email', 'not_contains', 'x', true],
  ['contact.firstName', 'starts_with', 'an', true],
  ['contact.firstName', 'starts_with', 'nn', false],
  ['contact.email', 'starts_with', 'a', false],
  ['contact.firstName', 'ends_with', 'NN', true],
  ['contact.firstName', 'ends_with', 'an', false],
  ['contact.tags', 'contains_any', ['south', 'North'], true],
  ['contact.tags', 'contains_any', ['south'], false],
  ['contact.firstName', 'contains_any', ['ann'], false],
  ['contact.tags', 'contains_all', ['vip', 'north'], true],
  ['contact.tags', 'contains_all', ['vip', 'south'], false],
  ['contact.score', 'contains_all', [], false],
  ['contact.score', 'gt', 41, true],
  ['contact.score', 'gt', 42, false],
  ['contact.score', 'gt', '41', true],
  ['contact.score', 'gt', 'high', false],
  ['contact.email', 'gt', 0, false],
  ['contact.firstName', 'gt', 0, false],
  ['contact.score', 'gte', 42, true],
  ['contact.score', 'gte', 43, false],
  ['contact.score', 'lt', 43, true],
  ['contact.score', 'lt', 42, false],
  ['contact.email', 'lt', 5, false],
  ['contact.score', 'lte', 42, true],
  ['contact.score', 'lte', 41, false],
  ['contact.score', 'between', [42, 50], true],
  ['contact.score', 'between', [10, 41], false],
  ['contact.score', 'between', [10], false],
  ['contact.score', 'between', 42, false],
  ['contact.createdAt', 'between', ['2026-01-03', '2026-01-03'], true],
  ['contact.createdAt', 'between', ['2026-01-04', '2026-01-09'], false],
  ['contact.createdAt', 'between', ['2026-01-03T10:00:00Z', '2026-01-03T10:00:00Z'], true],
  ['contact.createdAt', 'before', '2026-01-04', true],
  ['contact.createdAt', 'before', '2026-01-03', false],
  ['contact.createdAt', 'before', '2026-01-03T10:00:01Z', true],
  ['contact.createdAt', 'before', 'yesterday', false],
  ['contact.firstName', 'before', '2030-01-01', false],
  // 00:30 on the 7th in Berlin.
  ['appointment.startsAt', 'before', '2026-01-07', false],
  ['appointment.startsAt', 'after', '2026-01-06', true],
  ['contact.createdAt', 'after', '2026-01-02', true],
  ['contact.createdAt', 'after', '2026-01-03', false],
  ['contact.fields.eventDate', 'after', '2026-01-06', true],
  ['contact.fields.eventDate', 'after', '2026-01-07', false],
  ['contact.createdAt', 'within_last', { amount: 2, unit: 'days' }, true],
  ['contact.createdAt', 'within_last', { amount: 47, unit: 'hours' }, false],
  ['appointment.startsAt', 'within_last', { amount: 9, unit: 'days' }, false],
  ['contact.createdAt', 'within_last', 2, false],
  ['appointment.startsAt', 'within_next', { amount: 2, unit: 'days' }, true],
  ['appointment.startsAt', 'within_next', { amount: 1, unit: 'days' }, false],
  ['contact.createdAt', 'within_next', { amount: 9, unit: 'days' }, false],
  ['contact.createdAt', 'more_than_ago', { amount: 47, unit: 'hours' }, true],
  ['contact.createdAt', 'more_than_ago', { amount: 48, unit: 'hours' }, false],
  ['contact.email', 'more_than_ago', { amount: 0, unit: 'days' }, false],
  ['appointment.startsAt', 'more_than_ahead', { amount: 1, unit: 'days' }, true],
  ['appointment.startsAt', 'more_than_ahead', { amount: 2, unit: 'days' }, false],
  // A Wednesday in Berlin, a Tuesday in UTC.
  ['appointment.startsAt', 'on_weekday', [3], true],
  ['appointment.startsAt', 'on_weekday', [2], false],
  ['appointment.startsAt', 'on_weekday', 3, false],
  ['now', 'on_weekday', [1], true],
  ['now', 'time_between', ['11:00', '11:01'], true],
  ['now', 'time_between', ['09:00', '11:00'], false],
  ['appointment.startsAt', 'time_between', ['23:00', '01:00'], true],
  ['appointment.startsAt', 'time_between', ['01:00', '23:00'], false],
  ['now', 'time_between', ['25:00', '11:30'], false],
  ['webhook.plan', 'equals', 'Gold', true],
  ['webhook.seats', 'gte', 5, true],
  ['webhook.ok', 'equals', true, true],
  ['webhook.list', 'contains', 2, true],
  ['webhook.deep.a', 'not_equals', 'x', true],
  // Not said is not empty: nothing is concluded from it.
  ['webhook.other', 'not_equals', 'x', false],
  ['webhook.plan.length', 'is_not_empty', undefined, false],
  ['contact.constructor', 'is_not_empty', undefined, false],
  ['contact.__proto__.x', 'is_not_empty', undefined, false],
  ['contact.score', 'changed', undefined, true],
  ['contact.firstName', 'changed', undefined, false],
  ['contact.fields.size', 'changed', undefined, true],
  ['contact.fields.eventDate', 'changed', undefined, false],
  ['contact.constructor', 'changed', undefined, false],
  ['job.status', 'changed', undefined, false],
  ['contact.status', 'changed_to', 'negotiating', true],
  ['contact.status', 'changed_to', 'NEW', false],
  ['contact.fields.size', 'changed_to', 'large', true],
  ['contact.needsReview', 'changed_to', true, true],
  ['client.status', 'changed_from', 'new', true],
  ['contact.status', 'changed_from', 'WON', false],
  ['contact.status', 'changed_from_to', ['NEW', 'NEGOTIATING'], true],
  ['contact.status', 'changed_from_to', ['NEW', 'WON'], false],
  ['contact.status', 'changed_from_to', ['WON', 'NEGOTIATING'], false],
  ['contact.status', 'changed_from_to', 'NEW', false],
  ['contact.ownerId', 'changed_from', null, true],
  ['contact.ownerId', 'changed_from_to', [null, 'm1'], true],
  ['contact.ownerId', 'changed_from_to', ['m1', null], false],
  ['contact.ownerId', 'changed_to', null, false],
  ['contact.status', 'changed_from', null, false],
  ['contact.email', 'changed_to', null, true],
  ['contact.score', 'increased', undefined, true],
  ['contact.dealAmount', 'increased', undefined, false],
  ['contact.needsReview', 'increased', undefined, false],
  ['contact.dealAmount', 'decreased', undefined, true],
  ['contact.score', 'decreased', undefined, false],
  ['contact.score', 'no_such_operator', 1, false],
];

describe('operators', () => {
  it.each(cases)('%s %s %j: %s', (field, op, value, expected) => {
    expect(holds(field, op, value)).toBe(expected);
  });

  it('are each seen to hold and not to hold', () => {
    for (const { id } of operators) {
      const outcomes = new Set(cases.filter(([, op]) => op === id).map((one) => one[3]));
      expect([id, ...outcomes].sort()).toEqual([id, false, true].sort());
    }
  });

  it('have ids of their own', () => {
    expect(new Set(operators.map(({ id }) => id)).size).toBe(operators.length);
  });

  it('see changes of rows other than the contact', () => {
    const done: Happening = { ...moved, type: 'job.updated', changes: { status: ['new', 'done'] } };
    expect(ask('job.status', 'changed_to', 'done', done).holds).toBe(true);
    expect(ask('contact.status', 'changed_to', 'done', done).holds).toBe(false);
    expect(ask('job.status', 'changed_to', 'done', null).holds).toBe(false);
  });
});

describe('words', () => {
  it.each([
    [['contact.score', 'gt', 80], 'Score is 42, not above 80'],
    [['contact.score', 'gt', 40], 'Score is 42, above 40'],
    [['contact.status', 'equals', 'WON'], 'Status is NEGOTIATING, not WON'],
    [['contact.status', 'equals', 'negotiating'], 'Status is NEGOTIATING'],
    [['contact.status', 'in', ['NEW', 'WON']], 'Status is NEGOTIATING, not one of NEW, WON'],
    [['contact.tags', 'contains', 'south'], 'Tags are VIP, north, without south'],
    [['contact.email', 'contains', '@'], 'Email is empty, without @'],
    [['contact.email', 'is_empty'], 'Email is empty'],
    [['contact.email', 'is_not_empty'], 'Email is empty'],
    [['contact.needsReview', 'is_false'], 'Needs review is yes, not no'],
    [['contact.fields.size', 'equals', 'Small'], 'size is Large, not Small'],
    [['job.status', 'equals', 'new'], 'There is no job here'],
    [['job.status', 'is_empty'], 'There is no job here'],
    [['webhook.other', 'equals', 'x'], 'There is no webhook.other here'],
    [['now', 'on_weekday', [6, 7]], 'Now is 2026-01-05T10:00:00.000Z, not on Saturday, Sunday'],
    [
      ['contact.createdAt', 'within_last', { amount: 1, unit: 'days' }],
      'Created is 2026-01-03T10:00:00Z, not within the last 1 day',
    ],
    [['contact.score', 'changed'], 'Score changed from 40 to 42'],
    [['contact.score', 'decreased'], 'Score changed from 40 to 42, not down'],
    [
      ['contact.status', 'changed_from_to', ['NEW', 'WON']],
      'Status changed from NEW to NEGOTIATING, not from NEW to WON',
    ],
    [['contact.email', 'changed'], 'Email changed from a@b.test to nothing'],
    [['contact.firstName', 'changed'], 'First name did not change'],
    [['contact.score', 'nope'], 'There is no operator nope'],
  ] as [[string, string, Json?], string][])('%j', (rule, expected) => {
    expect(words(...rule)).toBe(expected);
  });

  it('say what was expected, and show what was seen', () => {
    const result = ask('contact.status', 'changed_from_to', ['NEW', 'WON']);
    expect(result).toMatchObject({
      result: { expected: 'changed from NEW to WON', actual: ['NEW', 'NEGOTIATING'] },
    });
    expect(ask('contact.score', 'between', [1, 5])).toMatchObject({
      result: { expected: 'is between 1 and 5', actual: 42 },
    });
  });
});

describe('groups', () => {
  const yes: Rule = { field: 'contact.score', op: 'equals', value: 42 };
  const no: Rule = { field: 'contact.score', op: 'equals', value: 1 };
  const rule: fc.Arbitrary<Rule> = fc.oneof(
    fc.constantFrom(yes, no),
    fc.constantFrom(...cases).map(([field, op, value]) => {
      return value === undefined ? { field, op } : { field, op, value };
    }),
    fc.record({
      field: fc.constantFrom(...baseFields.map(({ path }) => path), 'webhook.plan', 'no.where'),
      op: fc.constantFrom(...operators.map(({ id }) => id)),
      value: fc.jsonValue() as fc.Arbitrary<Json>,
    }),
  );
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      rule,
      fc.record({ all: fc.array(tie('condition'), { maxLength: 4 }) }),
      fc.record({ any: fc.array(tie('condition'), { maxLength: 4 }) }),
      fc.record({ not: tie('condition') }),
    ),
  }));
  const about = fc.constantFrom(moved, null);
  const answer = (one: Condition, happening: Happening | null) =>
    compileCondition(one).holds(facts, happening, now);

  it('hold when empty for all, not for any', () => {
    expect(answer({ all: [] }, null)).toBe(true);
    expect(answer({ any: [] }, null)).toBe(false);
    expect(answer({ not: { any: [] } }, null)).toBe(true);
    expect(answer({ all: [yes, { any: [no, yes] }] }, null)).toBe(true);
    expect(answer({ all: [yes, { not: yes }] }, null)).toBe(false);
  });

  it('explain every part with the same outcome as asked', () => {
    const agrees = (one: Condition, result: ConditionResult, happening: Happening | null) => {
      expect(result.holds).toBe(answer(one, happening));
      if (result.kind === 'rule') return;
      const parts = 'all' in one ? one.all : 'any' in one ? one.any : 'not' in one ? [one.not] : [];
      expect(result.parts.length).toBe(parts.length);
      for (const [i, part] of parts.entries()) {
        const inner = result.parts[i];
        if (inner) agrees(part, inner, happening);
      }
    };
    fc.assert(
      fc.property(condition, about, (one, happening) => {
        agrees(one, compileCondition(one).explain(facts, happening, now), happening);
      }),
      { numRuns: 3_000 },
    );
  });

  it('follow De Morgan, and two nots are none', () => {
    fc.assert(
      fc.property(fc.array(condition, { maxLength: 4 }), about, (parts, happening) => {
        const nots = parts.map((not) => ({ not }));
        expect(answer({ not: { all: parts } }, happening)).toBe(answer({ any: nots }, happening));
        expect(answer({ not: { any: parts } }, happening)).toBe(answer({ all: nots }, happening));
        for (const one of parts) {
          expect(answer({ not: { not: one } }, happening)).toBe(answer(one, happening));
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('never throw, whatever the facts', () => {
    const anything = fc.dictionary(
      fc.constantFrom('contact', 'job', 'webhook', 'company'),
      fc.jsonValue() as fc.Arbitrary<Json>,
    );
    fc.assert(
      fc.property(condition, anything, (one, seen) => {
        const compiled = compileCondition(one);
        const outcome = compiled.holds(seen, moved, now);
        expect(compiled.explain(seen, null, now)).toBeDefined();
        expect(compiled.explain(seen, moved, now).holds).toBe(outcome);
        checkCondition(one, baseFields, 'conditions');
        conditionReferences(one);
      }),
      { numRuns: 2_000 },
    );
  });

  it('name the roots that they read', () => {
    const one = compileCondition({
      all: [yes, { not: { any: [{ field: 'client.x', op: 'is_empty' }] } }],
    });
    expect(one.roots).toEqual(['contact']);
    const clock = compileCondition({ field: 'job.scheduledStart', op: 'on_weekday', value: [1] });
    expect(clock.roots).toEqual(['job', 'contact', 'company']);
  });
});

describe('checkCondition', () => {
  const fields = fieldsFor([
    { key: 'size', label: 'Size', type: 'choice', choices: ['Small', 'Large'] },
    { key: 'since', label: 'Since', type: 'date', choices: [] },
  ]);
  const problemsOf = (field: string, op: string, value?: Json) =>
    checkCondition(value === undefined ? { field, op } : { field, op, value }, fields, 'if').map(
      ({ place, message }) => `${place}: ${message}`,
    );

  it.each([
    ['contact.score', 'gt', 80],
    ['contact.status', 'equals', 'won'],
    ['contact.status', 'contains', 'SENT'],
    ['contact.fields.size', 'in', ['small']],
    ['contact.fields.since', 'before', '2026-01-05'],
    ['contact.fields.size', 'changed_to', 'Large'],
    ['contact.email', 'is_empty'],
    ['contact.createdAt', 'between', ['2026-01-01', '2026-02-01T00:00:00Z']],
    ['now', 'time_between', ['18:00', '09:00']],
    ['now', 'on_weekday', [1, 7]],
    ['webhook.seats', 'gt', 5],
    ['webhook.plan', 'equals', true],
    ['steps.ask.choice', 'contains', 'x'],
    ['event.changes.score.new', 'gt', 5],
    ['contact.needsReview', 'changed_to', true],
    ['contact.ownerId', 'changed_from_to', [null, 'm1']],
    ['contact.email', 'changed_to', null],
  ] as [string, string, Json?][])('takes %s %s %j', (field, op, value) => {
    expect(problemsOf(field, op, value)).toEqual([]);
  });

  it.each([
    [['contact.scor', 'gt', 80], 'if.field: There is no field contact.scor'],
    [['contact.fields.nope', 'equals', 'x'], 'if.field: There is no field contact.fields.nope'],
    [
      ['contact.needsReview', 'above', true],
      'if.op: There is no operator above; Needs review takes is_empty, is_not_empty, is_true, is_false, changed, changed_to, changed_from, changed_from_to',
    ],
    [
      ['contact.score', 'above', 80],
      /^if.op: There is no operator above; Score takes equals, .* gt,/,
    ],
    [['contact.stageName', 'above', 'x'], /^if.op: There is no operator above; (?!.*changed)/],
    [
      ['webhook.plan', 'above', 80],
      /^if.op: There is no operator above; webhook.plan takes equals/,
    ],
    [
      ['contact.score', 'contains', '8'],
      'if.op: "contains" does not go with Score, which is of the type number',
    ],
    [['contact.score', 'gt', '80'], 'if.value: must be a number'],
    [['contact.score', 'gt'], 'if.value: must be a number'],
    [['contact.score', 'between', [1]], 'if.value: must be two values'],
    [['contact.score', 'between', [5, 1]], 'if.value: has its ends the wrong way round'],
    [['contact.email', 'equals', ''], 'if.value: must be a text that is not empty'],
    [['contact.email', 'equals', null], 'if.value: must be a text that is not empty'],
    [['contact.email', 'changed_to'], 'if.value: must be a text that is not empty'],
    [['contact.email', 'in', []], 'if.value: must be a list of values'],
    [['contact.status', 'equals', 'COLD'], /^if.value: COLD is not one of NEW, CONTACTED/],
    [['contact.fields.size', 'in', ['Big']], 'if.value: Big is not one of Small, Large'],
    [['contact.createdAt', 'before', '2026-01-05T10:00'], /^if.value: must be a date/],
    [['contact.createdAt', 'within_last', 5], /^if.value: must be an amount/],
    [['now', 'time_between', ['9:00', '18:00']], 'if.value: must be a time such as 09:00'],
    [['now', 'on_weekday', [0]], /^if.value: must be weekdays/],
    [['company.name', 'changed'], 'if.op: Company name has no changes to look at'],
    [['webhook.plan', 'changed'], 'if.op: webhook.plan has no changes to look at'],
    [
      ['contact.stageName', 'changed_to', 'x'],
      'if.op: Changes of contact.stageName are not recorded; use contact.stageId',
    ],
    [['contact.email', 'contains', 'x'.repeat(1_001)], 'if.value: is longer than 1000 characters'],
    [['contact.email', 'in', Array(501).fill('x')], 'if.value: has more than 500 values'],
  ] as [[string, string, Json?], string | RegExp][])('refuses %j', (rule, expected) => {
    const problems = problemsOf(...rule);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toEqual(
      typeof expected === 'string' ? expected : expect.stringMatching(expected),
    );
  });

  it('names the place of each, and the limits', () => {
    const bad: Rule = { field: 'x', op: 'y' };
    const good: Rule = { field: 'contact.email', op: 'is_empty' };
    const places = (one: Condition) => checkCondition(one, fields, 'if').map(({ place }) => place);
    expect(places({ all: [good, { any: [{ not: bad }] }, bad] })).toEqual([
      'if.all.1.any.0.not.field',
      'if.all.2.field',
    ]);
    expect(places({ all: [{ all: Array(60).fill(good) }, { all: Array(41).fill(good) }] })).toEqual(
      ['if'],
    );
    let deep: Condition = good;
    for (let i = 0; i < 9; i++) deep = { not: deep };
    expect(places(deep)).toEqual(['if.not.not.not.not.not.not.not.not.not']);
  });
});

describe('conditionReferences', () => {
  it('finds stages, pipelines, members, tags and custom fields', () => {
    const references = conditionReferences({
      any: [
        { field: 'contact.stageId', op: 'changed_from_to', value: ['s1', 's2'] },
        { not: { field: 'client.pipelineId', op: 'equals', value: 'p1' } },
        { field: 'job.assigneeId', op: 'in', value: ['m1'] },
        { field: 'contact.tags', op: 'contains_any', value: ['vip'] },
        { field: 'contact.fields.size', op: 'is_empty' },
        { field: 'contact.score', op: 'gt', value: 5 },
        { field: 'contact.ownerId', op: 'is_empty' },
      ],
    });
    expect(references).toEqual([
      { kind: 'stage', id: 's1' },
      { kind: 'stage', id: 's2' },
      { kind: 'pipeline', id: 'p1' },
      { kind: 'member', id: 'm1' },
      { kind: 'tag', id: 'vip' },
      { kind: 'custom_field', id: 'size' },
    ]);
  });
});
