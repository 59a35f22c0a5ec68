import type { Analysis } from '../contracts/analysis.ts';
import { dayAfter, namedDay } from './dates.ts';
import type { Findings } from './findings.ts';
import { showPrice } from './price-quote.ts';
import { sentencesWith } from './quotes.ts';
import { cueCount } from './read-lines.ts';
import { isComplaint } from './stance.ts';

const LONGEST = 300;

/** One concrete sentence for the seller. */
export function nextBestAction(findings: Findings): string {
  return shorten(actionFor(findings), LONGEST);
}

/** What the customer complains about, in their words; null when it is no complaint. */
export function faultOf({ quotes, stance }: Findings): string | null {
  if (!isComplaint(stance)) return null;
  const faults = sentencesWith(quotes, ['fault'], quotes.length);
  const others = sentencesWith(quotes, ['redress', 'complaint', 'anger'], quotes.length);
  return faults.at(-1) ?? others.at(-1) ?? null;
}

function actionFor(findings: Findings): string {
  const { customer, isSpam, status, reading, stance } = findings;
  const thing = findings.subject ?? 'what they asked for';
  if (isSpam) return 'Check whether this is advertising; if it is, archive it without an answer.';
  if (reading.fromCustomer === 0)
    return `Ask ${customer} a short open question; they have not written yet.`;
  if (isComplaint(stance)) return complaintAction(findings);
  if (status === 'WON') return wonAction(findings, thing);
  if (status === 'LOST') return lostAction(findings, thing);
  if (stance === 'deferring')
    return `Give ${customer} a few days, offer to hold ${thing} until then, and ask what would help them decide.`;
  if (findings.outcome === 'unavailable') {
    return `Offer ${customer} the nearest thing you have to ${thing}: another date, time or model.`;
  }
  if (findings.isWaiting) return answerAction(findings, thing);
  return nudgeAction(findings, thing);
}

function complaintAction(findings: Findings): string {
  const { customer, stance } = findings;
  const fault = shorten(faultOf(findings) ?? 'the complaint', 120);
  if (stance === 'upset')
    return `Apologise to ${customer} and say what you will do, and by when, about “${fault}”.`;
  if (stance === 'mending')
    return `Do what you promised ${customer} about “${fault}”, and tell them when it is done.`;
  return `Ask ${customer} in a few days whether all is well now; offer nothing new before that.`;
}

function wonAction({ customer, price, quotes, outcome }: Findings, thing: string): string {
  if (outcome === 'paid')
    return `Confirm to ${customer} that the payment came, and when and where they get ${thing}.`;
  const at = price === null ? '' : ` at ${showPrice(price.amount, price.currency)}`;
  const [meeting] = sentencesWith(quotes, ['meet', 'deliver'], 1);
  if (meeting !== undefined) {
    return `Confirm ${thing}${at} to ${customer} and settle the rest: they wrote “${shorten(meeting, 90)}”.`;
  }
  if (price === null)
    return `Send ${customer} a written confirmation of ${thing} with time, place and what to bring.`;
  return `Send ${customer} a written confirmation of ${thing}${at} and say how to pay or pick it up.`;
}

function lostAction({ customer, outcome, track, price }: Findings, thing: string): string {
  if (outcome === 'unavailable') {
    return `Write to ${customer} when ${thing} is free again, or offer another date or option now.`;
  }
  if (track.lastAsk !== null && track.lastBid !== null && track.lastBid < track.lastAsk) {
    return `Close kindly; if ${showPrice(track.lastBid, price?.currency ?? null)} becomes possible, tell ${customer} first.`;
  }
  return `Thank ${customer}, close kindly and ask what would have made ${thing} right for them.`;
}

