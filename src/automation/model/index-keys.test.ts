import { expect, it } from 'vitest';
import { happeningOf } from './automation.fixture.ts';
import { keysOf } from './index-keys.ts';

it('names the type, the changed fields and their new values', () => {
  const happening = happeningOf({
    changes: {
      stageId: ['s1', 's2'],
      tags: [[], ['vip']],
      ownerId: ['m1', null],
      score: [null, 0],
    },
  });
  expect(keysOf(happening)).toEqual([
    'contact.updated',
    'contact.updated:stageId',
    'contact.updated:stageId=s2',
    'contact.updated:tags',
    'contact.updated:ownerId',
    'contact.updated:score',
    'contact.updated:score=0',
  ]);
});

it('keeps to the type when nothing changed', () => {
  expect(keysOf(happeningOf({ type: 'manual.start', changes: {} }))).toEqual(['manual.start']);
});
