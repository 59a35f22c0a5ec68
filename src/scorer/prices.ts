import { labels, looseMoneyTalk, moneyTalk, moneyWords, symbols, units } from './money-words.ts';
import { wordsOf } from './text.ts';

/** A number that reads as a price. `sure` says how it was told from other numbers. */
export type PriceMention = {
  amount: number;
  /** ISO 4217, null when only a number was said. */
  currency: string | null;
  /** `named`: with a currency; `worded`: beside price wording; `bare`: a number alone. */
  sure: 'named' | 'worded' | 'bare';
  /** Offset of the first digit in the text. */
  at: number;
};

const leastLooseAmount = 32;

const numberPattern = /\d+(?:[.,'’\u00a0 ]\d{3})*(?:[.,]\d{1,2})?(?!\d)|\d+/g;
const maxPrices = 12;
const maxNumbers = 40;
const maxAmount = 1e9;

/** Every number of a message that may be a price, in the order written. */
export function pricesOf(text: string): PriceMention[] {
  const found: PriceMention[] = [];
  numberPattern.lastIndex = 0;
  for (let seen = 0; seen < maxNumbers; seen++) {
    const match = numberPattern.exec(text);
    if (match === null) break;
    const mention = readMention(text, match[0], match.index);
    if (mention !== undefined) found.push(mention);
    if (found.length >= maxPrices) break;
  }
  return found;
}

function readMention(text: string, digits: string, at: number): PriceMention | undefined {
  const end = at + digits.length;
  const before = wordBefore(text, at);
  const after = wordAfter(text, end);
  const factor = factorOf(after);
  const following = factor > 1 ? wordAfter(text, after.end) : after;
  const amount = parseAmount(digits) * factor;
  if (amount > maxAmount || partOfSomethingElse(text, at, end)) return undefined;
  const currency = currencyOf(text, before, following, at, end);
  if (currency !== undefined) return { amount, currency, sure: 'named', at };
  if (digits.replace(/\D/g, '').length >= 7) return undefined;
  if (units.has(following.word) || labels.has(before.word)) return undefined;
  if (isHouseNumber(text, digits, end) || isPhoneGroup(text, at, end)) return undefined;
  if (after.glued && after.word !== '' && factor === 1) return undefined;
  if (before.glued && before.word !== '') return undefined;
  if (amount < 1) return undefined;
  return {
    amount,
    currency: null,
    sure: isMoneyTalk(text, at, end, amount) ? 'worded' : 'bare',
    at,
  };
}

/** "41 Beech Rise": up to three digits before a capitalised word. */
const isHouseNumber = (text: string, digits: string, end: number): boolean =>
  digits.length <= 3 && /^ \p{Lu}\p{Ll}{2}/u.test(text.slice(end, end + 4));

/** "0900 000 1234": a space parts it from other digits. */
const isPhoneGroup = (text: string, at: number, end: number): boolean =>
  /\d $/.test(text.slice(Math.max(0, at - 2), at)) || /^ \d/.test(text.slice(end, end + 2));

const thousands = new Set(['mil', 'rb', 'ribu', 'thousand', 'tausend', 'الف', 'ألف']);
const millions = new Set(['jt', 'juta', 'million']);

/** The factor of "k", "mil", "jt" after a number; 1 without one. */
function factorOf(after: Neighbour): number {
  if (after.word === 'k' && after.glued) return 1_000;
  if (thousands.has(after.word)) return 1_000;
  return millions.has(after.word) ? 1_000_000 : 1;
}

/** 1,800 · 1.800 · 1 800 · 12.50 · 12,5 → a number; the last short group is the fraction. */
function parseAmount(digits: string): number {
  const fraction = /[.,](\d{1,2})$/.exec(digits);
  const whole = fraction === null ? digits : digits.slice(0, fraction.index);
  return Number(`${whole.replace(/\D/g, '')}.${fraction?.[1] ?? '0'}`);
}

type Neighbour = { word: string; glued: boolean; end: number };

/** ASCII letters without a regular expression: this runs for every character beside a number. */
function isLetter(char: string): boolean {
  const code = char.charCodeAt(0) | 32;
  return code < 128 ? code >= 97 && code <= 122 : /[\p{L}\p{M}]/u.test(char);
}

function wordAfter(text: string, end: number): Neighbour {
  let at = end;
  while (at < text.length && at - end < 2 && text[at] === ' ') at++;
  const start = at;
  while (at < text.length && at - start < 14 && isLetter(text[at] ?? '')) at++;
  return { word: fold(text.slice(start, at)), glued: start === end, end: at };
}

function wordBefore(text: string, start: number): Neighbour {
  let at = start;
  while (at > 0 && start - at < 2 && /[ #:.$]/.test(text[at - 1] ?? '')) at--;
  const end = at;
  while (at > 0 && end - at < 14 && isLetter(text[at - 1] ?? '')) at--;
  return { word: fold(text.slice(at, end)), glued: end === start, end: at };
}

const fold = (word: string): string =>
  word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '');

function currencyOf(
  text: string,
  before: Neighbour,
  after: Neighbour,
  at: number,
  end: number,
): string | null | undefined {
  const left = text[at - 1] === ' ' ? text[at - 2] : text[at - 1];
  const right = text[end] === ' ' ? text[end + 1] : text[end];
  for (const sign of [left, right]) {
    if (sign !== undefined && Object.hasOwn(symbols, sign)) {
      if (sign === '$' && before.word === 'r') return 'BRL';
      if (sign === '$' && before.word === 'us') return 'USD';
      return symbols[sign] ?? null;
    }
  }
  if (Object.hasOwn(moneyWords, after.word) && after.word.length > 1)
    return moneyWords[after.word] ?? null;
  const prefixed = [
    'rp',
    'php',
    'usd',
    'eur',
    'gbp',
    'chf',
    'aed',
    'sar',
    'rm',
    'rs',
    'inr',
    'mxn',
    'cad',
    'aud',
  ];
  if (prefixed.includes(before.word)) return moneyWords[before.word] ?? null;
  if (before.word === 'p' && before.glued) return 'PHP';
  return undefined;
}

/** Times, dates, percentages, versions, addresses and list numbers are no prices. */
function partOfSomethingElse(text: string, at: number, end: number): boolean {
  const left = text[at - 1] ?? ' ';
  const right = text[end] ?? ' ';
  const beyond = text[end + 1] ?? ' ';
  if (right === '%' || left === '#' || left === '+' || right === '°' || left === '@') return true;
  if (/[:/\-–x*]/.test(right) && /\d/.test(beyond)) return true;
  if (/[:/\-–x*.]/.test(left) && /\d/.test(text[at - 2] ?? ' ')) return true;
  return right === '"' || right === '”' || right === '@' || left === '_' || right === '_';
}

function isMoneyTalk(text: string, at: number, end: number, amount: number): boolean {
  const near = wordsOf(text, Math.max(0, at - 40), Math.min(text.length, end + 25));
  const loose = amount >= leastLooseAmount;
  return near.some((word) => moneyTalk.has(word) || (loose && looseMoneyTalk.has(word)));
}
