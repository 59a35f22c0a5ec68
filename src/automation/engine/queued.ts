import type { Tx } from '../../platform/database/database.ts';
import { admit } from '../model/admit.ts';
import type { Enrolment, Facts } from '../model/types.ts';
import type { ActiveRun } from './active-run.ts';
import { enrolmentKey, loadEnrolments, noHistory } from './enrolments.store.ts';

/**
 * Looks whether queued runs may start: people and other automations chose the contact, so the
 * trigger is not asked, but pipeline, conditions and re-enrolment are.
 *
 * @returns why not, for those that may not
 */
export async function admitQueued(
  tx: Tx,
  runs: readonly ActiveRun[],
  facts: readonly Facts[],
  now: Date,
): Promise<Map<ActiveRun, { code: string; message: string }>> {
  const enrolments = await loadEnrolments(tx, runs, now);
  const refused = new Map<ActiveRun, { code: string; message: string }>();
  runs.forEach((run, index) => {
    const key = enrolmentKey(run.automation.automationId, run.happening);
    const reason = whyNot(run, facts[index] ?? {}, enrolments.get(key) ?? noHistory, now);
    if (reason) refused.set(run, reason);
  });
  return refused;
}

function whyNot(
  { automation, happening }: ActiveRun,
  facts: Facts,
  history: Enrolment,
  now: Date,
): { code: string; message: string } | null {
  const { pipelineId, conditions } = automation;
  if (pipelineId !== null && pipelineOf(facts) !== pipelineId) {
    return { code: 'other_pipeline', message: 'The contact is not in the automation’s pipeline.' };
  }
  if (conditions && !conditions.holds(facts, happening, now)) {
    return { code: 'conditions_not_met', message: 'The conditions do not hold for this contact.' };
  }
  // The rate was chosen when they were queued, and debouncing is for repeats nobody chose.
  const admission = admit(automation, happening, { ...history, debouncing: null }, now);
  return admission.kind === 'refuse' ? { code: admission.reason, message: admission.detail } : null;
}

function pipelineOf({ contact }: Facts): unknown {
  const isObject = typeof contact === 'object' && contact !== null && !Array.isArray(contact);
  return isObject ? contact['pipelineId'] : undefined;
}
