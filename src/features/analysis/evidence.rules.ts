import type { Evidence } from '../../contracts/analysis.ts';
import type { Transcript } from '../../contracts/transcript.ts';
import { hasMarkup } from '../../platform/ai/plain-text.rules.ts';

const MAX_QUOTE = 300;
const MAX_EVIDENCE = 5;

/** Text with runs of white space as one space, and where each character stands in the original. */
function squeeze(text: string): { text: string; at: number[] } {
  let squeezed = '';
  const at: number[] = [];
  for (const match of text.matchAll(/[\s⏎\p{Cc}]+|[^\s⏎\p{Cc}]+/gu)) {
    const isSpace = /^[\s⏎\p{Cc}]/u.test(match[0]);
    const piece = isSpace ? ' ' : match[0];
    for (let index = 0; index < piece.length; index += 1) at.push(match.index + index);
    squeezed += piece;
  }
  return { text: squeezed, at };
}

function cutQuote(quote: string): string {
  if (quote.length <= MAX_QUOTE) return quote;
  return quote
    .slice(0, MAX_QUOTE)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
}

/**
 * The part of `text` that `quote` names, exactly as it stands there (at most 300 long), or null.
 * Only white space may differ, and quotation marks or an ellipsis that the model put around it.
 */
export function findQuote(quote: string, text: string): string | null {
  const bare = quote.replace(/^[\s"'“”„«»‘’.…]+|[\s"'“”„«»‘’.…]+$/gu, '');
  const inside = squeeze(text);
  for (const candidate of [quote, bare]) {
    const wanted = squeeze(candidate).text.trim();
    // One character proves nothing, unless it is all the customer wrote.
    if (wanted.length < 2 && wanted !== inside.text.trim()) continue;
    if (wanted === '') continue;
    const start = inside.text.indexOf(wanted);
    const first = inside.at[start];
    const last = inside.at[start + wanted.length - 1];
    if (start === -1 || first === undefined || last === undefined) continue;
    return cutQuote(text.slice(first, last + 1));
  }
  return null;
}

/** "m3" is the third message of the transcript, counted from the oldest. */
function messageOf(transcript: Transcript, name: unknown): Transcript['messages'][number] | null {
  const digits = typeof name === 'string' ? /^\[?m(\d{1,6})\]?$/.exec(name.trim()) : null;
  return digits === null ? null : (transcript.messages[Number(digits[1]) - 1] ?? null);
}

/**
 * The evidence of an answer that holds: a quote out of that very message, written by the customer,
 * free of markup. Everything else is dropped.
 */
export function checkEvidence(value: unknown, transcript: Transcript): Evidence[] {
  const kept = new Map<string, Evidence>();
  for (const item of Array.isArray(value) ? value.slice(0, 20) : []) {
    if (typeof item !== 'object' || item === null) continue;
    const { messageId = null, quote = null }: { messageId?: unknown; quote?: unknown } = item;
    const message = messageOf(transcript, messageId);
    if (message?.author !== 'customer' || typeof quote !== 'string') continue;
    const found = findQuote(quote.slice(0, 2_000), message.text);
    if (found === null || hasMarkup(found)) continue;
    kept.set(`${message.id} ${found}`, { messageId: message.id, quote: found });
  }
  return [...kept.values()].slice(0, MAX_EVIDENCE);
}
