import type { Tx } from '../../platform/database/database.ts';
import { actionsById } from '../catalog/actions.ts';
import { triggersById } from '../catalog/triggers.ts';
import { advance } from '../model/advance.ts';
import type { PlannedEffect } from '../model/effects.ts';
import type { Advanced } from '../model/run-types.ts';
import type { Facts } from '../model/types.ts';
import { type ActiveRun, endedRun, settle } from './active-run.ts';
import { applyEffects, isLate, type Wanted } from './effects/index.ts';
import { type Refused, verifyEffects } from './verify.ts';

/** Refusals that come to light one after the other in one run; a step more than this fails it. */
const verifyRounds = 5;

export type WaveOptions = { skipWaits: boolean };

/**
 * Advances runs of different contacts by one stretch each, until each waits, ends or gives way,
 * and writes what they want from the database. What cannot be (its stage is gone) is found before
 * anything is written, and the run is asked again with that known.
 */
export async function runWave(
  tx: Tx,
  runs: readonly ActiveRun[],
  facts: ReadonlyMap<ActiveRun, Facts>,
  now: Date,
  options: WaveOptions,
): Promise<void> {
  const refused = new Map<ActiveRun, Map<number, Refused>>();
  const answers = new Map<ActiveRun, Advanced>();
  let open = runs;
  for (let round = 0; open.length > 0; round += 1) {
    for (const run of open) {
      const answer = tryAdvance(run, facts.get(run) ?? {}, refused.get(run), now, options);
      if (answer) answers.set(run, answer);
      else answers.delete(run);
    }
    open = await findRefused(tx, open, answers, refused);
    if (round === verifyRounds && open.length > 0) {
      throw new Error(`effects of run ${open[0]?.id} are refused again and again`);
    }
  }
  const wanted: Wanted[] = [];
  for (const [run, answer] of answers) {
    settle(run, answer);
    for (const planned of answer.effects) {
      if (isLate(planned.effect)) run.late.push(planned);
      else wanted.push(toWanted(run, planned));
    }
  }
  await applyEffects(tx, wanted);
}

/** Null when the model threw: the run failed of itself and its batch goes on. */
function tryAdvance(
  run: ActiveRun,
  facts: Facts,
  refused: ReadonlyMap<number, Refused> | undefined,
  now: Date,
  { skipWaits }: WaveOptions,
): Advanced | null {
  try {
    return advance({
      automation: run.automation,
      runId: run.id,
      contactId: run.contactId,
      state: run.state,
      wake: run.wake,
      happening: run.happening,
      facts,
      now,
      actions: actionsById,
      triggers: triggersById,
      skipWaits,
      refused: refused ?? new Map(),
    });
  } catch (error) {
    const message = error instanceof Error ? error.message.slice(0, 500) : 'unknown error';
    endedRun(run, 'failed', { code: 'engine_error', message });
    return null;
  }
}

/** Runs with effects that cannot be; they are asked again. */
async function findRefused(
  tx: Tx,
  asked: readonly ActiveRun[],
  answers: ReadonlyMap<ActiveRun, Advanced>,
  refused: Map<ActiveRun, Map<number, Refused>>,
): Promise<ActiveRun[]> {
  const planned = asked.flatMap((run) =>
    (answers.get(run)?.effects ?? []).map(({ effect, number }) => ({
      run,
      number,
      effect,
      workspaceId: run.workspaceId,
    })),
  );
  const again = new Set<ActiveRun>();
  for (const [index, reason] of await verifyEffects(tx, planned)) {
    const { run, number } = planned[index] ?? {};
    if (!run || number === undefined) continue;
    const known = refused.get(run) ?? new Map<number, Refused>();
    refused.set(run, known.set(number, reason));
    again.add(run);
  }
  return [...again];
}

export function toWanted(run: ActiveRun, { effect, stepId, number }: PlannedEffect): Wanted {
  const { automationId } = run.automation;
  const depth = run.happening.depth + 1;
  return {
    effect,
    workspaceId: run.workspaceId,
    runId: run.id,
    automationId,
    stepId,
    number,
    depth,
    writer: `automation:${automationId}|run:${run.id}|${depth}|${number}`,
  };
}
