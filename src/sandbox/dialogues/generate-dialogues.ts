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
  const isBrokenOff = dialogue.lines.length > 4 && random() < 0.25;
  const length = isBrokenOff
    ? 2 + Math.floor(random() * (dialogue.lines.length - 2))
    : dialogue.lines.length;
  return {
    ...dialogue,
    name: `${pick(random, firstNames)} ${pick(random, lastNames)}`,
    hoursAgo: random() * 24 * 60,
    lines: dialogue.lines.slice(0, length).map(([author, minutes, text, attachments = []]) => {
      const pause = Math.max(1, Math.round(minutes * (0.5 + random())));
      return [author, pause, repriced(text, factor), attachments] as const;
    }),
  };
}

const price = /(?<=[$€£₱]\s?)\d+(?:\.\d{2})?|\d+(?=\s?(?:€|euros?|pesos|dh|reais|USD|EUR))/gi;

/** Prices times the factor, rounded to five from 50 on; other numbers stay. */
export function repriced(text: string, factor: number): string {
  return text.replace(price, (number) => {
    const amount = Number(number) * factor;
    return String(amount >= 50 ? Math.round(amount / 5) * 5 : Math.max(1, Math.round(amount)));
  });
}
