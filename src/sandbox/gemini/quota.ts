/** Calls of one key: the last minute's times, and today's count (the day changes at midnight, Pacific). */
export type KeyUse = { total: number; minute: number[]; day: string; today: number };

export type QuotaRule = { requestsPerMinute: number | null; requestsPerDay: number | null };

const pacificDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles' });

export function unusedKey(): KeyUse {
  return { total: 0, minute: [], day: '', today: 0 };
}

/** Counts a call. Says which quota refuses it; a refused call is not counted against quotas. */
export function countUse(use: KeyUse, rule: QuotaRule, now: Date): 'minute' | 'day' | null {
  use.total += 1;
  const day = pacificDay.format(now);
  if (use.day !== day) Object.assign(use, { day, today: 0 });
  use.minute = use.minute.filter((at) => now.getTime() - at < 60_000);
  if (rule.requestsPerDay !== null && use.today >= rule.requestsPerDay) return 'day';
  if (rule.requestsPerMinute !== null && use.minute.length >= rule.requestsPerMinute) {
    return 'minute';
  }
  use.minute.push(now.getTime());
  use.today += 1;
  return null;
}

/** Seconds until the minute quota has room again. */
export function secondsUntilRoom(use: KeyUse, now: Date): number {
  const oldest = use.minute[0] ?? now.getTime();
  return Math.max(0, (oldest + 60_000 - now.getTime()) / 1000);
}
