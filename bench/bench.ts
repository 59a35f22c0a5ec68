import { z } from 'zod';

/** One measured figure beside its reference. A bench prints its figures as its last line. */
export const Figure = z.object({
  name: z.string(),
  /** Of `ours` and `reference`. */
  unit: z.string(),
  ours: z.number(),
  /** Measured in the same run; `note` says what it is. */
  reference: z.number(),
  /** How `ours` compares with `reference`; which way round `note` says when it is not plain. */
  ratio: z.number(),
  /** What DESIGN §10 promises, in words; null when it promises nothing. */
  budget: z.string().nullable(),
  /** Whether the promise is kept; null when there is none. */
  ok: z.boolean().nullable(),
  note: z.string(),
});
export type Figure = z.infer<typeof Figure>;

type Promised = {
  /** What the promise is about. */
  of: 'ours' | 'ratio';
  is: 'at most' | 'at least';
  limit: number;
};

type Measured = {
  name: string;
  unit: string;
  ours: number;
  reference: number;
  /** `ours / reference` when left out. */
  ratio?: number;
  promise?: Promised;
  note: string;
};

/** Rounds a measurement to three significant digits and holds it against its promise. */
export function figure({ promise, ...measured }: Measured): Figure {
  const ratio = measured.ratio ?? measured.ours / measured.reference;
  const kept = promise && keeps(promise, promise.of === 'ratio' ? ratio : measured.ours);
  return {
    ...measured,
    ours: rounded(measured.ours),
    reference: rounded(measured.reference),
    ratio: rounded(ratio),
    budget: promise ? inWords(promise, measured.unit) : null,
    ok: kept ?? null,
  };
}

function keeps({ is, limit }: Promised, value: number): boolean {
  return is === 'at most' ? value <= limit : value >= limit;
}

function inWords({ of, is, limit }: Promised, unit: string): string {
  const sign = is === 'at most' ? '≤' : '≥';
  const amount = limit.toLocaleString('en-US');
  return of === 'ratio' ? `${sign} ${amount} ×` : `${sign} ${amount} ${unit}`;
}

function rounded(value: number): number {
  return value >= 1_000 ? Math.round(value) : Number(value.toPrecision(3));
}

/** The value that `share` of all values do not exceed: 0.5 is the median. Throws on an empty list. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new RangeError('quantile: there are no values');
  return value;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Ends a bench: what it measured, as one line of JSON for bench/run.ts. */
export function report(...figures: Figure[]): void {
  console.log(JSON.stringify(figures));
}

/** As `report`, with named values that `--json` puts at the top of its file. */
export function reportWith(summary: Record<string, number>, ...figures: Figure[]): void {
  console.log(JSON.stringify({ summary, figures }));
}
