import type { PromptMessage } from './prompt-transcript.ts';
import { countMatches, languageOf, wording } from './wording.ts';

/** What the stand-in makes of a transcript. Computed from the words, never from a stored truth. */
export type Reading = {
  score: number;
  status: string;
  confidence: number;
  sentiment: 'positive' | 'neutral' | 'negative' | 'mixed';
  urgency: 'low' | 'medium' | 'high';
  summary: string;
  reasoning: string;
  nextBestAction: string;
  quotes: readonly { id: string; text: string }[];
  topics: readonly string[];
  complaints: readonly string[];
  signals: readonly string[];
  objections: readonly string[];
  price: { amount: number; currency: string | null; state: string } | null;
  language: string;
};

const pricePattern =
  /(R\$|[$€£₱])\s?(\d[\d.,]*)|(\d[\d.,]*)\s?(€|₱|درهم|(?:euros?|dollars?|pesos|reais|dirhams?|usd|eur|php|brl)\b)/giu;

/** Reads a transcript, oldest message first. */
export function readTranscript(messages: readonly PromptMessage[]): Reading {
  const theirs = messages.filter(({ author }) => author === 'customer');
  const text = theirs.map((message) => message.text).join('\n');
  const closing = messages
    .slice(-4)
    .map((message) => message.text)
    .join('\n');
  const counts = {
    commits: countMatches(wording.commits, text),
    refuses: countMatches(wording.refuses, text),
    complains: countMatches(wording.complains, text),
    urges: countMatches(wording.urges, text),
    thanks: countMatches(wording.thanks, text),
    advertises: countMatches(wording.advertises, text),
    questions: countMatches(/[?？؟]/g, text),
    settles: countMatches(wording.settles, closing),
    declines: countMatches(wording.declines, closing),
  };
  const price = lastPrice(messages, counts.commits > counts.refuses);
  const score = scoreFrom(counts, theirs.length, price !== null);
  const status = statusFrom(counts, messages, score, price !== null);
  return {
    score,
    status,
    confidence: Math.min(95, 45 + theirs.length * 4 + (counts.commits + counts.refuses) * 8),
    sentiment: sentimentFrom(counts),
    urgency: counts.urges > 1 ? 'high' : counts.urges === 1 ? 'medium' : 'low',
    summary: summaryOf(messages, theirs, status, price),
    reasoning: `The customer wrote ${theirs.length} of ${messages.length} messages, with ${counts.commits} words of agreement, ${counts.refuses} of refusal and ${counts.questions} questions.`,
    nextBestAction: actionFor(status),
    quotes: quotesFrom(theirs),
    topics: topicsOf(text),
    complaints: linesWith(theirs, wording.complains),
    signals: linesWith(theirs, wording.commits),
    objections: linesWith(theirs, wording.refuses),
    price,
    language: languageOf(text),
  };
}

type Counts = Record<
  | 'commits'
  | 'refuses'
  | 'complains'
  | 'urges'
  | 'thanks'
  | 'advertises'
  | 'questions'
  | 'settles'
  | 'declines',
  number
>;

function scoreFrom(counts: Counts, length: number, hasPrice: boolean): number {
  const raw =
    30 +
    Math.min(20, length * 2) +
    Math.min(30, counts.commits * 18) -
    counts.refuses * 15 -
    counts.complains * 10 -
    counts.advertises * 25 +
    Math.min(10, counts.questions * 3) +
    counts.urges * 4 +
    Math.min(24, counts.settles * 10) -
    counts.declines * 9 +
    (hasPrice ? 6 : 0);
  return Math.min(100, Math.max(1, raw));
}

function statusFrom(
  counts: Counts,
  messages: readonly PromptMessage[],
  score: number,
  hasPrice: boolean,
): string {
  const lastRefusal = lastIndexWith(messages, wording.refuses);
  const lastAgreement = lastIndexWith(messages, wording.commits);
  if (counts.advertises > 0) return 'LOST';
  if (lastRefusal > lastAgreement && lastRefusal >= messages.length - 3) return 'LOST';
  if (lastAgreement > lastRefusal && lastAgreement >= messages.length - 4) return 'WON';
  if (hasPrice && counts.settles > 1 && counts.declines === 0 && messages.length > 4) return 'WON';
  const isSilent = messages.at(-1)?.author === 'business' && messages.at(-2)?.author === 'business';
  if (isSilent) return 'UNRESPONSIVE';
  if (hasPrice && messages.length > 5) return 'NEGOTIATING';
  if (hasPrice) return 'PROPOSAL_SENT';
  if (messages.length < 3) return 'NEW';
  return score > 55 ? 'QUALIFIED' : 'CONTACTED';
}

