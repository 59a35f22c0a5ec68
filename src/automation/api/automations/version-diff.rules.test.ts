import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Definition, type Step } from '../../../contracts/automation-definition.ts';
import { diffVersions } from './version-diff.rules.ts';

const task = (id: string, title = 'Call'): Step => ({
  id,
  kind: 'action',
  action: 'create_task',
  input: { title },
  onError: 'review',
});
const define = (steps: Step[], rest: object = {}) =>
  Definition.parse({ trigger: { type: 'contact_created' }, steps, ...rest });
const words = (before: Definition, after: Definition) =>
  diffVersions(before, after).map((difference) => difference.words);

describe('the differences of two versions', () => {
  it('names a changed input, added and removed steps', () => {
    const before = define([task('call'), task('mail')]);
    const after = define([task('call', 'Call today'), task('visit')]);
    expect(diffVersions(before, after)).toEqual([
      {
        place: 'steps.call.input.title',
        kind: 'changed',
        stepId: 'call',
        from: 'Call',
        to: 'Call today',
        words: '“Create task”: input.title changed from “Call” to “Call today”',
      },
      expect.objectContaining({ kind: 'added', stepId: 'visit' }),
      expect.objectContaining({ kind: 'removed', stepId: 'mail', to: null }),
    ]);
  });

  it('does not call the steps after an inserted one moved', () => {
    const before = define([task('a'), task('b'), task('c')]);
    const after = define([task('new'), task('a'), task('b'), task('c')]);
    expect(diffVersions(before, after).map(({ kind }) => kind)).toEqual(['added']);
  });

  it('calls only the step moved that was taken elsewhere', () => {
    const before = define([task('a'), task('b'), task('c')]);
    const after = define([task('c'), task('a'), task('b')]);
    expect(diffVersions(before, after)).toEqual([
      expect.objectContaining({
        kind: 'moved',
        stepId: 'c',
        words: expect.stringContaining('main path'),
      }),
    ]);
  });

  it('sees a step go into a branch, and the branch change without its steps', () => {
    const branch = (steps: Step[], value: number): Step => ({
      id: 'who',
      name: 'Who is it?',
      kind: 'branch',
      branches: [
        {
          id: 'vip',
          name: 'VIP',
          condition: { field: 'contact.score', op: 'above', value },
          steps,
        },
      ],
      otherwise: [],
    });
    const before = define([branch([], 80), task('call')]);
    const after = define([branch([task('call')], 90)]);
    expect(words(before, after)).toEqual([
      expect.stringContaining('“Who is it?”: branches.vip.condition changed from'),
      '“Create task” moved to the branch “VIP” of “Who is it?”',
    ]);
  });

  it('compares trigger, conditions and settings', () => {
    const before = define([]);
    const after = define([], {
      trigger: { type: 'contact_created', params: { source: 'web' } },
      conditions: { all: [] },
      settings: { stopOnReply: true },
    });
    expect(diffVersions(before, after).map(({ place }) => place)).toEqual([
      'trigger.params.source',
      'conditions',
      'settings.stopOnReply',
    ]);
  });

  it('finds nothing between a definition and itself, in whatever order its keys stand', () => {
    const definition = define([{ ...task('a'), input: { b: 1, a: { d: 1, c: 2 } } } as Step]);
    const turned = define([{ ...task('a'), input: { a: { c: 2, d: 1 }, b: 1 } } as Step]);
    expect(diffVersions(definition, turned)).toEqual([]);
  });

  it('explains every reordering with moves that lead from one order to the other', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    fc.assert(
      fc.property(fc.shuffledSubarray(ids, { minLength: 6, maxLength: 6 }), (order) => {
        const before = define(ids.map((id) => task(id)));
        const after = define(order.map((id) => task(id)));
        const moved = new Set(diffVersions(before, after).map(({ stepId }) => stepId));
        const stayed = (list: string[]) => list.filter((id) => !moved.has(id));
        expect(stayed(order)).toEqual(stayed(ids));
      }),
    );
  });
});
