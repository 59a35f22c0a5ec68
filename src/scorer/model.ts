/** Decision tree of depth 3 in heap order: 7 questions, then 8 answers. */
export type Tree = {
  /** Feature asked about at each of the seven nodes. */
  feature: number[];
  /** Go right when the feature is at least this. */
  threshold: number[];
  /** What each of the eight leaves adds to the log-odds. */
  leaf: number[];
};

/** What `tools/train-scorer.ts` writes: a logistic regression and boosted trees, averaged. */
export type Weights = {
  version: string;
  names: string[];
  /** Every feature is held inside the range seen in training. */
  low: number[];
  high: number[];
  bias: number;
  /** Weight of each feature per unit. */
  weight: number[];
  trees: Tree[];
  /** How many independently grown sets `trees` holds; their sums are averaged. */
  treeSets: number;
  /** Share of the trees in the average, 0–1. */
  treeShare: number;
  /** Fitted on held-out predictions: log-odds → slope × log-odds + shift. */
  calibration: { slope: number; shift: number };
};

export const TREE_NODES = 7;

/** Log-odds of being won, from features in the order of `weights.names`. Changes `features`. */
export function logOdds(weights: Weights, features: Float64Array): number {
  clampInto(weights, features);
  const line = linear(weights, features);
  const forest = sumTrees(weights.trees, features) / Math.max(1, weights.treeSets);
  const mixed = weights.treeShare * forest + (1 - weights.treeShare) * line;
  return weights.calibration.slope * mixed + weights.calibration.shift;
}

function clampInto({ low, high }: Weights, features: Float64Array): void {
  for (let index = 0; index < features.length; index++) {
    const value = features[index] ?? 0;
    features[index] = Math.min(high[index] ?? 0, Math.max(low[index] ?? 0, value));
  }
}

function linear({ bias, weight }: Weights, features: Float64Array): number {
  let total = bias;
  for (let index = 0; index < features.length; index++) {
    total += (weight[index] ?? 0) * (features[index] ?? 0);
  }
  return total;
}

/** Sum over the trees of the leaf each one reaches. */
export function sumTrees(trees: readonly Tree[], features: Float64Array): number {
  let total = 0;
  for (const tree of trees) {
    let node = 0;
    while (node < TREE_NODES) {
      const value = features[tree.feature[node] ?? 0] ?? 0;
      node = 2 * node + (value >= (tree.threshold[node] ?? 0) ? 2 : 1);
    }
    total += tree.leaf[node - TREE_NODES] ?? 0;
  }
  return total;
}

/** Log-odds to probability. */
export const probabilityOf = (odds: number): number => 1 / (1 + Math.exp(-odds));
