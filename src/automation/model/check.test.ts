import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { definitionLimits } from '../../contracts/automation-definition.ts';
import { act, actions, scoreAbove, triggers } from './automation.fixture.ts';
import { type CheckWorld, checkDefinition } from './check.ts';
import { fieldsFor } from './fields.ts';
import { randomDefinition } from './random-definition.fixture.ts';
import type { JsonObject } from './types.ts';

const world: CheckWorld = {
  triggers,
  actions,
  fields: fieldsFor([{ key: 'visit', label: 'Visit', type: 'date', choices: [] }]),
  exists: ({ id }) => !id.startsWith('gone'),
};
const task = (id: string, title = 'Call') => act(id, 'create_task', { title });
const trigger = { type: 'contact_updated', params: {} };

function check(steps: readonly unknown[], more: JsonObject = {}) {
  return checkDefinition({ trigger, steps, ...more }, world).map(
    ({ place, stepId, message, severity }) => `${severity} ${stepId} ${place}: ${message}`,
  );
}

describe('checkDefinition', () => {
  it('has nothing to say about a sound definition', () => {
    const sound = [
      task('a', 'Hi {{ client.firstName | default: "there" }} of {{ company.name }}'),
      act('t', 'add_tag', { tag: 'vip' }),
      {
        id: 'b',
        kind: 'branch',
        branches: [{ id: 'x', condition: scoreAbove(5), steps: [task('c', '{{ steps.a.id }}')] }],
      },
      { id: 'u', kind: 'wait_until', until: { field: 'contact.createdAt', offsetMinutes: 60 } },
    ];
    expect(check(sound, { conditions: scoreAbove(80) })).toEqual([]);
  });

  it('warns of a tree without steps', () => {
    expect(check([])).toEqual(['warning null steps: There are no steps: runs end at once']);
  });
});

describe('shape', () => {
  it('says in words what is wrong, and in which step', () => {
    const broken = [
      { id: 'd', kind: 'delay', for: { amount: '5', unit: 'weeks' } },
      {
        id: 'b',
        kind: 'branch',
        branches: [
          {
            id: 'x',
            condition: { all: [{ field: '', op: 'gt' }] },
            steps: [{ id: 'y', kind: 'delay' }],
          },
        ],
      },
      { id: 'z', kind: 'dance' },
      { id: '9', kind: 'stop', colour: 'red' },
    ];
    expect(check(broken)).toEqual([
      'error d steps.d.for.amount: must be a number',
      'error d steps.d.for.unit: must be one of seconds, minutes, hours, days',
      'error b steps.b.branches.0.condition.all.0.field: must not be empty',
      'error y steps.y.for: is missing',
      'error z steps.z.kind: is nothing that may stand here',
      'error 9 steps.9.id: is not in the right form',
      'error 9 steps.9: has something that is not known here: colour',
    ]);
  });

  it('refuses what is no definition at all', () => {
    for (const raw of [null, 5, 'x', [], undefined]) {
      expect(checkDefinition(raw, world).length, String(raw)).toBeGreaterThan(0);
    }
  });

  it('refuses what is too large or too deep before it is read', () => {
    const large = task('a', 'x'.repeat(definitionLimits.bytes));
    expect(check([large])).toEqual([expect.stringContaining('bytes, more than 262144')]);
    const deep = JSON.parse(`${'{"not":'.repeat(20_000)}0${'}'.repeat(20_000)}`);
    expect(check([], { conditions: deep })).toEqual([expect.stringContaining('nested deeper')]);
  });

  it('tells the first of very many problems', () => {
    const all = Array.from({ length: 100 }, () => ({ any: Array.from({ length: 100 }, () => 0) }));
    expect(check([], { conditions: { all } })).toHaveLength(100);
    expect(check([], { conditions: { all: Array.from({ length: 120_000 }, () => 0) } })).toEqual([
      'error null conditions.all: must have at most 100 entries',
    ]);
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.jsonValue(), (conditions, input) => {
        const step = { id: 'a', kind: 'action', action: 'add_tag', input };
        checkDefinition({ trigger, conditions, steps: [step] }, world);
        checkDefinition(conditions, world);
      }),
    );
  });
});

