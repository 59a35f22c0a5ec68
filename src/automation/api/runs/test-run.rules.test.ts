import { expect, it } from 'vitest';
import { triggersById } from '../../catalog/triggers.ts';
import type { Effect } from '../../model/effects.ts';
import { effectWords, fitSample } from './test-run.rules.ts';

const names = {
  stages: new Map([['s1', { name: 'Won', type: 'WON' }]]),
  pipelines: new Map(),
  members: new Map([['m1', { name: 'Ana', email: 'ana@example.com' }]]),
};
const contactId = 'c1';

it('fits a sample to what was chosen', () => {
  const trigger = triggersById.get('tag_added');
  if (!trigger) throw new Error('no such trigger');
  const { changes } = fitSample(trigger.sample, trigger.sampleParams, { tag: 'hot' });
  expect(changes['tags']).toEqual([['lead'], ['lead', 'hot']]);
  expect(trigger.match({ ...trigger.sample, changes }, { tag: 'hot' }, {}).ok).toBe(true);
});

it('tells effects in words', () => {
  const contact = {
    kind: 'set_contact',
    contactId,
    set: {},
    fields: {},
    addTags: [],
    removeTags: [],
  };
  const told: [Effect, string][] = [
    [
      { ...contact, kind: 'set_contact', set: { score: 90, ownerId: 'm1' }, addTags: ['vip'] },
      'Would set score to 90, set owner to Ana and add the tag vip.',
    ],
    [
      { kind: 'move_contact', contactId, stageId: 's1', reason: '' },
      'Would move the contact to Won.',
    ],
    [
      {
        kind: 'create_delivery',
        id: 'd1',
        channel: 'sms',
        contactId,
        recipient: '+351',
        payload: { text: 'Hello Ana' },
      },
      'Would send an SMS to +351: “Hello Ana”.',
    ],
    [
      {
        kind: 'notify',
        memberIds: ['m1'],
        roles: ['admin'],
        title: 'Hot',
        text: '',
        link: null,
        contactId,
      },
      'Would notify Ana and everybody who is admin: “Hot”.',
    ],
    [{ kind: 'update_job', jobId: 'j1', set: {} }, 'Would change the job: nothing.'],
  ];
  for (const [effect, words] of told) expect(effectWords(effect, names)).toBe(words);
});
