import { putFeatures } from './features.ts';
import { logOdds, probabilityOf, type Weights } from './model.ts';
import type { PriceTrack } from './price-track.ts';
import { cueCount, type Reading } from './read-lines.ts';
import weightsFile from './weights.json' with { type: 'json' };

const weights: Weights = weightsFile;

/** Version of the committed weights, e.g. "local-2026-01-31". */
export const weightsVersion = weights.version;

/** Advertising is not in the training dialogues; it is pushed down by hand, to one in twelve. */
const SPAM_ODDS = -2.5;

/** Chance of being won, 0–1. */
export function chanceOf(reading: Reading, track: PriceTrack): number {
  const features = new Float64Array(weights.names.length);
  let index = 0;
  putFeatures(reading, track, (name, value) => {
    if (weights.names[index] !== name) throw new Error(staleWeights(name));
    features[index++] = value;
  });
  const odds = logOdds(weights, features);
  return probabilityOf(isSpam(reading) ? Math.min(odds, SPAM_ODDS) : odds);
}

const staleWeights = (name: string): string =>
  `weights.json does not know the feature "${name}": run tools/train-scorer.ts again`;

/** Whether the customer's messages read like advertising: its wording, and no wish to buy. */
export function isSpam({ lines }: Reading): boolean {
  const own = lines.filter((line) => line.byCustomer);
  const spam = own.reduce((total, line) => total + cueCount(line, 'spam'), 0);
  return spam >= 2 && spam > own.reduce((total, line) => total + line.questions, 0);
}
