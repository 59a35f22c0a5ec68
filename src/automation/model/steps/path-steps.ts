import type { ConditionResult, Json } from '../types.ts';
import { chanceOf } from './chance.ts';
import type { StepHandler, StepKinds, StepResult, Turn } from './step.ts';

/** The first branch that holds, and why none before it did. */
export const branch: StepHandler<StepKinds['branch']> = {
  enter(step, turn) {
    const asked: { branch: string; result: ConditionResult }[] = [];
    for (const [place, { id, steps }] of step.branches.entries()) {
      const result = explain(turn, place);
      if (result === undefined) continue;
      asked.push({ branch: id, result });
      if (result.holds) return into(id, steps[0]?.id, turn, asked);
    }
    return into('otherwise', step.otherwise[0]?.id, turn, asked);
  },
};

/** By chance, but for one run always the same way. */
export const split: StepHandler<StepKinds['split']> = {
  enter(step, turn) {
    const all = step.branches.reduce((sum, { weight }) => sum + weight, 0);
    let left = chanceOf(`${turn.input.runId}:${step.id}`) * all;
    const chosen = step.branches.find(({ weight }) => {
      left -= weight;
      return left < 0;
    });
    if (chosen === undefined) throw new Error(`The split ${step.id} has no branches`);
    return into(chosen.id, chosen.steps[0]?.id, turn);
  },
};

/** The run arrives: it goes on, or stops without what it is for. */
export const goal: StepHandler<StepKinds['goal']> = {
  enter(step, turn) {
    const result = explain(turn, 0);
    const logged = json({ reached: result?.holds ?? false, why: result ?? null });
    if (!result?.holds) {
      const ends = step.otherwise === 'stop' ? ({ ends: 'stop' } as const) : {};
      return { kind: 'done', output: { reached: false }, logged, ...ends };
    }
    const ends = turn.compiled.next === null ? ({ ends: 'goal' } as const) : {};
    return { kind: 'done', output: { reached: true }, logged, ...ends };
  },
};

export const stop: StepHandler<StepKinds['stop']> = {
  enter: () => ({ kind: 'done', output: null, ends: 'stop' }),
};

function explain(turn: Turn, place: number): ConditionResult | undefined {
  const { input, compiled, facts } = turn;
  return compiled.conditions[place]?.explain(facts, input.happening, input.now);
}

/** An empty branch goes on behind the step. */
function into(
  id: string,
  first: string | undefined,
  { compiled }: Turn,
  asked?: readonly { branch: string; result: ConditionResult }[],
): StepResult {
  const output = { branch: id };
  return {
    kind: 'done',
    output,
    to: first ?? compiled.next,
    ...(asked ? { logged: json({ ...output, asked }) } : {}),
  };
}

/** Values that were missing are left out. */
function json(value: object): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
