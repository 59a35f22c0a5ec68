import { describe, expect, it } from 'vitest';
import type { Definition } from '../../../src/contracts/automation-definition.ts';
import { messageWords, placeWords } from './problems.rules.ts';

const definition: Definition = {
  trigger: { type: 'stage_changed', params: {} },
  conditions: null,
  steps: [
    {
      id: 'check',
      kind: 'branch',
      branches: [
        {
          id: 'yes',
          condition: { field: 'contact.score', op: 'gt', value: 80 },
          steps: [{ id: 'move', kind: 'action', action: 'move_stage', input: {}, onError: 'stop' }],
        },
      ],
      otherwise: [],
    },
  ],
  settings: {
    reenrolment: { mode: 'always' },
    debounceSeconds: 0,
    maxRunsPerHour: null,
    sendingWindow: null,
    stopOnReply: false,
    pauseAfterFailures: null,
  },
};
const action = { title: 'Move to a stage', form: [{ name: 'stageId', label: 'Stage' }] };
const book = { triggers: new Map(), actions: new Map([['move_stage', action]]) };

describe('the place of a problem', () => {
  const at = (place: string, stepId: string | null) =>
    placeWords({ place, stepId }, definition, book);

  it('names the step and the field of its form', () => {
    expect(at('steps.move.input.stageId', 'move')).toBe('Move to a stage · Stage');
    expect(at('steps.move.input', 'move')).toBe('Move to a stage');
  });

  it('names the part of the definition where there is no step', () => {
    expect(at('conditions.all[0].field', null)).toBe('Conditions');
    expect(at('steps.check.branches', 'check')).toBe('Branch');
  });
});

describe('the message of a problem', () => {
  it('leaves out ids, and nothing else', () => {
    expect(messageWords('There is no stage 01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a11')).toBe(
      'There is no such stage any more',
    );
    expect(messageWords('There is no field contact.scoer')).toBe('There is no field contact.scoer');
  });
});
