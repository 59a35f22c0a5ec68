import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Definition } from '../../contracts/automation-definition.ts';
import { advance, beginRun } from './advance.ts';
import {
  actions,
  factsOf,
  happeningOf,
  later,
  monday,
  reply,
  triggers,
} from './automation.fixture.ts';
import { compileAutomation } from './compile.ts';
import { randomDefinition } from './random-definition.fixture.ts';
import type { Advanced, AdvanceInput, RunState, StepLog, Wake } from './run-types.ts';
import { chanceOf } from './steps/chance.ts';
import type { CompiledAutomation, Facts, Happening } from './types.ts';

const numRuns = Number(process.env['MODEL_SEEDS'] ?? 2_000);

/** Calls after which the world stops being unkind and lets the run end. */
const unkindCalls = 30;
const mostCalls = 3_000;

/** Choices that come out the same for a seed. */
function dice(seed: string) {
  let thrown = 0;
  return (sides: number): number => {
    thrown += 1;
    return Math.floor(chanceOf(`${seed}:${thrown}`) * sides);
  };
}

function compiled(definition: Definition): CompiledAutomation {
  const source = { workspaceId: 'w', automationId: 'a', version: 1, name: 'R', pipelineId: null };
  return compileAutomation({ ...source, definition }, triggers);
}

/** What becomes of one run, call by call, in a world that crashes, repeats and changes its mind. */
class Life {
  readonly rows = new Map<number, StepLog>();
  readonly trace: unknown[] = [];
  readonly effects: Advanced['effects'] = [];
  state: RunState = beginRun();
  last: Advanced | null = null;
  now = monday;
  private facts: Facts = factsOf({ visitAt: later(1_000).toISOString() });
  private readonly definition: Definition;
  private readonly throwDice: (sides: number) => number;
  private readonly runId: string;
  private readonly automation: CompiledAutomation;

  constructor(definition: Definition, seed: string) {
    this.definition = definition;
    this.throwDice = dice(seed);
    this.runId = `run-${seed}`;
    this.automation = compiled(definition);
  }

  live(): void {
    let wake: Wake = { kind: 'start' };
    for (let calls = 0; ; calls++) {
      if (calls > mostCalls) throw new Error('It does not end');
      const result = this.call(wake, calls < unkindCalls);
      if (result.status !== 'processing' && result.status !== 'waiting') return;
      wake = this.nextWake(result, calls < unkindCalls);
    }
  }

  /** A process that crashes reads everything again and makes the same call. */
  private call(wake: Wake, isUnkind: boolean): Advanced {
    let refused: AdvanceInput['refused'] = new Map();
    let result = this.ask(wake, refused);
    if (this.throwDice(3) === 0)
      expect(JSON.stringify(this.ask(wake, refused))).toBe(JSON.stringify(result));
    const target = result.effects[this.throwDice(Math.max(1, result.effects.length))];
    if (isUnkind && target !== undefined && this.throwDice(4) === 0) {
      refused = new Map([[target.number, { code: 'gone', message: 'It is gone' }]]);
      result = this.ask(wake, refused);
      expect(result.effects.map(({ number }) => number)).not.toContain(target.number);
      const row = result.steps.find(({ number }) => number === target.number);
      expect(row).toMatchObject({ status: 'failed', errorCode: 'gone' });
    }
    if (wake.kind === 'due' && this.isEarly()) {
      // Nothing is over early; a goal that holds may still be jumped to.
      const waited = result.steps.find(({ number }) => number === this.state.wait?.number);
      expect(waited?.status ?? 'skipped').toBe('skipped');
    }
    this.save(result);
    return result;
  }

  private isEarly(): boolean {
    const until = this.state.wait?.until ?? null;
    return until !== null && Date.parse(until) > this.now.getTime();
  }

  private ask(wake: Wake, refused: AdvanceInput['refused']): Advanced {
    const state: RunState = JSON.parse(JSON.stringify(this.state));
    const before = JSON.stringify(state);
    const result = advance({
      automation: compiled(JSON.parse(JSON.stringify(this.definition))),
      runId: this.runId,
      contactId: 'contact-1',
      state,
      wake,
      happening: happeningOf(),
      facts: JSON.parse(JSON.stringify(this.facts)),
      now: this.now,
      actions,
      triggers,
      skipWaits: false,
      refused,
    });
    expect(JSON.stringify(state)).toBe(before);
    return result;
  }

  private save(result: Advanced): void {
    checkAnswer(this.state, result);
    checkFreshness(this.automation, result);
    this.trace.push(result);
    this.last = result;
    this.state = result.state;
    this.effects.push(...result.effects);
    for (const row of result.steps) {
      const known = this.rows.get(row.number);
      // Only a waiting row is written again, by its own step.
      if (known) expect(known).toMatchObject({ status: 'waiting', stepId: row.stepId });
      this.rows.set(row.number, row);
    }
    const tags = result.effects.flatMap(({ effect }) =>
      effect.kind === 'set_contact' ? effect.addTags : [],
    );
    this.change({ tags });
  }