function lastIndexWith(messages: readonly PromptMessage[], pattern: RegExp): number {
  return messages.findLastIndex(
    ({ author, text }) => author === 'customer' && countMatches(pattern, text) > 0,
  );
}

function sentimentFrom(counts: Counts): Reading['sentiment'] {
  const bad = counts.complains + counts.refuses;
  if (bad > 0 && counts.thanks > 0) return 'mixed';
  if (bad > 0) return 'negative';
  return counts.thanks > 0 ? 'positive' : 'neutral';
}

function lastPrice(messages: readonly PromptMessage[], isAgreed: boolean): Reading['price'] {
  for (const { author, text } of [...messages].reverse()) {
    const found = [...text.matchAll(pricePattern)].at(-1);
    const digits = found?.[2] ?? found?.[3];
    if (!found || !digits) continue;
    const amount = Number(
      digits
        .replace(/[.,](?=\d{3}\b)/g, '')
        .replace(',', '.')
        .replace(/\.$/, ''),
    );
    if (!Number.isFinite(amount)) continue;
    const state = isAgreed ? 'agreed' : `offered_by_${author}`;
    return { amount, currency: currencyOf(found[1] ?? found[4] ?? ''), state };
  }
  return null;
}

function currencyOf(sign: string): string | null {
  if (/€|eur/i.test(sign)) return 'EUR';
  if (/₱|php/i.test(sign)) return 'PHP';
  if (sign === '£') return 'GBP';
  if (/درهم|dirham/i.test(sign)) return 'AED';
  if (/^R\$|reais|brl/i.test(sign)) return 'BRL';
  if (/\$|usd|dollar/i.test(sign)) return 'USD';
  return null;
}

function summaryOf(
  messages: readonly PromptMessage[],
  theirs: readonly PromptMessage[],
  status: string,
  price: Reading['price'],
): string {
  const first = theirs.find(({ text }) => text.length > 8)?.text ?? 'an attachment';
  const last = messages.at(-1);
  const amount = price
    ? ` The last price named is ${price.amount}${price.currency ? ` ${price.currency}` : ''}.`
    : ' No price was named.';
  return `The customer began with "${first.slice(0, 160)}". ${messages.length} messages were exchanged.${amount} The last word is the ${last?.author ?? 'customer'}'s. The conversation looks ${status.toLowerCase().replace('_', ' ')}.`;
}

function actionFor(status: string): string {
  const actions: Record<string, string> = {
    WON: 'Confirm the details and say thank you.',
    LOST: 'Close the conversation politely.',
    UNRESPONSIVE: 'Send one friendly reminder.',
    NEGOTIATING: 'Answer the price question with a clear offer.',
    PROPOSAL_SENT: 'Ask whether the offer suits.',
  };
  return actions[status] ?? 'Ask what exactly is needed and when.';
}

function quotesFrom(theirs: readonly PromptMessage[]): Reading['quotes'] {
  const telling = theirs.filter(
    ({ text }) =>
      countMatches(wording.commits, text) + countMatches(wording.refuses, text) > 0 ||
      /\d/.test(text),
  );
  const chosen = telling.length > 0 ? telling.slice(-3) : theirs.slice(-1);
  return chosen.flatMap(({ id, text }) => {
    const line = text.split('\n')[0]?.trim() ?? '';
    return line === '' ? [] : [{ id, text: line }];
  });
}

function linesWith(theirs: readonly PromptMessage[], pattern: RegExp): string[] {
  return theirs
    .filter(({ text }) => countMatches(pattern, text) > 0)
    .map(({ text }) => text.slice(0, 200))
    .slice(0, 5);
}

function topicsOf(text: string): string[] {
  const counts = new Map<string, number>();
  for (const word of text.toLowerCase().match(/\p{L}{5,}/gu) ?? []) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const ranked = [...counts].sort((a, b) => b[1] - a[1]);
  return ranked.slice(0, 4).map(([word]) => word);
}
