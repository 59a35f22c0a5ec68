import { type Cue, cues, type Lexicon } from './cue-names.ts';
import { type LanguageTag, languages } from './language.ts';
import { ar } from './lexicon/ar.ts';
import { de } from './lexicon/de.ts';
import { en } from './lexicon/en.ts';
import { es } from './lexicon/es.ts';
import { fr } from './lexicon/fr.ts';
import { id } from './lexicon/id.ts';
import { pt } from './lexicon/pt.ts';
import { tl } from './lexicon/tl.ts';
import { wordsOf } from './text.ts';

const lexicons: Record<LanguageTag, Lexicon> = { en, es, fr, de, pt, tl, id, ar };

/** How often each cue occurs, by its position in `cues`. */
export type CueCounts = Uint8Array;

type Hit = { cue: number; mask: number };
type Node = { next: Map<string, Node> | null; hits: Hit[] };

const root: Node = { next: new Map(), hits: [] };
const numberOf = new Map<Cue, number>(cues.map((cue, index) => [cue, index]));

/** The position of a cue in `CueCounts`. */
export const cueIndex = (cue: Cue): number => numberOf.get(cue) ?? 0;

for (const [language, tag] of languages.entries()) {
  for (const [index, cue] of cues.entries()) {
    const phrases = lexicons[tag][cue]?.split('|') ?? [];
    for (const phrase of phrases) addPhrase(wordsOf(phrase), index, 1 << language);
  }
}

function addPhrase(words: readonly string[], cue: number, mask: number): void {
  if (words.length === 0) return;
  let node = root;
  for (const word of words) {
    node.next ??= new Map();
    let next = node.next.get(word);
    if (next === undefined) {
      next = { next: null, hits: [] };
      node.next.set(word, next);
    }
    node = next;
  }
  const same = node.hits.find((hit) => hit.cue === cue);
  if (same === undefined) node.hits.push({ cue, mask });
  else same.mask |= mask;
}

const negations = new Set(
  'not dont doesnt didnt wont cant cannot isnt arent wasnt never no couldnt wouldnt without nunca jamas tampoco pas jamais nicht kein keine nie nao nem hindi di wag tidak gak ga nggak belum bukan لا ما مش مو لم لن غير'.split(
    ' ',
  ),
);
/** Cues whose meaning turns around after a negation ("not interested", "no me interesa"). */
const turning: ReadonlyMap<number, number> = new Map([
  [cueIndex('accept'), cueIndex('refuse')],
  [cueIndex('done'), cueIndex('unavailable')],
  [cueIndex('available'), cueIndex('unavailable')],
  [cueIndex('interest'), cueIndex('later')],
  [cueIndex('praise'), cueIndex('complaint')],
  [cueIndex('pricey'), cueIndex('praise')],
]);

/** Counts the cues of one sentence into `into`; only languages in `mask` are listened to. */
export function countCues(words: readonly string[], mask: number, into: CueCounts): void {
  for (let at = 0; at < words.length; at++) {
    let node = root.next?.get(words[at] ?? '');
    if (node === undefined) continue;
    let longest: Node | undefined;
    for (let end = at + 1; node !== undefined; end++) {
      if (node.hits.length > 0 && heard(node, mask)) longest = node;
      node = end < words.length ? node.next?.get(words[end] ?? '') : undefined;
    }
    if (longest !== undefined) take(longest, mask, isNegated(words, at), into);
  }
}

const heard = (node: Node, mask: number): boolean =>
  node.hits.some((hit) => (hit.mask & mask) !== 0);

function take(node: Node, mask: number, negated: boolean, into: CueCounts): void {
  for (const hit of node.hits) {
    if ((hit.mask & mask) === 0) continue;
    const cue = negated ? (turning.get(hit.cue) ?? hit.cue) : hit.cue;
    const count = into[cue] ?? 0;
    if (count < 255) into[cue] = count + 1;
  }
}

function isNegated(words: readonly string[], at: number): boolean {
  for (let back = Math.max(0, at - 3); back < at; back++) {
    // "No, perfect": a leading no answers the sentence before it.
    if (back === 0 && at > 1 && words[back] === 'no') continue;
    if (negations.has(words[back] ?? '')) return true;
  }
  return false;
}
