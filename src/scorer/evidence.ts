import type { Analysis } from '../contracts/analysis.ts';
import { type Cue, cues } from './cue-names.ts';
import type { Findings } from './findings.ts';
import { distinct, type Quote } from './quotes.ts';
import { cueCount, type Line } from './read-lines.ts';
import { isComplaint } from './stance.ts';

/** What a sentence must show to tell most; the higher, the earlier it is quoted. */
type Worth = Partial<Record<Cue, number>>;
type Yardstick = {
  weights: readonly (readonly [index: number, weight: number])[];
  /** Worth of naming a price. */
  price: number;
  /** Share of the worth that falls away at the start of the talk. */
  fading: number;
};

const always: Worth = {
  interest: 3,
  offer: 3,
  pricey: 4,
  complaint: 4,
  accept: 3,
  refuse: 3,
  anger: 3,
  later: 2,
  urgent: 2,
  meet: 2,
  pay: 2,
  doubt: 1,
  discount: 2,
  confirmAsk: 3,
  askChange: 2,
  deliver: 1,
};

const yardstick = (worth: Worth, price: number, fading: number): Yardstick => ({
  weights: cues.flatMap((cue, index) => {
    const weight = worth[cue] ?? always[cue];
    return weight === undefined ? [] : [[index, weight] as const];
  }),
  price,
  fading,
});

const yardsticks = {
  open: yardstick({}, 3, 0.3),
  won: yardstick(
    { commit: 14, paid: 12, accept: 10, confirmAsk: 4, pricey: 1, complaint: 1 },
    2,
    0.3,
  ),
  lost: yardstick({ decline: 14, refuse: 10, pricey: 8, accept: 1, interest: 2 }, 2, 0.3),
  complaint: yardstick({ fault: 14, redress: 10, complaint: 8, anger: 8, accept: 1 }, 0, 0),
  deferring: yardstick({ defer: 14, pricey: 6 }, 3, 0.3),
  /** The last price talk first. */
  negotiating: yardstick({ pricey: 5, discount: 4, firm: 4 }, 8, 0.8),
};

function yardstickOf({ stance, status }: Findings): Yardstick {
  if (isComplaint(stance)) return yardsticks.complaint;
  if (status === 'WON') return yardsticks.won;
  if (status === 'LOST') return yardsticks.lost;
  if (stance === 'deferring') return yardsticks.deferring;
  return status === 'NEGOTIATING' ? yardsticks.negotiating : yardsticks.open;
}

/** Up to five sentences that tell most about where the customer stands, most telling first. */
export function evidenceOf(findings: Findings): Analysis['evidence'] {
  const { quotes, reading } = findings;
  const used = yardstickOf(findings);
  const ranked = quotes
    .map((quote) => ({ quote, worth: worthOf(quote, reading.lines, used) }))
    .filter(({ worth }) => worth > 1)
    .sort((a, b) => b.worth - a.worth || b.quote.line - a.quote.line);
  const chosen = distinct(ranked.map(({ quote }) => quote)).slice(0, 5);
  const longest = quotes.reduce<Quote | undefined>(
    (best, quote) => (best === undefined || quote.quote.length > best.quote.length ? quote : best),
    undefined,
  );
  const shown = chosen.length > 0 || longest === undefined ? chosen : [longest];
  return shown.map(({ messageId, quote }) => ({ messageId, quote }));
}

function worthOf({ sentence, line }: Quote, lines: readonly Line[], used: Yardstick): number {
  let worth = 0;
  for (const [cue, weight] of used.weights) {
    if ((sentence.cues[cue] ?? 0) > 0) worth = Math.max(worth, weight) + weight / 4;
  }
  const price = lines[line]?.prices.some((p) => p.at >= sentence.start && p.at < sentence.end);
  if (price === true) worth += used.price;
  else if (cueCount(sentence, 'offer') > 0) worth -= 2;
  // A bare "ok" tells less than a sentence; the end of a talk tells more than its start.
  const length = Math.min(1, sentence.words.length / 5);
  const place = 1 - used.fading + (used.fading * (line + 1)) / Math.max(1, lines.length);
  return worth * (0.5 + 0.5 * length) * place;
}