function answerAction(
  { customer, track, price, reading, quotes }: Findings,
  thing: string,
): string {
  const last = reading.lines.at(-1);
  const question = quotes.findLast(
    (q) => q.line === reading.lines.length - 1 && /[?؟？]/.test(q.quote),
  );
  if (track.last?.byCustomer === true && price?.state === 'offered_by_customer') {
    const offer = showPrice(price.amount, price.currency);
    const middle = track.lastAsk === null ? null : (track.lastAsk + price.amount) / 2;
    if (middle === null || middle <= price.amount)
      return `Answer ${customer}’s offer of ${offer}: accept it or name your price.`;
    return `Answer ${customer}’s offer of ${offer}: accept it, or meet at ${showPrice(middle < 50 ? middle : Math.round(middle), price.currency)}, halfway to your ${showPrice(track.lastAsk ?? 0, price.currency)}.`;
  }
  if (question !== undefined)
    return `Answer ${customer}’s question “${shorten(question.quote, 150)}” and propose the next step.`;
  if (last !== undefined && last.text.trim() === '')
    return `Look at what ${customer} sent without words and ask what they need.`;
  if (last !== undefined && cueCount(last, 'later') > 0)
    return `Give ${customer} time, and offer to hold ${thing} until a day you name.`;
  return `Answer ${customer} about ${thing} and propose a concrete next step with a time or a price.`;
}

function nudgeAction({ customer, price, status, reading }: Findings, thing: string): string {
  const pending = reading.lines.at(-1)?.questions ?? 0;
  if (price !== null && price.state === 'offered_by_business') {
    return `Ask ${customer} whether ${showPrice(price.amount, price.currency)} for ${thing} works, or what price would.`;
  }
  if (status === 'UNRESPONSIVE')
    return `Write to ${customer} once more: ask whether ${thing} is still wanted.`;
  if (pending > 0)
    return `Wait for ${customer}’s answer to your question; remind them if none comes.`;
  return `Ask ${customer} what is missing to decide on ${thing}.`;
}

/** When to come back to the customer; null when the matter is closed. */
export function followUpOn(findings: Findings, now: Date): string | null {
  const { status, reading, isSpam, isWaiting, stance } = findings;
  if (isSpam || status === 'LOST') return null;
  if (stance === 'upset' || stance === 'mending') return dayAfter(now, 1);
  const named = namedDay(reading.lines);
  if (named !== null && named.getTime() + 86_400_000 > now.getTime())
    return named.toISOString().slice(0, 10);
  if (status === 'WON') return null;
  if (stance === 'deferring' || stance === 'mended') return dayAfter(now, 7);
  const last = reading.lines.findLast((line) => line.byCustomer);
  if (last !== undefined && cueCount(last, 'later') > 0) return dayAfter(now, 7);
  return dayAfter(now, isWaiting ? 1 : 3);
}

/** What the team should take up first. */
export function priorityOf(findings: Findings): Analysis['priority'] {
  const { status, stance, urgency, probability, isSpam, isWaiting, reading } = findings;
  if (isSpam) return 'low';
  if (stance === 'upset') return 'urgent';
  if (stance === 'mending') return 'high';
  if (status === 'LOST' || status === 'UNRESPONSIVE') return isAnnoyed(findings) ? 'high' : 'low';
  if (status === 'WON') return (reading.lines.at(-1)?.questions ?? 0) > 0 ? 'high' : 'medium';
  if (isWaiting && urgency === 'high' && probability >= 0.6) return 'urgent';
  if (isAnnoyed(findings) || (isWaiting && probability >= 0.6) || urgency === 'high') return 'high';
  return probability < 0.2 && status !== 'NEW' ? 'low' : 'medium';
}

const isAnnoyed = ({ sentiment, quotes }: Findings): boolean =>
  sentiment === 'negative' && sentencesWith(quotes, ['complaint', 'anger'], 1).length > 0;

/** Cuts at a word end and says so with an ellipsis. */
export function shorten(text: string, most: number): string {
  const clean = /[^\S ]|\0| {2}|^ | $/.test(text) ? text.replace(/[\s\0]+/g, ' ').trim() : text;
  if (clean.length <= most) return clean.toWellFormed();
  const cut = clean.slice(0, most - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > most / 2 ? cut.slice(0, space) : cut).toWellFormed()}…`;
}
