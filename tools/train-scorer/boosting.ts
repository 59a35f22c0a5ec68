import { sumTrees, TREE_NODES, type Tree } from '../../src/scorer/model.ts';
import type { Rows } from './logistic.ts';
import { randomFrom } from './random.ts';

type Boosting = { rounds: number; rate: number; lambda: number };

const bins = 12;
const rowShare = 0.6;
const columnShare = 0.3;
const leastRows = 20;
const leastCurve = 2;

type Gradient = { slope: Float64Array; curve: Float64Array };
type Cuts = { at: number[][]; bin: Uint8Array[] };

/** Gradient-boosted trees of depth 3 on row and column samples, second-order as in XGBoost. */
export function growTrees(rows: Rows, settings: Boosting, seed: number): Tree[] {
  const random = randomFrom(seed);
  const cuts = cutColumns(rows.features);
  const odds = new Float64Array(rows.won.length);
  const trees: Tree[] = [];
  for (let round = 0; round < settings.rounds; round++) {
    const gradient = gradientOf(rows, odds);
    const sample = [...odds.keys()].filter(() => random() < rowShare);
    const columns = [...cuts.at.keys()].filter(() => random() < columnShare);
    const tree = growTree(sample, columns, cuts, gradient, settings);
    trees.push(tree);
    for (const [row, features] of rows.features.entries()) {
      odds[row] = (odds[row] ?? 0) + sumTrees([tree], features);
    }
  }
  return trees;
}

function gradientOf(rows: Rows, odds: Float64Array): Gradient {
  const slope = new Float64Array(odds.length);
  const curve = new Float64Array(odds.length);
  for (let row = 0; row < odds.length; row++) {
    const p = 1 / (1 + Math.exp(-(odds[row] ?? 0)));
    const weight = rows.weight[row] ?? 0;
    slope[row] = weight * (p - (rows.won[row] ?? 0));
    curve[row] = weight * p * (1 - p);
  }
  return { slope, curve };
}

function cutColumns(features: readonly Float64Array[]): Cuts {
  const at: number[][] = [];
  const bin: Uint8Array[] = [];
  for (let column = 0; column < (features[0]?.length ?? 0); column++) {
    const values = [...new Set(features.map((row) => row[column] ?? 0))].sort((a, b) => a - b);
    const quantiles = Array.from(
      { length: bins - 1 },
      (_, k) => values[Math.floor(((k + 1) * values.length) / bins)] ?? 0,
    );
    const cuts = [...new Set(quantiles)].filter((cut) => cut > (values[0] ?? 0));
    at.push(cuts);
    bin.push(
      Uint8Array.from(features, (row) => cuts.filter((cut) => (row[column] ?? 0) >= cut).length),
    );
  }
  return { at, bin };
}

/** Grows one tree breadth first; a node that cannot be split asks a question nobody answers "right". */
function growTree(
  sample: number[],
  columns: readonly number[],
  cuts: Cuts,
  gradient: Gradient,
  settings: Boosting,
): Tree {
  const tree: Tree = { feature: [], threshold: [], leaf: [] };
  let level: number[][] = [sample];
  while (tree.feature.length < TREE_NODES) {
    level = level.flatMap((rows) => {
      const split = bestSplit(rows, columns, cuts, gradient, settings.lambda);
      tree.feature.push(split?.column ?? 0);
      tree.threshold.push(
        split === undefined ? Number.MAX_VALUE : (cuts.at[split.column]?.[split.bin] ?? 0),
      );
      if (split === undefined) return [rows, []];
      const binOf = cuts.bin[split.column];
      const isLeft = (row: number) => (binOf?.[row] ?? 0) <= split.bin;
      return [rows.filter(isLeft), rows.filter((row) => !isLeft(row))];
    });
  }
  tree.leaf = level.map((rows) => {
    const [slope, curve] = totals(rows, gradient);
    return (-settings.rate * slope) / (curve + settings.lambda);
  });
  return tree;
}

function totals(rows: readonly number[], { slope, curve }: Gradient): [number, number] {
  let slopes = 0;
  let curves = 0;
  for (const row of rows) {
    slopes += slope[row] ?? 0;
    curves += curve[row] ?? 0;
  }
  return [slopes, curves];
}

function bestSplit(
  rows: readonly number[],
  columns: readonly number[],
  cuts: Cuts,
  gradient: Gradient,
  lambda: number,
): { column: number; bin: number } | undefined {
  if (rows.length < leastRows) return undefined;
  const [slope, curve] = totals(rows, gradient);
  const base = (slope * slope) / (curve + lambda);
  let best: { column: number; bin: number } | undefined;
  let bestGain = 1e-3;
  for (const column of columns) {
    const width = (cuts.at[column]?.length ?? 0) + 1;
    const [slopes, curves] = histogram(rows, cuts.bin[column], width, gradient);
    let left = 0;
    let leftCurve = 0;
    for (let bin = 0; bin < width - 1; bin++) {
      left += slopes[bin] ?? 0;
      leftCurve += curves[bin] ?? 0;
      if (leftCurve < leastCurve || curve - leftCurve < leastCurve) continue;
      const right = slope - left;
      const gain =
        (left * left) / (leftCurve + lambda) +
        (right * right) / (curve - leftCurve + lambda) -
        base;
      if (gain <= bestGain) continue;
      bestGain = gain;
      best = { column, bin };
    }
  }
  return best;
}

function histogram(
  rows: readonly number[],
  binOf: Uint8Array | undefined,
  width: number,
  { slope, curve }: Gradient,
): [Float64Array, Float64Array] {
  const slopes = new Float64Array(width);
  const curves = new Float64Array(width);
  for (const row of rows) {
    const bin = binOf?.[row] ?? 0;
    slopes[bin] = (slopes[bin] ?? 0) + (slope[row] ?? 0);
    curves[bin] = (curves[bin] ?? 0) + (curve[row] ?? 0);
  }
  return [slopes, curves];
}
