import type { Reading } from './reading.ts';
import type { PromptStage } from './stages.ts';

/** What the answer is made of. */
export type AnswerFacts = { reading: Reading; stages: readonly PromptStage[]; now: Date };

type Value = string | number | boolean | null | readonly unknown[] | undefined;

/** `leadScore`, `lead_score` and `Lead score` are one name. */
function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '');
}

const priorities: Record<string, string> = { low: 'low', medium: 'medium', high: 'high' };

function followUp({ reading, now }: AnswerFacts): string {
  const days = reading.urgency === 'high' ? 1 : 3;
  return new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

const byName: readonly (readonly [RegExp, (facts: AnswerFacts, parent: string) => Value])[] = [
  [/^(lead)?score$|leadscore/, ({ reading }) => reading.score],
  [/intent/, ({ reading }) => Math.min(100, reading.score + 5)],
  [/confidence/, ({ reading }) => reading.confidence],
  [/probability/, ({ reading }) => reading.confidence / 100],
  [/summary/, ({ reading }) => reading.summary],
  [/reason|rationale|explanation|why/, ({ reading }) => reading.reasoning],
  [/nextbestaction|nextaction|nextstep|action/, ({ reading }) => reading.nextBestAction],
  [/sentiment/, ({ reading }) => reading.sentiment],
  [/urgency/, ({ reading }) => reading.urgency],
  [/priority/, ({ reading }) => priorities[reading.urgency]],
  [/language/, ({ reading }) => reading.language],
  [/currency/, ({ reading }) => reading.price?.currency ?? null],
  [/^(price)?state$|agreed/, ({ reading }) => reading.price?.state],
  [/amount|price/, ({ reading }) => reading.price?.amount ?? null],
  [/followup|date/, followUp],
  [/status/, ({ reading }) => reading.status],
  [/stage/, ({ stages }) => stages[0]?.name ?? null],
];

const listsByName: readonly (readonly [RegExp, (facts: AnswerFacts) => readonly unknown[]])[] = [
  [/stage|alternative|runner/, ({ stages }) => stages.slice(0, 3)],
  [/evidence|quote/, ({ reading }) => reading.quotes],
  [/topic|tag/, ({ reading }) => reading.topics],
  [/pain|complaint|problem/, ({ reading }) => reading.complaints],
  [/signal/, ({ reading }) => reading.signals],
  [/objection/, ({ reading }) => reading.objections],
];

/** A value for a property by its name; undefined when the name says nothing. */
export function valueFor(name: string, parent: string, facts: AnswerFacts): Value {
  const plain = plainName(name);
  return byName.find(([pattern]) => pattern.test(plain))?.[1](facts, parent);
}

/** The items of a list by its name. */
export function itemsFor(name: string, facts: AnswerFacts): readonly unknown[] {
  const plain = plainName(name);
  return listsByName.find(([pattern]) => pattern.test(plain))?.[1](facts) ?? [];
}

/** A property of a list's item: a quote has a message and a text, a stage a name and a probability. */
export function itemValue(item: unknown, name: string, index: number): Value {
  if (typeof item !== 'object' || item === null) return undefined;
  const plain = plainName(name);
  if ('text' in item && 'id' in item) {
    return /id|message$/.test(plain) ? String(item.id) : String(item.text);
  }
  if ('name' in item) {
    if (/probab|confidence|score/.test(plain)) return [0.7, 0.2, 0.1][index] ?? 0.05;
    return String(item.name);
  }
  return undefined;
}
