import { pick, type Random, seededRandom } from '../random.ts';
import type { Dialogue } from './authoring.ts';
import { toGraphConversations } from './authoring.ts';
import type { GraphConversation } from './graph-conversation.ts';
import { firstNames, lastNames } from './names.ts';
import { ownDialogues } from './own-dialogues.ts';

/**
 * `count` conversations made of our own: another name, other prices, some broken off, other times
 * (spread over 60 days). The same seed gives the same texts.
 */
export function generateDialogues(
  count: number,
  seed: number,
  now = new Date(),
  source: readonly Dialogue[] = ownDialogues,
): GraphConversation[] {
  const random = seededRandom(seed);
  const dialogues = Array.from({ length: count }, () => varied(pick(random, source), random));
  return toGraphConversations(dialogues, now, seed + 1);
}

function varied(dialogue: Dialogue, random: Random): Dialogue {
  const factor = 0.7 + random() * 0.8;
  const prices = pricesIn(dialogue.lines.map(([, , text]) => text));
  const isBrokenOff = dialogue.lines.length > 4 && random() < 0.25;
  const length = isBrokenOff
    ? 2 + Math.floor(random() * (dialogue.lines.length - 2))
    : dialogue.lines.length;
  const name = `${pick(random, firstNames)} ${pick(random, lastNames)}`;
  return {
    ...dialogue,
    name,
    hoursAgo: random() * 24 * 60,
    lines: dialogue.lines.slice(0, length).map(([author, minutes, text, attachments = []]) => {
      const pause = Math.max(1, Math.round(minutes * (0.5 + random())));
      const reworded = renamed(repriced(text, prices, factor), dialogue.name, name);
      return [author, pause, reworded, attachments] as const;
    }),
  };
}

/** The customer's first and last name in a text replaced by the new ones. */
function renamed(text: string, from: string, to: string): string {
  const names = to.split(' ');
  return from.split(' ').reduce((result, word, index) => {
    if (!/^\p{L}+$/u.test(word)) return result;
    const whole = new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'gu');
    return result.replace(whole, names[Math.min(index, 1)] ?? to);
  }, text);
}

const marked =
  /(?<=[$€£₱]\s?)\d[\d.,]*\d|(?<=[$€£₱]\s?)\d|(?<![\d.,])\d[\d.,]*(?=\s?(?:€|euros?\b|pesos\b|reais\b|درهم))/giu;
const plainNumber = /(?<![\d.,:/])[1-9]\d*(?:[.,]\d{3})*(?![\d%:]|[.,]\d|k\b|h\b)/giu;

/** Prices that the texts name with a currency. */
export function pricesIn(texts: readonly string[]): number[] {
  return texts.flatMap((text) => [...text.matchAll(marked)].map(([number]) => amountOf(number)));
}

/**
 * Prices times the factor. A number without a currency counts as a price when it lies between half
 * and one and a half of one of the dialogue's prices: hagglers leave the currency out.
 */
export function repriced(text: string, prices: readonly number[], factor: number): string {
  return text.replace(plainNumber, (number) => {
    const amount = amountOf(number);
    const isPrice = prices.some((price) => amount >= price * 0.5 && amount <= price * 1.5);
    return isPrice ? formatted(amount * factor, number) : number;
  });
}

function amountOf(number: string): number {
  return Number(number.replace(/[.,](?=\d{3}(?!\d))/g, '').replace(',', '.'));
}

/** Rounded as a seller would, with the thousands separator of the original. */
function formatted(amount: number, original: string): string {
  const step = amount >= 1000 ? 50 : amount >= 50 ? 5 : 1;
  const rounded = String(Math.max(1, Math.round(amount / step) * step));
  const separator = /[.,]/.exec(original)?.[0];
  return separator === undefined ? rounded : rounded.replace(/\B(?=(\d{3})+$)/g, separator);
}
