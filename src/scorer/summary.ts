import { shorten } from './advice.ts';
import type { Cue } from './cue-names.ts';
import type { Findings } from './findings.ts';
import { showPrice } from './price-quote.ts';
import { friendly, sentencesWith } from './quotes.ts';
import { cueCount } from './read-lines.ts';

/** Three to five sentences: what is wanted, the price, where it stands, what is open. */
export function summarise(findings: Findings): string {
  const sentences = [
    wish(findings),
    price(findings),
    standing(findings),
    concern(findings),
    open(findings),
  ];
  return sentences
    .filter((sentence) => sentence !== '')
    .join(' ')
    .slice(0, 2_000);
}

function wish({ customer, subject, reading, quotes, isSpam }: Findings): string {
  if (isSpam) return `${customer}’s messages read like advertising.`;
  if (subject !== null) return `${customer} wants: ${shorten(subject, 90)}.`;
  const [asked] = sentencesWith(quotes, ['interest', 'complaint', 'offer', 'doubt', 'meet'], 1);
  const words = asked ?? quotes.find((quote) => quote.sentence.words.length > 2)?.quote;
  if (words !== undefined) return `${customer} wrote: “${shorten(words, 140)}”.`;
  if (reading.fromCustomer === 0) return `${customer} has not written anything yet.`;
  const silent = reading.lines.every((line) => !line.byCustomer || line.text.trim() === '');
  return silent
    ? `${customer} sent only attachments, no words.`
    : `${customer} has not said yet what they want.`;
}

function price({ price, track }: Findings): string {
  if (price === null) return 'No price has been named.';
  const shown = showPrice(price.amount, price.currency);
  if (price.state === 'agreed') return `The price both sides agreed on is ${shown}.`;
  const byCustomer = price.state === 'offered_by_customer';
  const other = byCustomer ? track.lastAsk : track.lastBid;
  const side = byCustomer ? 'the customer' : 'the business';
  const rival =
    other === null || other === price.amount
      ? ''
      : `; ${byCustomer ? 'the business' : 'the customer'} had said ${showPrice(other, price.currency)}`;
  return `The last price on the table is ${shown}, named by ${side}${rival}.`;
}

function standing({ status, outcome, reading }: Findings): string {
  const total = reading.fromCustomer + reading.fromBusiness;
  const count = `${total} ${total === 1 ? 'message' : 'messages'}`;
  if (status === 'WON') {
    return outcome === 'confirmed'
      ? `It is confirmed after ${count}.`
      : `They came to an agreement after ${count}.`;
  }
  if (status === 'LOST') {
    return outcome === 'unavailable'
      ? `After ${count} it ended because what was wanted was not to be had.`
      : `After ${count} it ended without an agreement.`;
  }
  if (outcome === 'unavailable') return `After ${count} what they wanted was not available.`;
  if (status === 'NEGOTIATING') return `After ${count} they are still negotiating.`;
  if (status === 'PROPOSAL_SENT')
    return `After ${count} the business has made an offer, not yet accepted.`;
  if (status === 'UNRESPONSIVE') return `After ${count} the customer has stopped answering.`;
  if (status === 'NEW') return `Nobody has answered yet (${count}).`;
  return `They have exchanged ${count}; nothing is agreed yet.`;
}

function concern({ quotes, status }: Findings): string {
  if (status === 'WON') return '';
  const kinds: Cue[][] = [['complaint', 'anger'], ['pricey'], ['refuse', 'later']];
  const said = kinds.map((cues) => sentencesWith(quotes, cues)).find((found) => found.length > 0);
  if (said === undefined) return '';
  const longest = said.reduce((a, b) => (b.length > a.length ? b : a));
  return `What holds them back: “${shorten(longest, 140)}”.`;
}

function open({ status, reading, isWaiting, quotes, customer, price }: Findings): string {
  if (status === 'WON' || status === 'LOST') {
    const asks = quotes.findLast(
      (quote) => quote.line === reading.lines.length - 1 && quote.quote.endsWith('?'),
    );
    if (asks !== undefined) return `Still open: “${shorten(asks.quote, 140)}”.`;
    return status === 'WON' && price !== null
      ? 'Only payment and handing over are open.'
      : 'Nothing is open.';
  }
  if (reading.lines.length === 0) return 'Nothing is open.';
  if (!isWaiting) return `The next word is ${customer}’s.`;
  const asked = quotes.findLast(
    (quote) => /[?؟？]/.test(quote.quote) && quote.line >= reading.lines.length - 2,
  );
  return asked === undefined
    ? `${customer} is waiting for an answer.`
    : `Waiting for an answer: “${shorten(asked.quote, 140)}”.`;
}

/** Why the score is what it is, in the customer's words. */
export function explain(findings: Findings, score: number): string {
  const { quotes, track } = findings;
  const quoted = (from: Findings['quotes'], cues: readonly Cue[]) =>
    sentencesWith(from, cues, 2).map((words) => `“${shorten(words, 110)}”`);
  const liked = friendly(quotes);
  const good = [
    ...quoted(liked, ['accept', 'confirmAsk']),
    ...quoted(liked, ['meet', 'pay', 'interest', 'offer']),
  ];
  const bad = [
    ...quoted(quotes, ['refuse', 'pricey']),
    ...quoted(quotes, ['complaint', 'anger', 'later']),
  ];
  const facts = factsOf(findings);
  const parts = [
    `Score ${score}: ${facts.length === 0 ? 'little has been said yet' : facts.join('; ')}.`,
  ];
  if (good.length > 0)
    parts.push(`Speaks for it: the customer wrote ${[...new Set(good)].slice(0, 3).join(', ')}.`);
  if (bad.length > 0) parts.push(`Speaks against it: ${[...new Set(bad)].slice(0, 3).join(', ')}.`);
  if (track.bids.length === 0 && good.length + bad.length === 0)
    parts.push('No wording of agreement or refusal was found.');
  return parts.join(' ').slice(0, 2_000);
}

function factsOf({ outcome, track, reading }: Findings): string[] {
  const facts: string[] = [];
  const business = reading.lines.filter((line) => !line.byCustomer);
  if (outcome === 'confirmed') facts.push('the business confirmed it');
  if (outcome === 'taken') facts.push('a price was accepted');
  if (outcome === 'refused') facts.push('it was turned down near the end');
  if (outcome === 'unavailable') facts.push('what was wanted was not available');
  if (track.lastAsk !== null && track.lastBid !== null && outcome !== 'taken') {
    const gap = Math.round(
      (100 * Math.abs(track.lastAsk - track.lastBid)) / Math.max(track.lastAsk, track.lastBid, 1),
    );
    facts.push(gap === 0 ? 'both sides named the same price' : `the two prices are ${gap} % apart`);
  }
  if (business.some((line) => cueCount(line, 'firm') > 0) && outcome !== 'taken')
    facts.push('the business held its price');
  if (reading.lines.at(-1)?.byCustomer === true && outcome === 'open')
    facts.push('the customer wrote last');
  return facts;
}
