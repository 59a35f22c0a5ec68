import { faultOf, shorten } from './advice.ts';
import type { Cue } from './cue-names.ts';
import type { Findings } from './findings.ts';
import { showPrice } from './price-quote.ts';
import { friendly, sentencesWith } from './quotes.ts';
import { cueCount } from './read-lines.ts';
import { ceilings, isComplaint, type Stance } from './stance.ts';

/** Three to five short sentences: what is wanted, the price, where it stands, whose turn it is. */
export function summarise(findings: Findings): string {
  const sentences = [
    wish(findings),
    price(findings),
    standing(findings),
    concern(findings),
    turn(findings),
  ];
  return sentences
    .filter((sentence) => sentence !== '')
    .join(' ')
    .slice(0, 2_000);
}

/** In quotation marks, with a full stop unless the quote brings its own end. */
function quoted(words: string, most: number): string {
  const shown = shorten(words, most);
  return `“${shown}”${/[.!?…؟？]$/.test(shown) ? '' : '.'}`;
}

function wish(findings: Findings): string {
  const { customer, subject, reading, quotes, isSpam } = findings;
  if (isSpam) return `${customer}’s messages read like advertising.`;
  const fault = faultOf(findings);
  if (fault !== null)
    return `${customer} ${findings.stance === 'mended' ? 'complained' : 'complains'}: ${quoted(fault, 140)}`;
  if (subject !== null) return `${customer} asked about ${shorten(subject, 90)}.`;
  const [asked] = sentencesWith(quotes, ['interest', 'complaint', 'offer', 'doubt', 'meet'], 1);
  const words = asked ?? quotes.find((quote) => quote.sentence.words.length > 2)?.quote;
  if (words !== undefined) return `${customer} wrote: ${quoted(words, 140)}`;
  if (reading.fromCustomer === 0) return `${customer} has not written anything yet.`;
  const silent = reading.lines.every((line) => !line.byCustomer || line.text.trim() === '');
  return silent
    ? `${customer} sent only attachments, no words.`
    : `${customer} has not said yet what they want.`;
}

function price({ price, track, stance, isSpam, status }: Findings): string {
  if (isComplaint(stance) || isSpam) return '';
  if (price === null) return 'No price was named.';
  const shown = showPrice(price.amount, price.currency);
  if (price.state === 'agreed') return `They agreed on ${shown}.`;
  if (status === 'WON') return `The last price named was ${shown}.`;
  const byCustomer = price.state === 'offered_by_customer';
  const other = byCustomer ? track.lastAsk : track.lastBid;
  const [side, rival] = byCustomer ? ['customer', 'business'] : ['business', 'customer'];
  const before =
    other === null || other === price.amount
      ? ''
      : `; the ${rival} had said ${showPrice(other, price.currency)}`;
  return `The last price is ${shown}, named by the ${side}${before}.`;
}

const standings: Record<Exclude<Stance, 'selling'>, string> = {
  deferring: 'the customer wants to think it over',
  declining: 'the customer decided against it',
  upset: 'the business has not answered the complaint',
  mending: 'the business has apologised or offered to put it right',
  mended: 'the complaint looks settled',
};

function standing(findings: Findings): string {
  const { reading, isSpam } = findings;
  if (isSpam) return 'No sale can be seen in it.';
  const total = reading.fromCustomer + reading.fromBusiness;
  return `After ${total} ${total === 1 ? 'message' : 'messages'} ${stateOf(findings)}.`;
}

function stateOf({ status, stance, outcome }: Findings): string {
  if (stance !== 'selling') return standings[stance];
  if (status === 'WON') {
    if (outcome === 'paid') return 'the customer says they have paid';
    return outcome === 'confirmed' ? 'the business has confirmed it' : 'they have a deal';
  }
  if (outcome === 'unavailable') return 'what they wanted is not available';
  if (status === 'LOST') return 'it ended without a deal';
  if (status === 'NEGOTIATING') return 'they are still negotiating';
  if (status === 'PROPOSAL_SENT') return 'the offer of the business is open';
  if (status === 'UNRESPONSIVE') return 'the customer has stopped answering';
  if (status === 'NEW') return 'nobody has answered yet';
  return 'nothing is agreed yet';
}

const concerns: readonly (readonly Cue[])[] = [
  ['decline'],
  ['defer'],
  ['complaint', 'anger'],
  ['pricey'],
  ['refuse', 'later'],
];

function concern({ quotes, status, stance, isSpam }: Findings): string {
  if (status === 'WON' || isSpam || isComplaint(stance)) return '';
  const said = concerns.map((cues) => sentencesWith(quotes, cues)).find((some) => some.length > 0);
  if (said === undefined) return '';
  const longest = said.reduce((a, b) => (b.length > a.length ? b : a));
  const lead =
    status === 'LOST' || stance === 'deferring' ? 'In their words' : 'What holds them back';
  return `${lead}: ${quoted(longest, 140)}`;
}

/** Who has to do something now. */
function turn(findings: Findings): string {
  const { status, stance, reading, isWaiting, quotes, customer, price, outcome } = findings;
  if (findings.isSpam) return 'It needs no answer.';
  const asked = quotes.findLast(
    (quote) => quote.line >= reading.lines.length - 2 && /[?؟？]$/.test(quote.quote),
  );
  if (isWaiting && asked !== undefined)
    return `The business has to answer: ${quoted(asked.quote, 140)}`;
  if (status === 'LOST') return '';
  if (status === 'WON') {
    if (outcome === 'paid') return 'Only handing over is open.';
    return price === null ? '' : 'Only payment and handing over are open.';
  }
  if (isWaiting) return 'The business has to answer.';
  if (stance === 'deferring') return `${customer} will decide; the business should ask again.`;
  if (stance === 'mending') return 'The business has to keep its word.';
  const isClosed = stance === 'mended' || reading.lines.at(-1)?.byCustomer !== false;
  return isClosed ? 'No answer is due.' : `${customer} has to answer.`;
}

/** Why the score is what it is, in the customer's words. */
export function explain(findings: Findings, score: number): string {
  const { quotes, track, stance } = findings;
  const said = (from: Findings['quotes'], cues: readonly Cue[]) =>
    sentencesWith(from, cues, 2).map((words) => `“${shorten(words.replace(/\.$/, ''), 110)}”`);
  const liked = isComplaint(stance) ? [] : friendly(quotes);
  const good = [
    ...said(liked, ['commit', 'paid']),
    ...said(liked, ['accept', 'confirmAsk']),
    ...said(liked, ['meet', 'pay', 'interest', 'offer']),
  ];
  const bad = [
    ...said(quotes, ['fault', 'decline', 'defer']),
    ...said(quotes, ['refuse', 'pricey']),
    ...said(quotes, ['complaint', 'anger', 'later']),
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

function factsOf(findings: Findings): string[] {
  const { outcome, track, reading, stance } = findings;
  if (stance !== 'selling')
    return [`${standings[stance]}, which holds the score at ${100 * ceilings[stance]} or less`];
  const facts: string[] = [];
  const business = reading.lines.filter((line) => !line.byCustomer);
  if (outcome === 'confirmed') facts.push('the business confirmed it');
  if (outcome === 'paid') facts.push('the customer says they have paid');
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
