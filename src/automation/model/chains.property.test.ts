import fc from 'fast-check';
import { expect, it } from 'vitest';
import { admit, depthLimit } from './admit.ts';
import {
  act,
  advanced,
  automationOf,
  definitionOf,
  delayed,
  factsOf,
  happeningOf,
  later,
  started,
  triggers,
} from './automation.fixture.ts';
import { compileAutomation } from './compile.ts';
import { keysOf } from './index-keys.ts';
import { findLoops } from './loops.ts';
import { matchAutomation } from './match.ts';
import type { CompiledAutomation, Enrolment, Happening } from './types.ts';

const fields = ['score', 'status', 'ownerId', 'stageId'];
const enrolment: Enrolment = {
  running: 0,
  lastStartedAt: null,
  debouncing: null,
  automationRunsByHour: [],
  workspaceRunsByHour: [],
  workspaceRunsPerHour: null,
};

type Node = { automation: CompiledAutomation; keys: readonly string[]; raises: string[] };

/** An automation that hears one field and writes others: each tag stands for the field it changes. */
function nodeOf({ hears, changes }: { hears: string; changes: string[] }, i: number): Node {
  const trigger = { type: 'contact_updated', params: { field: hears } };
  const steps = changes.map((field, n) => act(`s${n}`, 'add_tag', { tag: field }));
  const source = {
    workspaceId: 'w',
    automationId: `a${i}`,
    version: 1,
    name: `A${i}`,
    pipelineId: null,
  };
  const automation = compileAutomation(
    { ...source, definition: definitionOf(steps, { trigger }) },
    triggers,
  );
  const raises = changes.map((field) => `contact.updated:${field}`);
  return { automation, keys: automation.keys, raises };
}

const field = fc.constantFrom(...fields);
const graph = fc.array(
  fc.record({ hears: field, changes: fc.uniqueArray(field, { maxLength: 3 }) }),
  { minLength: 1, maxLength: 5 },
);

/** Runs a happening with all that follows from it. */
function play(nodes: readonly Node[], first: string) {
  let happenings = [changed(first, 0)];
  let runs = 0;
  const refusals: { reason: string; depth: number }[] = [];
  for (let depth = 0; happenings.length > 0; depth++) {
    expect(depth).toBeLessThanOrEqual(depthLimit);
    const next = new Set<string>();
    for (const happening of happenings) {
      for (const { automation } of heardBy(nodes, happening)) {
        const admission = admit(automation, happening, enrolment, later(0));
        if (admission.kind === 'refuse') refusals.push({ reason: admission.reason, depth });
        if (admission.kind !== 'start') continue;
        runs += 1;
        for (const tag of tagsOf(automation, happening)) next.add(tag);
      }
    }
    // Two happenings with the same field at the same depth have the same consequences.
    happenings = [...next].map((name) => changed(name, depth + 1));
  }
  return { runs, refusals };
}

function changed(name: string, depth: number): Happening {
  return happeningOf({ key: `event:${name}:${depth}`, changes: { [name]: [0, depth + 1] }, depth });
}

function heardBy(nodes: readonly Node[], happening: Happening): Node[] {
  const keys = keysOf(happening);
  return nodes
    .filter((node) => node.keys.some((key) => keys.includes(key)))
    .filter(
      ({ automation }) =>
        matchAutomation(automation, happening, factsOf(), later(0), triggers).matched,
    );
}

function tagsOf(automation: CompiledAutomation, happening: Happening): string[] {
  const result = started(automation, { happening });
  if (result.status !== 'completed') throw new Error(`A run is ${result.status}`);
  return result.effects.flatMap(({ effect }) =>
    effect.kind === 'set_contact' ? effect.addTags : [],
  );
}

it('automations that start each other stop at the depth limit and say so', () => {
  let loopy = 0;
  fc.assert(
    fc.property(graph, field, (specs, first) => {
      const nodes = specs.map(nodeOf);
      const { runs, refusals } = play(nodes, first);
      const others = refusals.filter(
        ({ reason, depth }) => reason !== 'depth_limit' || depth !== depthLimit,
      );
      expect(others).toEqual([]);
      const loops = findLoops(
        nodes.map(({ automation, keys, raises }) => ({
          automationId: automation.automationId,
          name: automation.name,
          keys,
          raises,
        })),
      );
      // More runs deep than there are automations: one of them came back to itself.
      if (refusals.length > 0) {
        loopy += 1;
        expect(loops.length).toBeGreaterThan(0);
        expect(runs).toBeGreaterThanOrEqual(depthLimit);
      }
      // The loops that were forecast are real: started at its head, each runs into the limit.
      for (const { path } of loops) {
        const head = nodes.find(({ automation }) => automation.automationId === path[0]);
        const heard = String(head?.automation.definition.trigger.params['field']);
        expect(play(nodes, heard).refusals.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 1_000 },
  );
  expect(loopy).toBeGreaterThan(200);
});

it('500 sleeping runs end on their own of 20 versions', () => {
  const versions = new Map<number, CompiledAutomation>();
  const sleeping: { version: number; runId: string; state: ReturnType<typeof started>['state'] }[] =
    [];
  for (let version = 1; version <= 20; version++) {
    // Steps keep their ids from version to version and do something else each time.
    const steps = [delayed('wait', version), act('mark', 'add_tag', { tag: `v${version}` })];
    versions.set(version, { ...automationOf(steps), version });
    for (let i = 0; i < 25; i++) {
      const runId = `run-${version}-${i}`;
      const { state } = started(automationOf(steps), { runId });
      sleeping.push({ version, runId, state: JSON.parse(JSON.stringify(state)) });
    }
  }
  const ended = sleeping.map(({ version, runId, state }) => {
    const automation = versions.get(version);
    if (automation === undefined) throw new Error('A version is gone');
    const wake = { kind: 'due' } as const;
    const early = advanced(automation, { wake, runId, state, now: later(version - 0.01) });
    expect(early.status).toBe('waiting');
    const { status, effects } = advanced(automation, { wake, runId, state, now: later(version) });
    return { version, status, effects };
  });
  expect(ended).toHaveLength(500);
  for (const { version, status, effects } of ended) {
    expect(status).toBe('completed');
    expect(effects).toMatchObject([{ effect: { addTags: [`v${version}`] } }]);
  }
});
