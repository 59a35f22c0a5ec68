import type { z } from 'zod';
import type { AutomationAnalytics } from '../../../contracts/runs.ts';

export type DayNumbers = z.infer<typeof AutomationAnalytics>['byDay'][number];
type Numbers = Omit<DayNumbers, 'day'>;
type StepNumbers = z.infer<typeof AutomationAnalytics>['steps'][number];

const none: Numbers = { started: 0, completed: 0, failed: 0, cancelled: 0, sends: 0 };

/** Every day up to today, oldest first; those without a row are zero. @param today YYYY-MM-DD */
export function fillDays(today: string, days: number, rows: readonly DayNumbers[]): DayNumbers[] {
  const byDay = new Map(rows.map((row) => [row.day, row]));
  const at = (day: string): DayNumbers => byDay.get(day) ?? { day, ...none };
  const earlier = Array.from({ length: days - 1 }, (_, n) => at(daysBefore(today, days - 1 - n)));
  return [...earlier, at(today)];
}

function daysBefore(day: string, days: number): string {
  const time = new Date(`${day}T00:00:00Z`);
  time.setUTCDate(time.getUTCDate() - days);
  return time.toISOString().slice(0, 10);
}

export function sumNumbers(rows: readonly Numbers[]): Numbers {
  return rows.reduce<Numbers>(
    (sum, row) => ({
      started: sum.started + row.started,
      completed: sum.completed + row.completed,
      failed: sum.failed + row.failed,
      cancelled: sum.cancelled + row.cancelled,
      sends: sum.sends + row.sends,
    }),
    none,
  );
}

/** How many runs came to each step, in reading order of `titles` (step id → title). */
export function toStepNumbers(
  titles: ReadonlyMap<string, string>,
  sums: readonly { stepId: string; started: number; completed: number; failed: number }[],
  waiting: readonly { stepId: string | null; runs: number }[],
  started: number,
): StepNumbers[] {
  const byStep = new Map(sums.map((row) => [row.stepId, row]));
  const waitingAt = new Map(waiting.map((row) => [row.stepId, row.runs]));
  return [...titles].map(([stepId, title]) => {
    const { started: entered = 0, completed = 0, failed = 0 } = byStep.get(stepId) ?? {};
    // Of runs that were started before these days some complete a step within them.
    const conversion = started === 0 ? 0 : Math.min(1, completed / started);
    return {
      stepId,
      title,
      entered,
      completed,
      failed,
      waiting: waitingAt.get(stepId) ?? 0,
      conversion,
    };
  });
}
