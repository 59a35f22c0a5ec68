import type { Transcript, TranscriptMessage } from '../contracts/transcript.ts';
import { type Cue, cues } from './cue-names.ts';
import { type CueCounts, countCues, cueIndex } from './cues.ts';
import { type LanguageReading, readLanguage } from './language.ts';
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
    into[cue] = Math.min(255, (into[cue] ?? 0) + (from[cue] ?? 0));
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
    sentences: sentencesOf(text).map((span) => ({ ...span, cues: new Uint8Array(cues.length) })),
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

/** The customer's words decide; the business's only when the customer wrote next to nothing. */
function languageOf(lines: readonly Line[]): LanguageReading {
  const words = (of: readonly Line[]) =>
    of.flatMap((l) => l.sentences.flatMap((s) => s.words)).slice(0, 400);
  const own = words(lines.filter((line) => line.byCustomer));
  const reading = readLanguage(own);
  const everyone = readLanguage(words(lines));
  return {
    tag: reading.tag === 'und' && own.length > 0 ? everyone.tag : reading.tag,
    mask: reading.mask | everyone.mask,
  };
}

const nearFactor = 4;

/** A bare number is a price only in a talk about money, and of the size talked about there. */
function keepLikelyPrices(lines: readonly Line[]): void {
  const anchors = lines.flatMap((l) =>
    l.prices.filter((p) => p.sure !== 'bare').map((p) => p.amount),
  );
  for (const line of lines) {
    if (line.prices.length === 0) continue;
    line.prices = line.prices.filter(
      (price) =>
        price.sure !== 'bare' ||
        anchors.some((a) => price.amount <= a * nearFactor && price.amount >= a / nearFactor),
    );
  }
}
