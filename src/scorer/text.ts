/** A stretch of a message between two full stops; offsets are into the message's own text. */
export type Sentence = { start: number; end: number; words: string[] };

/** Text beyond this many characters of one message is not looked at (head and tail are). */
const MAX_TEXT = 2_000;
const MAX_SENTENCE = 300;
const MAX_CACHED_CHARACTERS = 20_000;

/** What a character is to the tokeniser: part of a word (folded), a word by itself, or a gap. */
type CharacterKind = { fold: string; alone: boolean };
const gap: CharacterKind = { fold: '', alone: false };
const known = new Map<number, CharacterKind>();

const isCjk = (code: number): boolean =>
  (code >= 0x3040 && code <= 0x30ff) || (code >= 0x3400 && code <= 0x9fff);

const isEmoji = (code: number): boolean =>
  (code >= 0x1f300 && code <= 0x1faff) || (code >= 0x2600 && code <= 0x27bf);

function classify(code: number): CharacterKind {
  const cached = known.get(code);
  if (cached !== undefined) return cached;
  if (known.size > MAX_CACHED_CHARACTERS) known.clear();
  const text = String.fromCodePoint(code);
  let kind = gap;
  if (isCjk(code) || isEmoji(code)) kind = { fold: text, alone: true };
  else if (/[\p{L}\p{N}\p{M}]/u.test(text)) {
    const fold = text
      .toLowerCase()
      .normalize('NFKD')
      .replace(/[\u0300-\u036f\u064b-\u0652]/g, '');
    kind = { fold: fold.replace('ß', 'ss').replace('ı', 'i'), alone: false };
  }
  known.set(code, kind);
  return kind;
}

/** ASCII letters and digits. Bit 32 makes a capital small and leaves small letters alone. */
const isWordCode = (code: number): boolean => {
  const small = code | 32;
  return (small >= 97 && small <= 122) || (code >= 48 && code <= 57);
};

const isApostrophe = (code: number): boolean => code === 39 || code === 0x2019 || code === 0x60;

const isInvisible = (code: number): boolean =>
  code === 0xfe0f || code === 0x200d || (code >= 0x300 && code <= 0x36f);

/**
 * Cuts a text into folded words: lower case, without accents, apostrophes dropped ("don't" is
 * `dont`), every emoji and every Chinese or Japanese character a word by itself.
 */
export function wordsOf(text: string, start = 0, end = text.length): string[] {
  const words: string[] = [];
  let from = -1;
  let isPlain = true;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (isWordCode(code)) {
      if (from < 0) from = at;
      continue;
    }
    if (code > 127 || isApostrophe(code)) {
      if (from < 0) from = at;
      isPlain = false;
      continue;
    }
    if (from >= 0) pushWords(words, text, from, at, isPlain);
    from = -1;
    isPlain = true;
  }
  if (from >= 0) pushWords(words, text, from, end, isPlain);
  return words;
}

/** ASCII words are cut out whole, which is three times as fast as character by character. */
function pushWords(
  words: string[],
  text: string,
  from: number,
  to: number,
  isPlain: boolean,
): void {
  if (isPlain) words.push(text.slice(from, to).toLowerCase());
  else foldInto(words, text, from, to);
}

function foldInto(words: string[], text: string, from: number, to: number): void {
  let word = '';
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (isApostrophe(code) || isInvisible(code)) continue;
    if (code < 128) {
      word += String.fromCharCode(code).toLowerCase();
      continue;
    }
    const point = text.codePointAt(at) ?? code;
    if (point > 0xffff) at++;
    const kind = classify(point);
    if (!kind.alone && kind !== gap) {
      word += kind.fold;
      continue;
    }
    if (word !== '') words.push(word);
    if (kind.alone) words.push(kind.fold);
    word = '';
  }
  if (word !== '') words.push(word);
}

const isStop = (code: number): boolean =>
  code === 33 ||
  code === 46 ||
  code === 63 ||
  code === 0x2026 ||
  code === 0x3002 ||
  code === 0xff1f ||
  code === 0xff01 ||
  code === 0x61f;

const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9;

/** Sentences of a text; a full stop inside a number ("1.800") ends none. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const next = at + 1 < text.length ? text.charCodeAt(at + 1) : 32;
    const ends = code === 10 || (isStop(code) && (isSpace(next) || code > 127));
    if (!ends && at - start < MAX_SENTENCE) continue;
    if (!ends && !isSpace(code) && at - start < MAX_SENTENCE + 40) continue;
    pushSentence(sentences, text, start, at + 1);
    start = at + 1;
  }
  pushSentence(sentences, text, start, text.length);
  return sentences;
}

function pushSentence(into: Sentence[], text: string, from: number, to: number): void {
  let start = from;
  let end = to;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  if (end <= start) return;
  into.push({ start, end, words: wordsOf(text, start, end) });
}

/** Head and tail of a very long text, so that one message cannot take all the time. */
export function boundText(text: string): string {
  if (text.length <= MAX_TEXT) return text;
  return `${text.slice(0, MAX_TEXT / 2)}\n${text.slice(-MAX_TEXT / 2)}`;
}
