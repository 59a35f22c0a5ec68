import { GraphError } from './graph-errors.ts';
import type { MetaKnobs } from './knobs.ts';
import { type Bucket, fullBucket, takeCall } from './rate-bucket.ts';
import type { MetaPlatform } from './world.ts';

const hourMs = 3_600_000;

/** Calls counted per Page and platform. */
export type Limits = {
  buckets: Map<string, Bucket>;
  hours: Map<string, { startedAt: number; calls: number; platform: MetaPlatform; pageId: string }>;
};

export function createLimits(): Limits {
  return { buckets: new Map(), hours: new Map() };
}

export type LimitedCall = { pageId: string; platform: MetaPlatform };

/**
 * Counts one Conversations API call; GraphError 613 or 80006/80002 when it is one too many.
 * `monotonicMs` drives the per-second bucket, `now` the blocks and hours (a test's clock may stand).
 */
export function countCall(
  limits: Limits,
  knobs: MetaKnobs,
  { pageId, platform }: LimitedCall,
  now: Date,
  monotonicMs: number,
): void {
  const key = `${pageId}/${platform}`;
  const rule = knobs.rateLimit;
  const bucket = limits.buckets.get(key) ?? fullBucket(rule, monotonicMs);
  limits.buckets.set(key, bucket);
  const hour = currentHour(limits, key, { pageId, platform }, now);
  hour.calls += 1;
  if (knobs.hourlyAllowance !== null && hour.calls > knobs.hourlyAllowance) {
    const regainMinutes = Math.max(
      1,
      Math.ceil((hour.startedAt + hourMs - now.getTime()) / 60_000),
    );
    throw new GraphError({ code: platform === 'instagram' ? 80002 : 80006, regainMinutes });
  }
  if (bucket.blockedUntil > now.getTime()) {
    const regainMinutes = Math.ceil((bucket.blockedUntil - now.getTime()) / 60_000);
    throw new GraphError({ code: rule.code, regainMinutes });
  }
  if (rule.perSecond === 0 || takeCall(bucket, rule, monotonicMs)) return;
  bucket.blockedUntil = now.getTime() + rule.regainMinutes * 60_000;
  throw new GraphError({ code: rule.code, regainMinutes: rule.regainMinutes });
}

function currentHour(limits: Limits, key: string, call: LimitedCall, now: Date) {
  const known = limits.hours.get(key);
  if (known && now.getTime() - known.startedAt < hourMs) return known;
  const hour = { startedAt: now.getTime(), calls: 0, ...call };
  limits.hours.set(key, hour);
  return hour;
}

/** Percent of the hourly allowance used; without one, of 10,000 calls. */
function usedPercent(knobs: MetaKnobs, calls: number): number {
  return knobs.usagePercent ?? Math.floor((calls * 100) / (knobs.hourlyAllowance ?? 10_000));
}

/** `x-app-usage` for user and app tokens, `x-business-use-case-usage` for page tokens. */
export function usageHeaders(
  limits: Limits,
  knobs: MetaKnobs,
  pageId: string | null,
  regainMinutes: number,
): Record<string, string> {
  if (!knobs.usageHeaders) return {};
  if (pageId === null) {
    const percent = usedPercent(knobs, 0);
    const usage = { call_count: percent, total_time: percent, total_cputime: percent };
    return { 'x-app-usage': JSON.stringify(usage) };
  }
  const hours = [...limits.hours.values()].filter((hour) => hour.pageId === pageId);
  const entries = (hours.length > 0 ? hours : [{ platform: 'messenger' as const, calls: 0 }]).map(
    ({ platform, calls }) => ({
      type: platform,
      call_count: usedPercent(knobs, calls),
      total_cputime: Math.floor(usedPercent(knobs, calls) / 2),
      total_time: Math.floor(usedPercent(knobs, calls) / 2),
      estimated_time_to_regain_access: regainMinutes,
    }),
  );
  return { 'x-business-use-case-usage': JSON.stringify({ [pageId]: entries }) };
}
