import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { graphTranscript } from '../../src/channels/meta/graph-transcript.ts';
import { putFeatures } from '../../src/scorer/features.ts';
import { trackPrices } from '../../src/scorer/price-track.ts';
import { readTranscript } from '../../src/scorer/read-lines.ts';

/** One dialogue, or the first part of one. */
export type Example = { file: string; judged: boolean; won: boolean; features: Float64Array };

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
        const features = featuresOf(conversation, prefix, names);
        const outcome = String(truth.outcome);
        rows.push({
          file: basename(file),
          judged: outcome !== 'OPEN',
          won: outcome === 'WON',
          features,
        });
      }
    }
  }
  return { names, byPrefix };
}

function featuresOf(conversation: unknown, prefix: number, names: string[]): Float64Array {
  const reading = readTranscript(graphTranscript(conversation, { prefix }));
  const values: number[] = [];
  const isFirst = names.length === 0;
  putFeatures(reading, trackPrices(reading.lines), (name, value) => {
    if (isFirst) names.push(name);
    values.push(value);
  });
  return Float64Array.from(values);
}
