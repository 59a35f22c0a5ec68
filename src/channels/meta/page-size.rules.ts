const LARGEST = 100;
const SUCCESSES_BEFORE_TRYING_MORE = 10;

/**
 * How many conversations to ask for in one call. Plain data, so that a sync can store it.
 * `good` is the last size that was answered, `ceiling` the largest worth asking for.
 */
export type PageSize = { size: number; good: number; ceiling: number; successes: number };

export const firstPageSize: PageSize = { size: LARGEST, good: 0, ceiling: LARGEST, successes: 0 };

/**
 * The size after Meta asked for less: half, or the last good size when that is not far below.
 * Null when not even one was answered.
 */
export function smallerPage({ size, good }: PageSize): PageSize | null {
  if (size <= 1) return null;
  const half = Math.floor(size / 2);
  const next = good < size && good > half ? good : half;
  return { size: next, good: Math.min(good, next), ceiling: size - 1, successes: 0 };
}

/** The size after an answer: half way to the ceiling, which rises by a tenth every ten answers. */
export function largerPage({ size, ceiling, successes }: PageSize): PageSize {
  const isTimeToTryMore = successes + 1 >= SUCCESSES_BEFORE_TRYING_MORE;
  const raised = isTimeToTryMore ? Math.min(LARGEST, Math.ceil(ceiling * 1.1)) : ceiling;
  return {
    size: Math.min(raised, size + Math.ceil((raised - size) / 2)),
    good: size,
    ceiling: raised,
    successes: isTimeToTryMore ? 0 : successes + 1,
  };
}
