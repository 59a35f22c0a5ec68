/** A token bucket: `burst` calls at once, refilled at `perSecond`. Times in milliseconds. */
export type Bucket = { tokens: number; filledAt: number; blockedUntil: number };

export type BucketRule = { perSecond: number; burst: number };

export function fullBucket(rule: BucketRule, nowMs: number): Bucket {
  return { tokens: rule.burst, filledAt: nowMs, blockedUntil: 0 };
}

/** Takes one call out of the bucket. False when it is empty; then nothing is taken. */
export function takeCall(bucket: Bucket, rule: BucketRule, nowMs: number): boolean {
  const gained = ((nowMs - bucket.filledAt) / 1000) * rule.perSecond;
  bucket.tokens = Math.min(rule.burst, bucket.tokens + gained);
  bucket.filledAt = nowMs;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}