describe('the tree', () => {
  it('has ids of its own for steps and branches', () => {
    const split = {
      id: 'a',
      kind: 'split',
      branches: [
        { id: 'x', weight: 1, steps: [task('a')] },
        { id: 'x', weight: 1, steps: [] },
      ],
    };
    expect(check([split])).toEqual([
      'error a steps.a.branches.1.id: The id x is taken',
      'error a steps.a: Another step has the id a too',
    ]);
  });

  it('is bounded in size, nesting and time', () => {
    const many = Array.from({ length: 101 }, (_, i) => ({
      id: `b${i}`,
      kind: 'branch',
      branches: [{ id: 'x', condition: scoreAbove(1), steps: [{ id: `s${i}`, kind: 'stop' }] }],
    }));
    expect(check(many)).toEqual(['error null steps: There are 202 steps, more than 200']);
    const nest = (levels: number): object =>
      levels === 0
        ? task('deep')
        : {
            id: `n${levels}`,
            kind: 'branch',
            branches: [{ id: 'x', condition: scoreAbove(1), steps: [nest(levels - 1)] }],
          };
    expect(check([nest(8)])).toEqual([]);
    expect(check([nest(9)])).toEqual([
      expect.stringContaining('error deep steps.deep: Branches stand deeper'),
    ]);
    const long = { id: 'd', kind: 'delay', for: { amount: 367, unit: 'days' } };
    expect(check([long])).toEqual(['error d steps.d.for: is longer than 366 days']);
  });

  it('warns of steps that no run reaches', () => {
    const ends = {
      id: 'b',
      kind: 'split',
      branches: [
        { id: 'x', weight: 1, steps: [{ id: 's1', kind: 'stop' }] },
        { id: 'y', weight: 1, steps: [task('t'), { id: 's2', kind: 'stop' }] },
      ],
    };
    expect(check([ends, task('z')])).toEqual([
      expect.stringContaining('warning z steps.z: No run comes here'),
    ]);
  });
});

describe('triggers and references', () => {
  it('are looked up', () => {
    expect(check([task('a')], { trigger: { type: 'gone', params: {} } })).toEqual([
      'error null trigger.type: There is no trigger gone',
    ]);
    const staged = (params: JsonObject) =>
      check([task('a')], { trigger: { type: 'stage_changed', params } });
    expect(staged({ to: 'gone-1' })).toEqual([
      'error null trigger.params.to: There is no stage gone-1',
    ]);
    expect(staged({})).toEqual(['error null trigger.params.to: is missing']);
    expect(staged({ to: 's1' })).toEqual([]);
    expect(check([act('t', 'add_tag', { tag: 'gone' })])).toEqual([
      'error t steps.t.input.tag: There is no tag gone',
    ]);
    expect(check([act('t', 'add_tag', { tag: 'gone {{ contact.status }}' })])).toEqual([]);
    const rule = { field: 'contact.stageId', op: 'equals', value: 'gone-2' };
    expect(check([task('a')], { conditions: { all: [rule] } })).toEqual([
      'error null conditions.all.0.value: There is no stage gone-2',
    ]);
  });

  it('keeps runs from waiting for what they cannot hear', () => {
    const wait = (type: string) => {
      const event = { type, params: {} };
      return { id: 'w', kind: 'wait_for_event', event, timeout: { amount: 1, unit: 'days' } };
    };
    expect(check([wait('message_received')])).toEqual([]);
    expect(check([wait('schedule')])).toEqual([
      expect.stringContaining('error w steps.w.event.type: It does not'),
    ]);
    expect(check([wait('gone')])).toEqual(['error w steps.w.event.type: There is no trigger gone']);
    const text = { field: 'message.text', op: 'contains', value: 'yes' };
    expect(check([{ ...wait('message_received'), condition: text }])).toEqual([]);
    expect(check([{ ...wait('contact_updated'), condition: text }])).toEqual([
      'error w steps.w.condition.field: message.text is never there: the trigger gives no message',
    ]);
  });
});

