import { describe, expect, it } from 'vitest';
import { compileCondition } from '../../model/conditions.ts';
import type { Facts } from '../../model/types.ts';
import { eventWords, failingWords, rewindFacts, statusAt } from './explain.rules.ts';

const names = {
  stages: new Map([['s1', { name: 'New', type: 'LEAD' }]]),
  pipelines: new Map([['p1', 'Sales']]),
  members: new Map([['m1', { name: 'Ana', email: 'ana@example.com' }]]),
};
const contact = {
  id: 'c1',
  firstName: 'Rosa',
  lastName: 'Silva',
  name: 'Rosa Silva',
  score: 90,
  stageId: 's2',
  stageName: 'Won',
  stageType: 'WON',
  pipelineId: 'p1',
  ownerId: null,
  ownerName: null,
  tags: ['vip'],
  locked: true,
  lastInboundAt: '2026-07-02T09:00:00.000Z',
};
const updated = (
  changes: Record<string, [never, never] | [unknown, unknown]>,
  subjectId = 'c1',
) => ({
  type: `${subjectId === 'c1' ? 'contact' : 'appointment'}.updated`,
  subjectId,
  changes: changes as never,
});

describe('rewinding facts', () => {
  it('undoes later changes, the newest first, with what follows from them', () => {
    const facts: Facts = { contact, client: contact, company: { id: 'w' } };
    const then = rewindFacts(
      facts,
      [
        updated({ score: [70, 90], lockedAt: [null, '2026-07-02T10:00:00+00:00'] }),
        updated({ score: [40, 70], stageId: ['s1', 's2'], tags: [[], ['vip']] }),
        updated({
          lastName: ['Costa', 'Silva'],
          ownerId: ['m1', null],
          lastInboundAt: ['2026-07-01T09:00:00.5+02:00', '2026-07-02T09:00:00+00:00'],
        }),
      ],
      names,
    );
    expect(then['contact']).toMatchObject({
      score: 40,
      name: 'Rosa Costa',
      stageName: 'New',
      stageType: 'LEAD',
      ownerName: 'Ana',
      tags: [],
      locked: false,
      lastInboundAt: '2026-07-01T07:00:00.500Z',
    });
    expect(then['client']).toEqual(then['contact']);
    expect(then['owner']).toEqual({ id: 'm1', name: 'Ana', email: 'ana@example.com' });
    expect(facts['contact']).toMatchObject({ score: 90 });
  });

  it('undoes changes of what the event is about, and leaves others alone', () => {
    const appointment = {
      id: 'a1',
      status: 'cancelled',
      startsAt: '2026-07-06T12:00:00.000Z',
      durationMinutes: 60,
      timeZone: 'Europe/Lisbon',
    };
    const then = rewindFacts(
      { appointment },
      [
        updated({ status: ['confirmed', 'cancelled'] }, 'a1'),
        updated({ status: ['x', 'y'] }, 'a2'),
        updated({ startsAt: ['2026-07-01T09:00:00+00:00', '2026-07-06T12:00:00+00:00'] }, 'a1'),
      ],
      names,
    );
    expect(then['appointment']).toMatchObject({
      status: 'confirmed',
      startsAt: '2026-07-01T09:00:00.000Z',
      endsAt: '2026-07-01T10:00:00.000Z',
      date: 'Wednesday, 1 July 2026',
      time: '10:00',
    });
  });

  it('brings back what was deleted since', () => {
    const deleted = { type: 'task.deleted', subjectId: 't1', changes: { title: ['Call', null] } };
    const then = rewindFacts({}, [deleted as never], names);
    expect(then['task']).toMatchObject({ id: 't1', title: 'Call' });
  });
});

it('knows what a status was at a moment', () => {
  const at = (day: number) => new Date(Date.UTC(2026, 6, day));
  const changes = [
    { at: at(5), status: ['paused', 'active'] as [string, string] },
    { at: at(3), status: ['active', 'paused'] as [string, string] },
  ];
  expect([2, 4, 6].map((day) => statusAt('active', changes, at(day)))).toEqual([
    'active',
    'paused',
    'active',
  ]);
});

it('names the rules that would have to be otherwise', () => {
  const rule = (field: string, op: string, value: number | string) => ({ field, op, value });
  const condition = compileCondition({
    all: [
      rule('contact.score', 'gt', 80),
      { not: { any: [rule('contact.firstName', 'equals', 'Rosa')] } },
      rule('contact.lastName', 'equals', 'Silva'),
    ],
  });
  const result = condition.explain({ contact: { ...contact, score: 42 } }, null, new Date());
  expect(failingWords(result)).toEqual(['Score is 42, not above 80', 'First name is Rosa']);
});

it('tells an event in a few words', () => {
  const changes = {
    score: [40, 90],
    status: [null, 'WON'],
    tags: [[], ['vip']],
    phone: [null, '1'],
  };
  expect(eventWords({ type: 'contact.updated', changes: changes as never })).toBe(
    'Score 40 → 90, Status nothing → WON, Tags [] → ["vip"] and 1 more',
  );
  expect(eventWords({ type: 'hook_call.created', changes: {} })).toBe('Hook call created');
});
