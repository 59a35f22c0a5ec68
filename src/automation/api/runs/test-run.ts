import type { z } from 'zod';
import type { Definition } from '../../../contracts/automation-definition.ts';
import type { TestRunInput, TestRunResult } from '../../../contracts/runs.ts';
import type { Database, Tx } from '../../../platform/database/database.ts';
import { invalidField, Problem } from '../../../platform/http/problem.ts';
import { triggersById } from '../../catalog/triggers.ts';
import { type ActiveRun, newRun } from '../../engine/active-run.ts';
import { loadFacts } from '../../engine/facts.ts';
import { runWave } from '../../engine/wave.ts';
import { beginRun } from '../../model/advance.ts';
import { compileAutomation } from '../../model/compile.ts';
import type { PlannedEffect } from '../../model/effects.ts';
import { explainMatch, type MatchExplained } from '../../model/match.ts';
import type { CompiledAutomation, Facts, Happening, Json, JsonObject } from '../../model/types.ts';
import { type AutomationRef, requireAutomation } from '../automations/automations.store.ts';
import { requireDraft } from '../automations/automations-draft.ts';
import { findVersion } from '../automations/versions.store.ts';
import { findContactName, readNames } from './explain.store.ts';
import { plain, verdict } from './explain-answers.ts';
import { presentSteps } from './runs-read.ts';
import { stepTitles } from './runs-titles.ts';
import { effectWords, fitSample } from './test-run.rules.ts';
import { findNewestSubject } from './test-run.store.ts';

type Input = z.output<typeof TestRunInput>;
type Asked = AutomationRef & { input: Input };

/** Looks at the run at most this often: each is as far as it goes without its facts anew. */
const mostRounds = 200;

/** Carries the result out of the transaction, which it undoes. */
class Undo extends Error {
  readonly result: TestRunResult;

  constructor(result: TestRunResult) {
    super('a test run is undone');
    this.result = result;
  }
}

/**
 * Does what the automation would do for a contact, in a transaction that is undone: nothing stays,
 * nothing is sent, waits are over at once.
 *
 * @throws Problem 404, 409, or 422 naming what is wrong
 */
export async function testRun(
  database: Database,
  { actor, ...asked }: Asked & { actor: string },
): Promise<TestRunResult> {
  try {
    return await database.asEngine(actor, async (tx) => {
      throw new Undo(await rehearse(tx, asked));
    });
  } catch (error) {
    if (error instanceof Undo) return error.result;
    throw error;
  }
}

async function rehearse(tx: Tx, asked: Asked): Promise<TestRunResult> {
  const { workspaceId, input } = asked;
  const automation = await compileFor(tx, asked);
  const name = await findContactName(tx, { workspaceId, contactId: input.contactId });
  if (name === undefined) {
    throw invalidField('body.contactId', 'There is no such contact in this workspace.');
  }
  const happening = await makeHappening(tx, asked, automation);
  const run = newRun({
    workspaceId,
    automation,
    happening,
    lane: 0,
    state: beginRun(),
    search: '',
  });
  const now = new Date();
  const match = explain(automation, happening, await factsOf(tx, run), now, input);
  const effects: PlannedEffect[] = [];
  const starts = match.matched || input.ignoreConditions;
  const broken = starts ? await advanceToEnd(tx, run, effects, now) : null;
  // A statement that was refused has ended the transaction: nothing can be read any more.
  const names = broken === null ? await readNames(tx, workspaceId) : noNames;
  return {
    matched: match.matched,
    trigger: verdict(match.trigger),
    pipeline: verdict(match.pipeline),
    conditions: plain(match.conditions),
    status: broken !== null ? 'failed' : (run.result?.status ?? 'not_started'),
    error: broken ?? run.result?.error?.message ?? null,
    steps: stepsOf(run, effects),
    effects: effects.map(({ effect, stepId }) => ({
      stepId,
      kind: effect.kind,
      words: effectWords(effect, names),
      detail: effect,
    })),
  };
}

const noNames = { stages: new Map(), pipelines: new Map(), members: new Map() };

async function compileFor(tx: Tx, asked: Asked): Promise<CompiledAutomation> {
  const { version } = asked.input;
  const stored = await requireAutomation(tx, asked);
  const { name, pipelineId } = stored;
  const definition =
    version === undefined ? requireDraft(stored.draft) : await definitionOf(tx, asked, version);
  const { workspaceId, automationId } = asked;
  const source = { workspaceId, automationId, version: version ?? 0, name, pipelineId, definition };
  try {
    return compileAutomation(source, triggersById);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'it is not readable';
    throw new Problem('conflict', `It cannot run as it is: ${why}.`);
  }
}