  private change(contact: { [field: string]: number | string | string[] }): void {
    const known = this.facts['contact'];
    this.facts = { ...this.facts, contact: { ...(Object(known) as object), ...contact } };
  }

  private nextWake(result: Advanced, isUnkind: boolean): Wake {
    if (result.status === 'processing') return { kind: 'again' };
    if (isUnkind && this.throwDice(2) === 0) return this.anything(result);
    if (result.waitReason === 'delivery' || result.waitReason === 'answer') {
      return { kind: 'outcome', ok: true, output: { status: 200 } };
    }
    // Whatever it waits for, its time comes.
    expect(result.dueAt).not.toBeNull();
    this.now = result.dueAt ?? this.now;
    return { kind: 'due' };
  }

  /** Happenings, failures, and wakes that come too early, too late or twice. */
  private anything(result: Advanced): Wake {
    this.now = new Date(this.now.getTime() + this.throwDice(90) * 60_000);
    const failure = { code: 'timeout', message: 'No answer', permanent: this.throwDice(3) === 0 };
    const isUnderWay = result.waitReason === 'delivery' || result.waitReason === 'answer';
    const wakes: Wake[] = [
      { kind: 'due' },
      { kind: 'again' },
      { kind: 'start' },
      { kind: 'event', happening: this.happening() },
      { kind: 'event', happening: this.happening() },
      isUnderWay ? { kind: 'outcome', ok: false, ...failure } : { kind: 'due' },
    ];
    return wakes[this.throwDice(wakes.length)] ?? { kind: 'due' };
  }

  private happening(): Happening {
    const key = `event:${this.trace.length + 10}`;
    if (this.throwDice(4) === 0) return reply(key, this.now);
    const score = this.throwDice(100);
    this.change({ score });
    return happeningOf({ key, at: this.now.toISOString(), changes: { score: [50, score] } });
  }
}

/** What must hold of every single answer. */
function checkAnswer(before: RunState, result: Advanced): void {
  const { status, state, steps, effects, waitReason } = result;
  const numbers = steps.map(({ number }) => number);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(state.number).toBeGreaterThanOrEqual(before.number);
  if (status === 'waiting') {
    expect(state.wait).toMatchObject({ reason: waitReason });
    expect(result.dueAt !== null || waitReason === 'delivery' || waitReason === 'answer').toBe(
      true,
    );
  } else {
    expect([state.wait, waitReason, result.dueAt]).toEqual([null, null, null]);
  }
  // It gives way only behind something that has been done.
  if (status === 'processing') expect(effects.length).toBeGreaterThan(0);
  if (status === 'failed') expect(result.error).not.toBeNull();
  for (const { number, stepId } of effects) {
    const row = steps.find((step) => step.number === number);
    expect(row).toMatchObject({ stepId, kind: 'action' });
    expect(['completed', 'waiting']).toContain(row?.status);
  }
}

/** No step reads what an earlier step of the same call changes. */
function checkFreshness({ steps }: CompiledAutomation, result: Advanced): void {
  const changed = result.effects.find(({ effect }) => effect.kind === 'set_contact');
  if (changed === undefined) return;
  const after = result.steps.filter(
    ({ number, status }) => number > changed.number && status !== 'skipped',
  );
  for (const { stepId } of after) expect(steps.get(stepId)?.roots ?? []).not.toContain('contact');
}

/** What must hold of a whole run. */
function checkLife({ rows, state, last, effects }: Life): void {
  const numbers = [...rows.keys()].sort((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: state.number - 1 }, (_, i) => i + 1));
  const isUnfinished = [...rows.values()].some(
    (row) => row.status === 'waiting' || row.finishedAt === null,
  );
  expect(isUnfinished).toBe(false);
  expect(last?.hearsEvents).toBe(false);
  // Rows of done actions and planned effects are the same thing seen twice.
  const ids = effects.flatMap(({ effect }) => ('id' in effect ? [effect.id] : []));
  expect(new Set(ids).size).toBe(ids.length);
  const failedForGood = [...rows.values()].filter(({ errorCode }) => errorCode === 'gone');
  for (const { number } of failedForGood) {
    expect(effects.some((effect) => effect.number === number)).toBe(false);
  }
}

it('every run ends, in order, whatever happens to it, and the same way each time', () => {
  const ends = new Map<string, number>();
  fc.assert(
    fc.property(randomDefinition, fc.integer(), (definition, seed) => {
      const first = new Life(definition, String(seed));
      first.live();
      checkLife(first);
      const second = new Life(definition, String(seed));
      second.live();
      expect(JSON.stringify(second.trace)).toBe(JSON.stringify(first.trace));
      const end = first.last?.ended ?? first.last?.status ?? '';
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }),
    { numRuns },
  );
  // It cannot pass by everything failing, or by nothing ever happening.
  for (const end of ['end', 'stop', 'goal', 'reply', 'failed']) {
    expect(ends.get(end) ?? 0, end).toBeGreaterThan(numRuns / 200);
  }
}, 600_000);
