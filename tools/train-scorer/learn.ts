import type { Tree, Weights } from '../../src/scorer/model.ts';
import { growTrees } from './boosting.ts';
import type { Dataset, Example } from './dataset.ts';
import { fitLine, type Rows } from './logistic.ts';

/** How much a row of each prefix counts: a prefix repeats a dialogue, so it counts less. */
export const prefixWeights: ReadonlyMap<number, number> = new Map([
  [1, 1],
  [0.85, 0.6],
  [0.7, 0.6],
  [0.5, 0.3],
]);
/** A dialogue that broke off was not won, but not refused either. */
const openWeight = 0.5;
const penalty = 0.1;
const boosting = { rounds: 150, rate: 0.05, lambda: 10 };
const treeSeeds = [11, 23];
const treeShare = 0.7;

export type Uncalibrated = Omit<Weights, 'version' | 'calibration'>;

/** Learns from all dialogues that `keep` lets through. */
export function learn(data: Dataset, keep: (dialogue: number) => boolean): Uncalibrated {
  const rows = rowsOf(data, keep);
  const { low, high } = rangesOf(rows.features);
  const line = fitLine(rows, penalty);
  const trees: Tree[] = treeSeeds.flatMap((seed) => growTrees(rows, boosting, seed));
  return {
    names: data.names,
    low,
    high,
    bias: line.bias,
    weight: [...line.weight],
    trees,
    treeSets: treeSeeds.length,
    treeShare,
  };
}

function rowsOf(data: Dataset, keep: (dialogue: number) => boolean): Rows {
  const rows: Rows = { features: [], won: [], weight: [] };
  for (const [prefix, examples] of data.byPrefix) {
    const weight = prefixWeights.get(prefix) ?? 0;
    for (const [dialogue, example] of examples.entries()) {
      if (keep(dialogue)) push(rows, example, weight);
    }
  }
  return rows;
}

function push(rows: Rows, example: Example, weight: number): void {
  rows.features.push(example.features);
  rows.won.push(Number(example.won));
  rows.weight.push(example.judged ? weight : weight * openWeight);
}

/** The 0.5th and 99.5th percentile of every feature; outside of it nothing was learned. */
function rangesOf(features: readonly Float64Array[]): { low: number[]; high: number[] } {
  const low: number[] = [];
  const high: number[] = [];
  for (let column = 0; column < (features[0]?.length ?? 0); column++) {
    const values = features.map((row) => row[column] ?? 0).sort((a, b) => a - b);
    low.push(values[Math.floor(values.length * 0.005)] ?? 0);
    high.push(values[Math.floor(values.length * 0.995)] ?? 0);
  }
  return { low, high };
}
