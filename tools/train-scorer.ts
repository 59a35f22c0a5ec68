import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Dataset, loadDataset } from './train-scorer/dataset.ts';
import { round } from './train-scorer/figures.ts';
import { learn, prefixWeights } from './train-scorer/learn.ts';
import {
  calibrate,
  crossValidate,
  type Figures,
  figuresOf,
  type HeldOut,
} from './train-scorer/validate.ts';

/**
 * Learns the weights of the local scorer: node tools/train-scorer.ts DIALOGUES.jsonl …
 * Same files, same weights; about a minute on one core. Prints cross-validated figures.
 */

const target = fileURLToPath(new URL('../src/scorer/weights.json', import.meta.url));
const judgedPrefixes = [1, 0.7, 0.5];
const repeats = [1, 2];

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('Say which files to learn from: node tools/train-scorer.ts DIALOGUES.jsonl …');
  process.exit(2);
}
const started = Date.now();
const data = loadDataset(files, [...prefixWeights.keys()]);
const rounds = repeats.map((seed) => crossValidate(data, judgedPrefixes, seed));
const calibration = calibrationOf(data, rounds);
const figures = Object.fromEntries(
  judgedPrefixes.map((prefix) => [`first ${prefix * 100} %`, meanFigures(prefix)]),
);
const model = learn(data, () => true);
const trainedOn = new Date().toISOString().slice(0, 10);
writeFileSync(
  target,
  `${JSON.stringify({
    version: `local-${trainedOn}`,
    trainedOn,
    validation: { method: `${repeats.length} × 10-fold, grouped by dialogue`, figures },
    calibration: { slope: round(calibration.slope, 4), shift: round(calibration.shift, 4) },
    bias: round(model.bias, 5),
    treeShare: model.treeShare,
    treeSets: model.treeSets,
    names: model.names,
    low: model.low.map((value) => round(value, 5)),
    high: model.high.map((value) => round(value, 5)),
    weight: model.weight.map((value) => round(value, 5)),
    trees: model.trees.map((tree) => ({
      feature: tree.feature,
      threshold: tree.threshold.map((value) =>
        value === Number.MAX_VALUE ? 1e9 : roundDown(value),
      ),
      leaf: tree.leaf.map((value) => round(value, 5)),
    })),
  })}\n`,
);
console.log(JSON.stringify(figures, null, 1));
console.log(
  `${data.names.length} features, ${Math.round((Date.now() - started) / 1_000)} s → ${target}`,
);

/** A rounded-up threshold would send the value it was cut at to the other side. */
function roundDown(value: number): number {
  return Math.floor(value * 1e6) / 1e6;
}

/** Averages the figures of the repeated rounds. */
function meanFigures(prefix: number): Figures {
  const all = rounds.map((held) =>
    figuresOf(data.byPrefix.get(prefix) ?? [], held.get(prefix) ?? new Float64Array(), calibration),
  );
  const mean = (pick: (one: Figures) => number) =>
    round(all.reduce((total, one) => total + pick(one), 0) / all.length);
  const names = Object.keys(all[0]?.files ?? {});
  return {
    auc: mean((one) => one.auc),
    brier: mean((one) => one.brier),
    dialogues: all[0]?.dialogues ?? 0,
    files: Object.fromEntries(names.map((name) => [name, mean((one) => one.files[name] ?? 0)])),
  };
}

/** Calibrates on held-out whole dialogues and prefixes; broken-off ones count as not won. */
function calibrationOf(all: Dataset, held: readonly HeldOut[]) {
  const odds: number[] = [];
  const won: number[] = [];
  const weight: number[] = [];
  for (const round of held) {
    for (const prefix of judgedPrefixes) {
      for (const [index, example] of (all.byPrefix.get(prefix) ?? []).entries()) {
        odds.push(round.get(prefix)?.[index] ?? 0);
        won.push(Number(example.won));
        weight.push((prefixWeights.get(prefix) ?? 0) * (example.judged ? 1 : 0.5));
      }
    }
  }
  return calibrate(odds, won, weight);
}
