import type { Forecast } from '../../../contracts/automations.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { actionsById } from '../../catalog/actions.ts';
import { triggersById } from '../../catalog/triggers.ts';
import { compileAutomation } from '../../model/compile.ts';
import { type AutomationRef, requireAutomation } from '../automations/automations.store.ts';
import { requireDraft } from '../automations/automations-draft.ts';
import { perDay, sendsOnLongestPath } from './forecast.rules.ts';
import { findCircles } from './forecast-circles.ts';
import { contactsMatching, runsPerDay } from './forecast-runs.ts';
import { requireSound } from './publish-automation.ts';

const days = 7;

/**
 * What publishing the draft would mean, with things as they are now.
 *
 * @throws Problem 404, or 422 as publishing would
 */
export async function forecastDraft(tx: Tx, ref: AutomationRef): Promise<Forecast> {
  const { name, pipelineId, draft } = await requireAutomation(tx, ref);
  const definition = requireDraft(draft);
  await requireSound(tx, ref.workspaceId, definition);
  const source = { ...ref, version: 0, name, pipelineId, definition };
  const automation = compileAutomation(source, triggersById);
  const now = new Date();
  const { matching, looked } = await contactsMatching(tx, automation, now);
  const runs = await runsPerDay(tx, automation, { days, now });
  const sends = sendsOnLongestPath(
    definition.steps,
    (action) => actionsById.get(action)?.sends ?? false,
  );
  return {
    contactsMatchingNow: matching,
    contactsLookedAt: looked,
    runsPerDay: runs,
    sendsPerDay: perDay(runs * sends, 1),
    daysLookedAt: days,
    ...(await findCircles(tx, automation)),
  };
}
