/** Rows to learn from: features, whether won, and how much each row counts. */
export type Rows = { features: Float64Array[]; won: number[]; weight: number[] };

type Line = { bias: number; weight: Float64Array };

const rounds = 60;
const tolerance = 1e-3;

/**
 * Logistic regression with an L2 penalty on standardised features, by coordinate-wise Newton steps.
 * `penalty` is per unit of row weight. The returned weights are per unit of the raw feature.
 */
export function fitLine(rows: Rows, penalty: number): Line {
  const { mean, spread, columns } = standardise(rows.features);
  const weight = new Float64Array(columns.length);
  const odds = new Float64Array(rows.won.length);
  const lambda = penalty * rows.weight.reduce((a, b) => a + b, 0);
  let bias = 0;
  for (let round = 0; round < rounds; round++) {
    bias += step(rows, odds, undefined, 0, 0);
    let moved = 0;
    for (const [index, column] of columns.entries()) {
      const change = step(rows, odds, column, lambda, weight[index] ?? 0);
      weight[index] = (weight[index] ?? 0) + change;
      moved = Math.max(moved, Math.abs(change));
    }
    if (moved < tolerance) break;
  }
  for (let index = 0; index < weight.length; index++) {
    weight[index] = (weight[index] ?? 0) / (spread[index] ?? 1);
    bias -= (weight[index] ?? 0) * (mean[index] ?? 0);
  }
  return { bias, weight };
}

/** One Newton step along one column (the constant when undefined); updates `odds` in place. */
function step(
  rows: Rows,
  odds: Float64Array,
  column: Float64Array | undefined,
  lambda: number,
  current: number,
): number {
  let slope = lambda * current;
  let curve = lambda + 1e-9;
  for (let row = 0; row < odds.length; row++) {
    const value = column === undefined ? 1 : (column[row] ?? 0);
    const p = 1 / (1 + Math.exp(-(odds[row] ?? 0)));
    const weight = rows.weight[row] ?? 0;
    slope += weight * (p - (rows.won[row] ?? 0)) * value;
    curve += weight * p * (1 - p) * value * value;
  }
  const change = -slope / curve;
  for (let row = 0; row < odds.length; row++) {
    odds[row] = (odds[row] ?? 0) + change * (column === undefined ? 1 : (column[row] ?? 0));
  }
  return change;
}

function standardise(features: readonly Float64Array[]) {
  const width = features[0]?.length ?? 0;
  const mean = new Float64Array(width);
  const spread = new Float64Array(width);
  const columns: Float64Array[] = [];
  for (let index = 0; index < width; index++) {
    const column = Float64Array.from(features, (row) => row[index] ?? 0);
    const centre = column.reduce((a, b) => a + b, 0) / column.length;
    const deviation =
      Math.sqrt(column.reduce((a, b) => a + (b - centre) ** 2, 0) / column.length) || 1;
    mean[index] = centre;
    spread[index] = deviation;
    columns.push(column.map((value) => (value - centre) / deviation));
  }
  return { mean, spread, columns };
}