async function definitionOf(tx: Tx, ref: AutomationRef, version: number): Promise<Definition> {
  const found = await findVersion(tx, ref, version);
  if (!found) throw invalidField('body.version', 'It has no version of this number.');
  return found.definition;
}

/** The trigger's sample, of this contact and its newest message, job …, with what was given. */
async function makeHappening(
  tx: Tx,
  { workspaceId, input }: Asked,
  { definition }: CompiledAutomation,
): Promise<Happening> {
  const { type, params } = definition.trigger;
  const trigger = triggersById.get(type);
  if (!trigger) throw new Problem('conflict', `There is no trigger ${type}.`);
  const { contactId, event } = input;
  const sample = fitSample(trigger.sample, trigger.sampleParams, params);
  const kind = trigger.timer?.subject ?? sample.type.split('.')[0] ?? '';
  const subjectId = (await findNewestSubject(tx, { workspaceId, contactId }, kind)) ?? contactId;
  const data: JsonObject = { ...sample.data, ...event?.data };
  return {
    ...sample,
    key: 'test',
    at: new Date().toISOString(),
    actor: 'system',
    subjectId,
    contactId: sample.contactId === null ? null : contactId,
    changes: { ...sample.changes, ...event?.changes },
    data: trigger.timer ? { ...data, timer: `${trigger.timer.subject}:${subjectId}` } : data,
  };
}

/** Without an event of its own, a test takes the trigger for given. */
function explain(
  automation: CompiledAutomation,
  happening: Happening,
  facts: Facts,
  now: Date,
  { event }: Input,
): MatchExplained {
  const match = explainMatch(automation, happening, facts, now, triggersById);
  if (event?.changes !== undefined || event?.data !== undefined) return match;
  const matched = match.pipeline.ok && (match.conditions?.holds ?? true);
  return { ...match, matched, trigger: { ok: true } };
}

/**
 * Goes on until the run is over; a wait for the next try ends at once, as if it were later.
 * @returns what the database refused, or null
 */
async function advanceToEnd(
  tx: Tx,
  run: ActiveRun,
  effects: PlannedEffect[],
  startedAt: Date,
): Promise<string | null> {
  let now = startedAt;
  for (let round = 0; round < mostRounds; round += 1) {
    try {
      const facts = new Map([[run, await factsOf(tx, run)]]);
      await runWave(tx, [run], facts, now, { skipWaits: true });
    } catch (error) {
      return error instanceof Error ? error.message.slice(0, 500) : 'unknown error';
    }
    const { result } = run;
    effects.push(...(result?.effects ?? []));
    if (result?.status === 'processing') run.wake = { kind: 'again' };
    else if (result?.status === 'waiting' && result.dueAt) {
      run.wake = { kind: 'due' };
      now = new Date(Math.max(now.getTime(), result.dueAt.getTime()));
    } else return null;
  }
  return null;
}

async function factsOf(tx: Tx, run: ActiveRun): Promise<Facts> {
  const { workspaceId, contactId, happening } = run;
  const loaded = await loadFacts(tx, [{ key: 'run', workspaceId, contactId, happening }]);
  return { ...webhookOf(happening), ...loaded.get('run') };
}

/** A webhook that was never called has no body yet: the sample stands for it. */
function webhookOf({ type, data }: Happening): { webhook?: Json } {
  return type === 'hook_call.created' ? { webhook: data } : {};
}

function stepsOf(run: ActiveRun, effects: readonly PlannedEffect[]): TestRunResult['steps'] {
  const steps = [...run.steps.values()].sort((a, b) => a.number - b.number);
  const deliveries = effects.flatMap(({ effect, number }) => {
    if (effect.kind !== 'create_delivery') return [];
    const { id, channel, recipient } = effect;
    return [{ id, channel, recipient, number, status: 'not sent' }];
  });
  return presentSteps(
    steps.map(({ startedAt, finishedAt, ...step }) => ({
      ...step,
      startedAt: new Date(startedAt),
      finishedAt: finishedAt === null ? null : new Date(finishedAt),
    })),
    stepTitles(run.automation.definition),
    deliveries,
  );
}
