import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Gathers what comes within a few milliseconds and carries it out together, one batch after the
 * other: a transaction costs the same for one and for fifty.
 */
export function createBatch<T, R>(options: {
  waitMs: number;
  /** Pieces of one batch at most. */
  most: number;
  /** Gives a result for each item, in their order. */
  run(items: readonly T[]): Promise<readonly R[]>;
  /** Whether a failure may be the fault of one item: then each is tried alone. */
  mayBeOne(error: unknown): boolean;
}): (item: T) => Promise<R> {
  type Piece = { item: T; resolve(result: R): void; reject(error: unknown): void };
  const { run } = options;
  let waiting: Piece[] = [];
  let isBusy = false;

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      // Whoever was answered a moment ago comes again with the others that wait.
      await sleep(options.waitMs);
      const batch = waiting.slice(0, options.most);
      waiting = waiting.slice(options.most);
      await carryOut(batch);
    }
    isBusy = false;
  }

  async function carryOut(batch: readonly Piece[]): Promise<void> {
    try {
      const results = await run(batch.map(({ item }) => item));
      batch.forEach((piece, n) => {
        const result = results[n];
        if (result === undefined) piece.reject(new Error('a batch gave no result for an item'));
        else piece.resolve(result);
      });
    } catch (error) {
      if (batch.length > 1 && options.mayBeOne(error)) {
        for (const piece of batch) await carryOut([piece]);
      } else {
        for (const piece of batch) piece.reject(error);
      }
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (isBusy) return;
      isBusy = true;
      void work();
    });
}
