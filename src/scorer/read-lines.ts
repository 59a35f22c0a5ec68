import type { Transcript, TranscriptMessage } from '../contracts/transcript.ts';
import { type Cue, cues } from './cue-names.ts';
import { type CueCounts, countCues, cueIndex } from './cues.ts';
import { countVotes, type LanguageReading, noVotes, voteOn } from './language.ts';
import { type PriceMention, pricesOf } from './prices.ts';
import { boundText, type Sentence as Span, sentencesOf } from './text.ts';

/** A sentence with what it shows. */
export type Sentence = Span & { cues: CueCounts };

/** One message after reading. */
export type Line = {
  id: string;
  byCustomer: boolean;
  /** Milliseconds since 1970; 0 when the date is invalid. */
  at: number;
  /** What was looked at: the whole text, or head and tail of a very long one. */
  text: string;
  length: number;
  attachments: number;
  sentences: Sentence[];
  cues: CueCounts;
  questions: number;
  hasNumber: boolean;
  prices: PriceMention[];
};

/** A conversation after reading. */
export type Reading = {
  /** The lines that were looked at: all, or the first and last ones of a very long thread. */
  lines: Line[];
  /** Messages in the whole conversation, by author. */
  fromCustomer: number;
  fromBusiness: number;
  language: LanguageReading;
};

const HEAD_LINES = 30;
const TAIL_LINES = 120;

/** Reads every message once: words, cues, questions and prices. */
export function readTranscript(transcript: Transcript): Reading {
  const messages = transcript.messages;
  const lines = looked(messages).map(newLine);
  const language = languageOf(lines);
  for (const line of lines) {
    for (const sentence of line.sentences) {
      countCues(sentence.words, language.mask, sentence.cues);
      addCounts(sentence.cues, line.cues);
    }
  }
  keepLikelyPrices(lines);
  const fromCustomer = messages.reduce((n, m) => n + (m.author === 'customer' ? 1 : 0), 0);
  return { lines, fromCustomer, fromBusiness: messages.length - fromCustomer, language };
}

function addCounts(from: CueCounts, into: CueCounts): void {
  for (let cue = 0; cue < from.length; cue++) {
    const count = from[cue] ?? 0;
    if (count > 0) into[cue] = Math.min(255, (into[cue] ?? 0) + count);
  }
}

/** How often a line or a sentence shows a cue. */
export const cueCount = (part: { cues: CueCounts }, cue: Cue): number =>
  part.cues[cueIndex(cue)] ?? 0;

function looked(messages: readonly TranscriptMessage[]): readonly TranscriptMessage[] {
  if (messages.length <= HEAD_LINES + TAIL_LINES) return messages;
  return [...messages.slice(0, HEAD_LINES), ...messages.slice(-TAIL_LINES)];
}

function newLine(message: TranscriptMessage): Line {
  const text = boundText(message.text);
  const at = message.sentAt.getTime();
  const hasNumber = /\d/.test(text);
  return {
    id: message.id,
    byCustomer: message.author === 'customer',
    at: Number.isFinite(at) ? at : 0,
    text,
    length: message.text.length,
    attachments: message.attachments,
    sentences: sentencesOf(text).map(({ start, end, words }) => ({
      start,
      end,
      words,
      cues: new Uint8Array(cues.length),
    })),
    cues: new Uint8Array(cues.length),
    questions: questionMarks(text),
    hasNumber,
    prices: hasNumber ? pricesOf(text) : [],
  };
}

function questionMarks(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 63 || code === 0x61f || code === 0xff1f) count++;
  }
  return count;
}

/** The customer's words decide; the business's too when the customer's do not tell. */
function languageOf(lines: readonly Line[]): LanguageReading {
  const own = noVotes();
  const other = noVotes();
  for (const line of lines) {
    for (const { words } of line.sentences) voteOn(words, line.byCustomer ? own : other);
  }
  const customer = countVotes(own);
  const business = countVotes(other);
  return {
    tag: customer.tag === 'und' && own.words > 0 ? business.tag : customer.tag,
    mask: customer.mask | business.mask,
  };
}

/** How far a number may be from a surer price, as a factor, to count as one itself. */
const reach = { worded: 10, bare: 4, year: 1.6 };

const looksLikeYear = (amount: number): boolean => amount >= 1900 && amount <= 2100;

/** A number without a currency is a price only in a talk about money, and of the size talked about. */
function keepLikelyPrices(lines: readonly Line[]): void {
  promoteAnswers(lines);
  const all = lines.flatMap((line) => line.prices);
  const named = all.filter((price) => price.sure === 'named').map((price) => price.amount);
  const anchors = named.length > 0 ? named : usualAmount(all);
  const isNear = (amount: number, factor: number) =>
    anchors.some((anchor) => amount <= anchor * factor && amount >= anchor / factor);
  for (const line of lines) {
    if (line.prices.length === 0) continue;
    line.prices = line.prices.filter(
      ({ amount, sure }) =>
        sure === 'named' || isNear(amount, reach[looksLikeYear(amount) ? 'year' : sure]),
    );
  }
}

/** Small numbers are hours, days and counts as often as prices. */
const leastUsual = 32;

/** The middle one of all larger numbers, when at least one of them reads as a price. */
function usualAmount(prices: readonly PriceMention[]): number[] {
  const surer = prices.filter((price) => price.sure !== 'bare');
  if (surer.length === 0) return [];
  const larger = prices.filter((price) => price.amount >= leastUsual);
  const amounts = (larger.length > 0 ? larger : surer).map((price) => price.amount);
  return amounts
    .sort((a, b) => a - b)
    .slice((amounts.length - 1) >> 1)
    .slice(0, 1);
}

/** A number alone that answers talk of an offer ("What is your offer?" – "147") is a price. */
function promoteAnswers(lines: readonly Line[]): void {
  for (const [index, line] of lines.entries()) {
    const [price] = line.prices;
    const before = lines[index - 1];
    if (price?.sure !== 'bare' || before === undefined || line.length > 12) continue;
    if (cueCount(before, 'offer') + cueCount(before, 'discount') + cueCount(before, 'firm') > 0)
      price.sure = 'worded';
  }
}
