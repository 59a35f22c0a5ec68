import type { ModelErrorKind } from '../../platform/ai/model-error.ts';

/** The wait after each failed try; as many tries as waits, and one. */
const waitsMs = [10_000, 60_000];
export const mostTries = waitsMs.length + 1;
/** A daily quota may be far away; the run that waits is told by its failure. */
const longestWaitMs = 3_600_000;

const final: ReadonlySet<ModelErrorKind> = new Set([
  'no_key',
  'refused_key',
  'unknown_model',
  'bad_request',
  'blocked',
]);

/** After how long a question is asked again, in milliseconds; null when that is no use. */
export function retryAfter(
  failure: { kind: ModelErrorKind; retryAt: Date | null },
  tries: number,
  now: Date,
): number | null {
  const wait = waitsMs[tries - 1];
  if (wait === undefined || final.has(failure.kind)) return null;
  const wished = (failure.retryAt?.getTime() ?? 0) - now.getTime();
  return Math.max(wait, Math.min(wished, longestWaitMs));
}
