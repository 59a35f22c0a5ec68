import type { Evidence } from '../../contracts/analysis.ts';
import type { PlacementDecision } from './placement.rules.ts';

/** A card shows about this much of it in one line. */
const longestQuote = 70;

/**
 * The reason in the customer's words: what they wrote first, the rule after it. A decision that
 * was held back says nothing of what the customer wrote.
 */
export function reasonInTheirWords(
  decision: PlacementDecision,
  evidence: readonly Evidence[],
): string {
  const { outcome, rule, reason } = decision;
  const [first] = evidence;
  if (!first || outcome === 'skipped' || rule === 'human_lock') return reason;
  const quote = `“${shorten(first.quote)}”`;
  if (decision.protected === null && rule === 'status_won') return `Said yes: ${quote}`;
  if (decision.protected === null && rule === 'status_lost') return `Said no: ${quote}`;
  return `${quote} – ${reason}`;
}

function shorten(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line.length <= longestQuote) return line;
  const cut = line.slice(0, longestQuote);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 40)).trimEnd()} …`;
}
