import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spreadOverHours } from './held-runs.rules.ts';

const of = (ids: string) => [...ids].map((automationId) => ({ automationId }));
const none = new Map<string, number>();

it('starts all at once without a limit, else as many an hour as have room', () => {
  expect(spreadOverHours(of('aab'), [], { workspace: null, automations: none })).toEqual([0, 0, 0]);
  const taken = [
    { automationId: 'c', hour: 0, runs: 1 },
    { automationId: 'c', hour: 1, runs: 5 },
  ];
  const limits = { workspace: 2, automations: none };
  expect(spreadOverHours(of('aaaab'), taken, limits)).toEqual([0, 2, 2, 3, 3]);
});

it('lets others pass a run whose automation has a limit of its own', () => {
  const limits = { workspace: 2, automations: new Map([['a', 1]]) };
  expect(spreadOverHours(of('aaabb'), [], limits)).toEqual([0, 1, 2, 0, 1]);
});

it('never goes above a limit, and leaves no room that somebody could have had', () => {
  const limit = fc.option(fc.integer({ min: 1, max: 4 }));
  const id = fc.constantFrom('a', 'b', 'c');
  const taken = fc.record({
    automationId: id,
    hour: fc.nat({ max: 5 }),
    runs: fc.nat({ max: 6 }),
  });
  fc.assert(
    fc.property(fc.array(id), fc.array(taken), limit, limit, (ids, busy, workspace, own) => {
      const automations = own === null ? none : new Map([['a', own]]);
      const held = of(ids.join(''));
      const hours = spreadOverHours(held, busy, { workspace, automations });
      const runsIn = (hour: number, before: number, automationId?: string) =>
        busy.reduce(
          (sum, row) =>
            row.hour === hour && row.automationId === (automationId ?? row.automationId)
              ? sum + row.runs
              : sum,
          0,
        ) +
        held.filter(
          (row, n) =>
            n < before &&
            hours[n] === hour &&
            row.automationId === (automationId ?? row.automationId),
        ).length;
      const isFull = (hour: number, before: number, automationId: string) =>
        (workspace !== null && runsIn(hour, before) >= workspace) ||
        (own !== null && automationId === 'a' && runsIn(hour, before, 'a') >= own);
      held.forEach(({ automationId }, n) => {
        const hour = hours[n] ?? -1;
        expect(isFull(hour, n, automationId)).toBe(false);
        for (let earlier = 0; earlier < hour; earlier += 1) {
          expect(isFull(earlier, n, automationId)).toBe(true);
        }
      });
    }),
  );
});

it('spreads 100,000 runs in the time of a request', () => {
  const held = Array.from({ length: 100_000 }, (_, n) => ({ automationId: String(n % 3) }));
  const limits = { workspace: 10, automations: new Map([['0', 2]]) };
  const startedAt = performance.now();
  // A third of them at two an hour.
  expect(Math.max(...spreadOverHours(held, [], limits))).toBe(Math.ceil(33_334 / 2) - 1);
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});
