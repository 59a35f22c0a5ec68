import type { ActionStep } from '../../contracts/automation-definition.ts';
import { chanceOf } from './steps/chance.ts';
import { durationMs } from './time.ts';

type Retry = NonNullable<ActionStep['retry']>;

/** For steps that do not say otherwise. */
export const defaultRetry: Retry = { attempts: 3, firstDelay: { amount: 30, unit: 'seconds' } };

const longest = 3_600_000;

/**
 * Milliseconds to wait after the given try (1 is the first): doubled each time, at most an hour
 * unless the first delay is longer, ± 20 % so that what failed together is not tried together.
 */
export function retryDelayMs(retry: Retry, attempt: number, seed: string): number {
  const first = durationMs(retry.firstDelay);
  const delay = Math.min(first * 2 ** (attempt - 1), Math.max(first, longest));
  return Math.round(delay * (0.8 + 0.4 * chanceOf(`${seed}:${attempt}`)));
}
