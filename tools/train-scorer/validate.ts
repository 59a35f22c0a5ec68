import { logOdds, probabilityOf, type Weights } from '../../src/scorer/model.ts';
import type { Dataset, Example } from './dataset.ts';
import { areaUnderCurve, brierOf, round } from './figures.ts';
import { learn, type Uncalibrated } from './learn.ts';
import { randomFrom } from './random.ts';

const folds = 10;

/** Log-odds of every dialogue from a model that never saw any part of it, by prefix. */
export type HeldOut = Map<number, Float64Array>;

const plain = (model: Uncalibrated): Weights => ({
  ...model,
  version: '',
  calibration: { slope: 1, shift: 0 },
});

/** One round of 10-fold cross-validation; all prefixes of a dialogue are in the same fold. */
export function crossValidate(data: Dataset, prefixes: readonly number[], seed: number): HeldOut {
  const random = randomFrom(seed);
  const count = data.byPrefix.get(1)?.length ?? 0;
  const foldOf = Array.from({ length: count }, () => Math.floor(random() * folds));
  const held: HeldOut = new Map(prefixes.map((prefix) => [prefix, new Float64Array(count)]));
  for (let fold = 0; fold < folds; fold++) {
    const model = plain(learn(data, (dialogue) => foldOf[dialogue] !== fold));
    for (const [prefix, odds] of held) {
      for (const [dialogue, example] of (data.byPrefix.get(prefix) ?? []).entries()) {
        if (foldOf[dialogue] === fold) odds[dialogue] = logOdds(model, example.features.slice());
      }
    }
  }
  return held;
}

export type Figures = {
  auc: number;
  brier: number;
  dialogues: number;
  files: Record<string, number>;
};

/** Figures over won and lost dialogues, from the whole score a user sees (1–100). */
export function figuresOf(
  examples: readonly Example[],
  odds: Float64Array,
  calibration: Weights['calibration'],
): Figures {
  const judged = [...examples.keys()].filter((index) => examples[index]?.judged === true);
  const probability = judged.map((i) =>
    Math.min(
      probabilityOf(calibration.slope * (odds[i] ?? 0) + calibration.shift),
      examples[i]?.ceiling ?? 1,
    ),
  );
  const score = probability.map((p) => Math.min(100, Math.max(1, Math.round(100 * p))));
  const won = judged.map((index) => examples[index]?.won === true);
  const names = [...new Set(examples.map((example) => example.file))];
  const files = names.map((name): [string, number] => {
    const own = judged.flatMap((index, at) => (examples[index]?.file === name ? [at] : []));
    return [
      name,
      round(
        areaUnderCurve(
          own.map((at) => score[at] ?? 0),
          own.map((at) => won[at] === true),
        ),
      ),
    ];
  });
  return {
    auc: round(areaUnderCurve(score, won)),
    brier: round(brierOf(probability, won)),
    dialogues: judged.length,
    files: Object.fromEntries(files),
  };
}

/** Fits slope and shift so that held-out log-odds become probabilities (Platt scaling). */
export function calibrate(
  odds: readonly number[],
  won: readonly number[],
  weight: readonly number[],
): Weights['calibration'] {
  let slope = 1;
  let shift = 0;
  for (let round = 0; round < 200; round++) {
    let [slopeStep, shiftStep, slopeCurve, shiftCurve] = [0, 0, 1e-6, 1e-6];
    for (const [index, value] of odds.entries()) {
      const p = probabilityOf(slope * value + shift);
      const off = (weight[index] ?? 0) * (p - (won[index] ?? 0));
      const curve = (weight[index] ?? 0) * p * (1 - p);
      slopeStep += off * value;
      shiftStep += off;
      slopeCurve += curve * value * value;
      shiftCurve += curve;
    }
    slope -= (0.5 * slopeStep) / slopeCurve;
    shift -= (0.5 * shiftStep) / shiftCurve;
  }
  return { slope, shift };
}
