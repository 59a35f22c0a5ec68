import type { Analysis } from '../contracts/analysis.ts';
import { type Cue, cues } from './cue-names.ts';
import { cueCount, type Line, type Reading, type Sentence } from './read-lines.ts';

/** A customer's sentence. `quote` is a substring of the message's text. */
export type Quote = { messageId: string; quote: string; sentence: Sentence; line: number };

const LONGEST = 300;
const MOST_SENTENCES = 120;

/** The customer's sentences that can be quoted, newest last. */
export function quotesOf({ lines }: Reading): Quote[] {
  const quotes: Quote[] = [];
  for (let index = lines.length - 1; index >= 0 && quotes.length < MOST_SENTENCES; index--) {
    const line = lines[index];
    if (line?.byCustomer !== true) continue;
    for (const sentence of line.sentences.toReversed()) {
      const quote = cutQuote(line, sentence);
      if (quote !== '') quotes.push({ messageId: line.id, quote, sentence, line: index });
    }
  }
  return quotes.reverse();
}

/** Half a surrogate pair or a NUL cannot be stored as text, so such a sentence is not quoted. */
function cutQuote(line: Line, sentence: Sentence): string {
  let quote = line.text.slice(sentence.start, Math.min(sentence.end, sentence.start + LONGEST));
  if (quote.length === LONGEST && !quote.isWellFormed()) quote = quote.slice(0, -1);
  return quote.isWellFormed() && !quote.includes('\0') ? quote : '';
}

type Worth = Partial<Record<Cue, number>>;
type Weights = readonly (readonly [index: number, weight: number])[];

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
const byIndex = (worth: Worth): Weights =>
  cues.flatMap((cue, index) => (worth[cue] === undefined ? [] : [[index, worth[cue]] as const]));

const weightsFor = {
  open: byIndex(always),
  won: byIndex({ ...always, accept: 7, confirmAsk: 5, meet: 3 }),
  lost: byIndex({ ...always, refuse: 8, pricey: 6, complaint: 5, accept: 1 }),
};

/** Up to five sentences that tell most about where the customer stands, most telling first. */
export function evidenceOf(
  quotes: readonly Quote[],
  lines: readonly Line[],
  leaning: 'won' | 'lost' | 'open',
): Analysis['evidence'] {
  const weights = weightsFor[leaning];
  const ranked = quotes
    .map((quote) => ({ quote, worth: worthOf(quote, lines, weights) }))
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

function worthOf({ sentence, line }: Quote, lines: readonly Line[], weights: Weights): number {
  let worth = 0;
  for (const [cue, weight] of weights) {
    if ((sentence.cues[cue] ?? 0) > 0) worth = Math.max(worth, weight) + weight / 4;
  }
  const price = lines[line]?.prices.some((p) => p.at >= sentence.start && p.at < sentence.end);
  if (price === true) worth += 3;
  else if (cueCount(sentence, 'offer') > 0) worth -= 2;
  // A bare "ok" tells less than a sentence; the end of a talk tells more than its start.
  const length = Math.min(1, sentence.words.length / 5);
  return worth * (0.5 + 0.5 * length) * (0.7 + (0.3 * (line + 1)) / Math.max(1, lines.length));
}

function distinct(quotes: readonly Quote[]): Quote[] {
  const seen = new Set<string>();
  return quotes.filter(({ quote }) => !seen.has(quote) && seen.add(quote));
}

/** The quotes that ask nothing: "any scratches?" is no complaint. */
export const statements = (quotes: readonly Quote[]): Quote[] =>
  quotes.filter(({ quote }) => !/[?؟？]$/.test(quote));

const against: readonly Cue[] = ['refuse', 'pricey', 'complaint', 'anger'];

/** Sentences that show one of the cues, newest first, without repeats. */
export function sentencesWith(quotes: readonly Quote[], shown: readonly Cue[], most = 5): string[] {
  const found = quotes.filter(
    ({ sentence }) => sentence.words.length > 1 && shown.some((cue) => cueCount(sentence, cue) > 0),
  );
  return distinct(found.toReversed())
    .slice(0, most)
    .map(({ quote }) => quote);
}

/** The quotes without a word of refusal or complaint ("I want a refund" is no wish to buy). */
export const friendly = (quotes: readonly Quote[]): Quote[] =>
  quotes.filter(({ sentence }) => against.every((cue) => cueCount(sentence, cue) === 0));
