import type { Cue } from './cue-names.ts';
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

/** The quotes without repeats. */
export function distinct(quotes: readonly Quote[]): Quote[] {
  const seen = new Set<string>();
  return quotes.filter(({ quote }) => !seen.has(quote) && seen.add(quote));
}

/** The quotes that ask nothing: "any scratches?" is no complaint. */
export const statements = (quotes: readonly Quote[]): Quote[] =>
  quotes.filter(({ quote }) => !/[?؟？]$/.test(quote));

const against: readonly Cue[] = [
  'refuse',
  'pricey',
  'complaint',
  'anger',
  'fault',
  'redress',
  'decline',
  'defer',
];

/** Sentences that show one of the cues, newest first, without repeats. */
export function sentencesWith(quotes: readonly Quote[], shown: readonly Cue[], most = 5): string[] {
  const found: string[] = [];
  for (let index = quotes.length - 1; index >= 0 && found.length < most; index--) {
    const one = quotes[index];
    if (one === undefined || one.sentence.words.length < 2 || !showsAny(one.sentence, shown))
      continue;
    if (!found.includes(one.quote)) found.push(one.quote);
  }
  return found;
}

function showsAny(sentence: Sentence, shown: readonly Cue[]): boolean {
  for (const cue of shown) if (cueCount(sentence, cue) > 0) return true;
  return false;
}

/** The quotes without a word of refusal or complaint ("I want a refund" is no wish to buy). */
export const friendly = (quotes: readonly Quote[]): Quote[] =>
  quotes.filter(({ sentence }) => !showsAny(sentence, against));
