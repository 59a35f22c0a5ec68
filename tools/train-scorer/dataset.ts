import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { graphTranscript } from '../../src/channels/meta/graph-transcript.ts';
import { putFeatures } from '../../src/scorer/features.ts';
import { trackPrices } from '../../src/scorer/price-track.ts';
import { readTranscript } from '../../src/scorer/read-lines.ts';
import { ceilings, stanceOf } from '../../src/scorer/stance.ts';

/** One dialogue, or the first part of one. `ceiling` is the most its stance lets it score, 0–1. */
export type Example = {
  file: string;
  judged: boolean;
  won: boolean;
  features: Float64Array;
  ceiling: number;
};

/** Row i of every prefix is the same dialogue. */
export type Dataset = { names: string[]; byPrefix: Map<number, Example[]> };

/** Reads dialogues (one JSON a line: `conversation` in Graph shape, `truth.outcome`). */
export function loadDataset(files: readonly string[], prefixes: readonly number[]): Dataset {
  const names: string[] = [];
  const byPrefix = new Map<number, Example[]>(prefixes.map((prefix) => [prefix, []]));
  for (const file of files) {
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      if (line.trim() === '') continue;
      const { conversation, truth } = JSON.parse(line);
      for (const [prefix, rows] of byPrefix) {
        const { features, ceiling } = readPart(conversation, prefix, names);
        const outcome = String(truth.outcome);
        rows.push({
          file: basename(file),
          judged: outcome !== 'OPEN',
          won: outcome === 'WON',
          features,
          ceiling,
        });
      }
    }
  }
  return { names, byPrefix };
}

function readPart(
  conversation: unknown,
  prefix: number,
  names: string[],
): Pick<Example, 'features' | 'ceiling'> {
  const reading = readTranscript(graphTranscript(conversation, { prefix }));
  const track = trackPrices(reading.lines);
  const values: number[] = [];
  const isFirst = names.length === 0;
  putFeatures(reading, track, (name, value) => {
    if (isFirst) names.push(name);
    values.push(value);
  });
  const ceiling = ceilings[stanceOf(reading.lines, track)];
  return { features: Float64Array.from(values), ceiling };
}
