import { type Cue, cues, type Lexicon, learnedCues } from './cue-names.ts';
import { type LanguageTag, languages } from './language.ts';
import { ar } from './lexicon/ar.ts';
import { complaints } from './lexicon/complaints.ts';
import { de } from './lexicon/de.ts';
import { decisions } from './lexicon/decisions.ts';
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
/** A word after another. Learned and rule cues are kept apart, so that neither hides the other. */
type Node = { next: Map<string, Node> | null; learned: Hit[]; rules: Hit[] };

const newNode = (): Node => ({ next: null, learned: [], rules: [] });
const roots = new Map<string, Node>();
const positions = new Map<Cue, number>(cues.map((cue, index) => [cue, index]));

/** The position of a cue in `CueCounts`. */
export const cueIndex = (cue: Cue): number => positions.get(cue) ?? 0;

for (const [language, tag] of languages.entries()) {
  const lexicon = { ...lexicons[tag], ...complaints[tag], ...decisions[tag] };
  for (const [index, cue] of cues.entries()) {
    const phrases = lexicon[cue]?.split('|') ?? [];
    for (const phrase of phrases) addPhrase(wordsOf(phrase), index, 1 << language);
  }
}

function addPhrase(words: readonly string[], cue: number, mask: number): void {
  let node: Node | undefined;
  for (const word of words) {
    if (node !== undefined) node.next ??= new Map();
    const next: Map<string, Node> = node?.next ?? roots;
    node = next.get(word) ?? newNode();
    next.set(word, node);
  }
  if (node === undefined) return;
  const hits = cue < learnedCues.length ? node.learned : node.rules;
  const same = hits.find((hit) => hit.cue === cue);
  if (same === undefined) hits.push({ cue, mask });
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

/** Cues that a negation takes away ("not paid yet"). */
const voided: ReadonlySet<number> = new Set([cueIndex('commit'), cueIndex('paid')]);

/** Counts the cues of one sentence into `into`; only languages in `mask` are listened to. */
export function countCues(words: readonly string[], mask: number, into: CueCounts): void {
  for (let at = 0; at < words.length; at++) {
    let node = roots.get(words[at] ?? '');
    if (node === undefined) continue;
    let learned: Hit[] | undefined;
    let rules: Hit[] | undefined;
    for (let end = at + 1; node !== undefined; end++) {
      if (node.learned.length > 0 && heard(node.learned, mask)) learned = node.learned;
      if (node.rules.length > 0 && heard(node.rules, mask)) rules = node.rules;
      node = end < words.length ? node.next?.get(words[end] ?? '') : undefined;
    }
    if (learned === undefined && rules === undefined) continue;
    const negated = isNegated(words, at);
    if (learned !== undefined) take(learned, mask, negated, into);
    if (rules !== undefined) take(rules, mask, negated, into);
  }
}

function heard(hits: readonly Hit[], mask: number): boolean {
  for (const hit of hits) if ((hit.mask & mask) !== 0) return true;
  return false;
}

function take(hits: readonly Hit[], mask: number, negated: boolean, into: CueCounts): void {
  for (const hit of hits) {
    if ((hit.mask & mask) === 0 || (negated && voided.has(hit.cue))) continue;
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
