import { expect, it } from 'vitest';
import { happeningOf } from './automation.fixture.ts';
import { keysOf } from './index-keys.ts';

it('names the type, the changed fields and their new values', () => {
  const happening = happeningOf({
    changes: {
      stageId: ['s1', 's2'],
      tags: [
        ['lead', 'kept'],
        ['kept', 'vip'],
      ],
      fields: [
        { city: 'Faro', size: 4 },
        { size: 4, birthday: '2000-01-01' },
      ],
      ownerId: ['m1', null],
      score: [null, 0],
    },
  });
  expect(keysOf(happening)).toEqual([
    'contact.updated',
    'contact.updated:stageId',
    'contact.updated:stageId=s2',
    'contact.updated:tags',
    'contact.updated:tags+vip',
    'contact.updated:tags-lead',
    'contact.updated:fields',
    'contact.updated:fields.city',
    'contact.updated:fields.birthday',
    'contact.updated:ownerId',
    'contact.updated:score',
    'contact.updated:score=0',
  ]);
});

it('takes what a new row has for gained', () => {
  const happening = happeningOf({
    type: 'contact.created',
    changes: { tags: [null, ['vip']], fields: [null, { city: 'Faro' }] },
  });
  expect(keysOf(happening)).toContain('contact.created:tags+vip');
  expect(keysOf(happening)).toContain('contact.created:fields.city');
});

it('keeps to the type when nothing changed', () => {
  expect(keysOf(happeningOf({ type: 'manual.start', changes: {} }))).toEqual(['manual.start']);
});