describe('conditions and variables', () => {
  it('name only what there is', () => {
    const wrong = {
      any: [
        { field: 'contact.shoe', op: 'equals', value: 1 },
        { field: 'contact.score', op: 'gt', value: 'x' },
      ],
    };
    expect(check([task('a')], { conditions: wrong })).toEqual([
      'error null conditions.any.0.field: There is no field contact.shoe',
      'error null conditions.any.1.value: must be a number',
    ]);
    expect(check([task('a', 'Hi {{ contact.shoe }}')])).toEqual([
      'error a steps.a.input.title: There is no variable contact.shoe',
    ]);
    expect(check([task('a', 'Hi {{ contact.')])).toHaveLength(1);
    expect(check([task('a', 'x'.repeat(10_001))])).toEqual([
      'error a steps.a.input.title: is longer than 10000 characters',
    ]);
  });

  it('read what the trigger gives', () => {
    expect(check([task('a', '{{ job.title }}')])).toEqual([
      'error a steps.a.input.title: job.title is never there: the trigger gives no job',
    ]);
    const more = { trigger: { type: 'job_updated', params: {} } };
    expect(check([task('a', '{{ job.title }} {{ owner.name }}')], more)).toEqual([]);
  });

  it('read steps that come before', () => {
    const branch = (inside: object[], otherwise: object[] = []) => ({
      id: 'b',
      kind: 'branch',
      branches: [{ id: 'x', condition: scoreAbove(1), steps: inside }],
      otherwise,
    });
    const reads = (id: string, other: string) => task(id, `{{ steps.${other}.id }}`);
    expect(check([reads('a', 'z'), task('z')])).toEqual([
      'error a steps.a.input.title: The step z does not come before this',
    ]);
    expect(check([reads('a', 'nobody')])).toEqual([
      'error a steps.a.input.title: There is no step nobody',
    ]);
    expect(check([branch([task('i')], [reads('o', 'i')])])).toEqual([
      'error o steps.o.input.title: The step i does not come before this',
    ]);
    expect(check([branch([task('i')]), reads('z', 'i')])).toEqual([
      'warning z steps.z.input.title: The step i may have been left out: give a default',
    ]);
    expect(check([branch([task('i')]), task('z', '{{ steps.i.id | default: "" }}')])).toEqual([]);
    expect(check([task('a'), branch([reads('i', 'a')])])).toEqual([]);
    const goal = { id: 'g', kind: 'goal', condition: scoreAbove(99) };
    expect(check([task('a'), goal, reads('z', 'a')])).toEqual([
      expect.stringContaining('warning z'),
    ]);
  });
});

describe('actions', () => {
  const inJob = { trigger: { type: 'job_updated', params: {} } };
  const note = (input: JsonObject) => act('n', 'note_job', input);

  it('are in the catalogue and have what they need', () => {
    expect(check([act('a', 'gone', {})])).toEqual([
      'error a steps.a.action: There is no action gone',
    ]);
    expect(check([note({ text: 'x', amount: 1 })])).toEqual([
      'error n steps.n.action: needs a job, and the trigger gives none',
    ]);
    expect(check([note({ text: 'x', amount: 1 })], inJob)).toEqual([]);
  });

  it('have their form filled in, each field told once', () => {
    expect(check([note({ text: '' })], inJob)).toEqual([
      'error n steps.n.input.text: text is needed',
      'error n steps.n.input.amount: amount is needed',
    ]);
  });

  it('have input that fits, as far as it is known before they run', () => {
    expect(check([note({ text: 'x', amount: 0 })], inJob)).toEqual([
      'error n steps.n.input.amount: must be at least 1',
    ]);
    expect(check([note({ text: 'x', amount: '{{ job.amount }}' })], inJob)).toEqual([]);
  });
});

describe('dates and time zones', () => {
  const until = (field: string) => ({ id: 'u', kind: 'wait_until', until: { field } });

  it('are dates, are there, and warn when they may be empty', () => {
    expect(check([until('contact.fields.visit')])).toEqual([
      'warning u steps.u.until.field: Visit may be empty: the step then fails',
    ]);
    expect(check([until('contact.score')])).toEqual([
      'error u steps.u.until.field: Score is no date',
    ]);
    expect(check([until('contact.shoe')])).toEqual([
      'error u steps.u.until.field: There is no field contact.shoe',
    ]);
    expect(check([until('appointment.startsAt')])).toEqual([
      expect.stringContaining('is never there'),
    ]);
  });

  it('exist', () => {
    const window = { weekdays: [1], from: '09:00', to: '17:00', timeZone: 'Mars/Olympus' };
    expect(check([task('a')], { settings: { sendingWindow: window } })).toEqual([
      'error null settings.sendingWindow.timeZone: There is no time zone Mars/Olympus',
    ]);
  });
});

it('places every problem of random definitions at a step that there is', () => {
  fc.assert(
    fc.property(randomDefinition, (definition) => {
      const text = JSON.stringify(definition);
      for (const { stepId, place } of checkDefinition(definition, world)) {
        if (stepId === null) expect(place).toMatch(/^(trigger|conditions|settings|steps$)/);
        else expect(text).toContain(`"id":"${stepId}"`);
      }
    }),
    { numRuns: 200 },
  );
});
