import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { graphTranscript } from '../channels/meta/graph-transcript.ts';
import { scoreLocally } from './index.ts';

const folder = new URL('../../../shared/data/dialogues/', import.meta.url);
const isHere = existsSync(folder);
if (!isHere) console.log('skipped: ../shared/data/dialogues is not there');

type Judged = { score: number; won: boolean; status: string };

function judge(prefix: number): Judged[] {
  const lines = ['bargains.jsonl', 'bookings.jsonl'].flatMap((file) =>
    readFileSync(new URL(file, folder), 'utf8').trim().split('\n'),
  );
  return lines.flatMap((line) => {
    const { conversation, truth } = JSON.parse(line);
    if (truth.outcome === 'OPEN') return [];
    const transcript = graphTranscript(conversation, { prefix });
    const now = transcript.messages.at(-1)?.sentAt ?? new Date(0);
    const { score, status } = scoreLocally(transcript, { now, stages: [] });
    return [{ score, status, won: truth.outcome === 'WON' }];
  });
}

/** Share of (won, lost) pairs in the right order; ties count half. */
function areaUnderCurve(judged: readonly Judged[]): number {
  const won = judged.filter((one) => one.won);
  const lost = judged.filter((one) => !one.won);
  let right = 0;
  for (const a of won)
    for (const b of lost) right += a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0;
  return right / (won.length * lost.length);
}

// The weights were learned from these files, so this guards against breakage only;
// the honest figures are the cross-validated ones in weights.json.
describe.skipIf(!isHere)('the dialogues the weights were learned from', () => {
  it('are ranked well, whole and in part', () => {
    expect(areaUnderCurve(judge(1))).toBeGreaterThan(0.93);
    expect(areaUnderCurve(judge(0.7))).toBeGreaterThan(0.78);
  });

  it('are called won or lost only when they are', () => {
    const judged = judge(1);
    const called = (status: string) => judged.filter((one) => one.status === status);
    const won = called('WON');
    const lost = called('LOST');
    expect(won.filter((one) => one.won).length / won.length).toBeGreaterThan(0.95);
    expect(lost.filter((one) => !one.won).length / lost.length).toBeGreaterThan(0.95);
  });
});
