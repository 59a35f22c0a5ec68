import type { LeadStatus } from '../contracts/analysis.ts';
import type { Cue } from './cue-names.ts';
import { type PriceTrack, refuses, takes } from './price-track.ts';
import { cueCount, type Line, type Reading } from './read-lines.ts';
import { isComplaint, type Stance, saysPaid } from './stance.ts';

/** What came of the talk, as far as its wording tells. */
export type Outcome = 'paid' | 'taken' | 'confirmed' | 'refused' | 'unavailable' | 'open';

const DAY = 86_400_000;
const SILENT_DAYS = 7;
/** Where wording and probability must agree before a card is moved to a won or lost stage. */
const WON_FROM = 0.8;
const CONFIRMED_FROM = 0.6;
const LOST_BELOW = 0.4;

/** The strongest result the last lines state. */
export function outcomeOf({ lines, fromCustomer }: Reading, track: PriceTrack): Outcome {
  const business = (test: (line: Line) => boolean) =>
    lines.findLastIndex((line) => !line.byCustomer && test(line));
  const confirmed = business(
    (line) =>
      cueCount(line, 'done') > 0 && cueCount(line, 'unavailable') === 0 && line.questions === 0,
  );
  const gone = business((line) => cueCount(line, 'unavailable') > 0);
  const refused = lines.findLastIndex((line) => line.byCustomer && refuses(line));
  const offered = track.last?.line ?? -1;
  if (confirmed >= 0 && confirmed > gone && confirmed > refused) return 'confirmed';
  const paid = lines.findLastIndex(saysPaid);
  if (paid >= 0 && paid >= lines.length - 4 && paid > gone && paid > refused) return 'paid';
  if (track.agreed !== null && (fromCustomer > 1 || lines.some(saysYes))) return 'taken';
  if (gone >= 0 && gone >= lines.length - 5 && !offersAfter(lines, gone)) return 'unavailable';
  const final = refused >= Math.max(0, offered, lines.length - 4);
  if (final && !retaken(lines, refused)) return 'refused';
  return 'open';
}

const assent: readonly Cue[] = ['yes', 'accept', 'commit', 'offer'];

/** A single message without a word that agrees or offers closes no deal, whatever follows it. */
const saysYes = (line: Line): boolean =>
  line.byCustomer && assent.some((cue) => cueCount(line, cue) > 0);

const retaken = (lines: readonly Line[], from: number): boolean =>
  lines.slice(from + 1).some((line) => takes(line) && cueCount(line, 'bye') === 0);

const offersAfter = (lines: readonly Line[], from: number): boolean =>
  lines
    .slice(from + 1)
    .some((l) => cueCount(l, 'proposeBooking') + cueCount(l, 'available') > 0 || asksOn(l));

/** A customer who asks for something else after a no is still there. */
const asksOn = (line: Line): boolean =>
  line.byCustomer && (cueCount(line, 'askChange') > 0 || line.questions > 0);

/** Nothing was to be had and somebody said goodbye; before that the customer may try another day. */
const givenUp = (outcome: Outcome, lines: readonly Line[]): boolean =>
  outcome === 'unavailable' &&
  lines
    .slice(-3)
    .some((l) => cueCount(l, 'bye') > 0 || (l.byCustomer && cueCount(l, 'refuse') > 0));

/**
 * Where the conversation stands. WON and LOST only when wording and probability agree, or when the
 * customer plainly declines; never for a complaint. `probability` is the learned one.
 */
export function statusOf(
  reading: Reading,
  track: PriceTrack,
  stance: Stance,
  outcome: Outcome,
  probability: number,
  now: Date,
): LeadStatus {
  const { lines, fromCustomer, fromBusiness } = reading;
  const last = lines.at(-1);
  if (isComplaint(stance)) return fromBusiness === 0 ? 'NEW' : 'CONTACTED';
  if (stance === 'declining') return 'LOST';
  if (stance === 'selling' && isWon(outcome, probability)) return 'WON';
  const ended = outcome === 'refused' || givenUp(outcome, lines);
  if (ended && probability < LOST_BELOW) return 'LOST';
  if (last === undefined || fromBusiness === 0) return 'NEW';
  if (!last.byCustomer && now.getTime() - last.at > SILENT_DAYS * DAY) return 'UNRESPONSIVE';
  if (outcome === 'unavailable') return 'QUALIFIED';
  if (isNegotiating(lines, track)) return 'NEGOTIATING';
  const proposed =
    track.lastAsk !== null || lines.some((l) => !l.byCustomer && cueCount(l, 'proposeBooking') > 0);
  if (proposed && fromCustomer > 0) return 'PROPOSAL_SENT';
  return isQualified(lines) ? 'QUALIFIED' : 'CONTACTED';
}

function isWon(outcome: Outcome, probability: number): boolean {
  if (outcome === 'taken') return probability >= WON_FROM;
  return (outcome === 'confirmed' || outcome === 'paid') && probability >= CONFIRMED_FROM;
}

function isNegotiating(
  lines: readonly Line[],
  { lastAsk, lastBid, bidMoves, askMoves }: PriceTrack,
): boolean {
  if (lastAsk !== null && lastBid !== null) return lastAsk !== lastBid || bidMoves + askMoves > 0;
  if (lastAsk === null && lastBid === null) return false;
  return lines.some(
    (line) => line.byCustomer && cueCount(line, 'discount') + cueCount(line, 'pricey') > 0,
  );
}

/** The customer said what they need and gave a detail, or asked about more than one thing. */
function isQualified(lines: readonly Line[]): boolean {
  const own = lines.filter((line) => line.byCustomer);
  const wants = own.some((line) => cueCount(line, 'interest') > 0);
  const details = own.filter((line) => line.hasNumber || cueCount(line, 'meet') > 0).length;
  const questions = own.reduce((total, line) => total + line.questions, 0);
  return (wants && details > 0) || details >= 2 || questions >= 2;
}
