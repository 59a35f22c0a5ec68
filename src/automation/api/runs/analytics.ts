import type { z } from 'zod';
import type { AutomationAnalytics, WorkspaceAnalytics } from '../../../contracts/runs.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { type AutomationRef, requireAutomation } from '../automations/automations.store.ts';
import { readLimits } from '../publish/limits.store.ts';
import { fillDays, sumNumbers, toStepNumbers } from './analytics.rules.ts';
import {
  countReviews,
  countWaiting,
  findDaySpan,
  type QueueDepth,
  readRecentRuns,
  readUsed,
  sumDays,
  sumSteps,
} from './analytics.store.ts';
import { readDefinitions } from './retry.store.ts';
import { stepTitles } from './runs-titles.ts';

/** How an automation did in these days of its workspace's time zone. @throws Problem 404 */
export async function readAutomationAnalytics(
  tx: Tx,
  ref: AutomationRef,
  days: number,
): Promise<z.infer<typeof AutomationAnalytics>> {
  const { version } = await requireAutomation(tx, ref);
  const span = await findDaySpan(tx, ref.workspaceId, days);
  const byDay = fillDays(span.today, days, await sumDays(tx, ref, span));
  const numbers = sumNumbers(byDay);
  const waiting = await countWaiting(tx, ref);
  const { p50Ms, p95Ms } = await readRecentRuns(tx, ref, span);
  const { automationId } = ref;
  const [published] =
    version === null ? [] : await readDefinitions(tx, ref, [{ automationId, version }]);
  const titles = stepTitles(published?.definition);
  const sums = await sumSteps(tx, ref, span);
  return {
    days,
    total: { ...numbers, waiting: sumRuns(waiting), p50Ms, p95Ms },
    byDay,
    steps: toStepNumbers(titles, sums, waiting, numbers.started),
  };
}

/** How all automations of a workspace do. */
export async function readWorkspaceAnalytics(
  tx: Tx,
  workspaceId: string,
  { days, queue }: { days: number; queue: QueueDepth },
): Promise<z.infer<typeof WorkspaceAnalytics>> {
  const scope = { workspaceId };
  const span = await findDaySpan(tx, workspaceId, days);
  const byDay = fillDays(span.today, days, await sumDays(tx, scope, span));
  const { p50Ms, p95Ms, topErrors } = await readRecentRuns(tx, scope, span);
  const waiting = sumRuns(await countWaiting(tx, scope));
  return {
    days,
    today: sumNumbers(byDay.slice(-1)),
    total: { ...sumNumbers(byDay), waiting, p50Ms, p95Ms },
    byDay,
    queue,
    needsReview: await countReviews(tx, workspaceId),
    topErrors,
    limits: { ...(await readLimits(tx, workspaceId)), ...(await readUsed(tx, workspaceId)) },
  };
}

function sumRuns(waiting: readonly { runs: number }[]): number {
  return waiting.reduce((sum, { runs }) => sum + runs, 0);
}
