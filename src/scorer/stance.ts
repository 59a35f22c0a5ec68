import type { Cue } from './cue-names.ts';
import { type PriceTrack, refuses, takes } from './price-track.ts';
import { cueCount, type Line, type Sentence } from './read-lines.ts';

/**
 * What the talk is about besides a sale: a complaint nobody has answered (`upset`), one the business
 * is putting right (`mending`) or has put right (`mended`); a customer who declined, or who puts
 * the decision off. `selling` is everything else.
 */
export type Stance = 'selling' | 'deferring' | 'declining' | 'upset' | 'mending' | 'mended';

/**
 * Most a talk can score, as a chance. Set by hand, since the training dialogues hold no after-sales
 * talks: a customer whose complaint is answered may buy again, one who left will hardly, and one
 * who asks at home says yes less often than the open offer alone would tell.
 */
export const ceilings: Record<Stance, number> = {
  selling: 1,
  deferring: 0.7,
  declining: 0.15,
  upset: 0.25,
  mending: 0.35,
  mended: 0.5,
};

/** The same for a customer who stopped answering: no card should reach a won stage by silence. */
export const silentCeiling = 0.7;

/** Whether somebody complains about something already bought. */
export const isComplaint = (stance: Stance): boolean =>
  stance === 'upset' || stance === 'mending' || stance === 'mended';

/** Reads the stance from the wording of both sides; see `docs/decisions/0005-local-scorer.md`. */
export function stanceOf(lines: readonly Line[], track: PriceTrack): Stance {
  const first = lines.findIndex(complains);
  if (first >= 0 && complaintPoints(lines, first) >= leastPoints) {
    const last = lines.findLastIndex(complains);
    if (!buysAfter(lines, track, last)) return repairOf(lines, last);
  }
  // An offer of the customer's own that was taken stands, whatever they want to sleep on.
  return track.agreed?.byCustomer === true ? 'selling' : lastDecision(lines);
}

const asks = ({ end }: Sentence, text: string): boolean => /[?؟？]/.test(text[end - 1] ?? '');

/** A customer's statement that shows the cue; "does it come with a refund?" is none. */
const states = (line: Line, cue: Cue): boolean =>
  line.byCustomer &&
  cueCount(line, cue) > 0 &&
  line.sentences.some((one) => cueCount(one, cue) > 0 && !asks(one, line.text));

/** "What you sent me is broken" names the purchase and the fault apart. */
const complains = (line: Line): boolean =>
  states(line, 'fault') ||
  states(line, 'redress') ||
  (states(line, 'complaint') && cueCount(line, 'bought') > 0);

/** One fault is not enough: "the last fitter never came" opens many a new order. */
const leastPoints = 4;

function complaintPoints(lines: readonly Line[], first: number): number {
  const own = lines.filter((line) => line.byCustomer);
  const answers = lines.slice(first).filter((line) => !line.byCustomer);
  const any = (some: readonly Line[], cue: Cue) => some.some((line) => cueCount(line, cue) > 0);
  const faults = own.reduce(
    (n, line) => n + (states(line, 'fault') ? cueCount(line, 'fault') : 0),
    0,
  );
  return (
    2 * Math.min(2, faults) +
    2 * Number(own.some((line) => states(line, 'redress'))) +
    2 * Number(any(answers, 'apology')) +
    Number(any(answers, 'redress')) +
    Number(any(own, 'bought')) +
    Number(any(own, 'anger')) +
    Number(any(own, 'complaint'))
  );
}

/** A new wish after the complaint, and an agreement after the wish. */
function buysAfter(lines: readonly Line[], track: PriceTrack, complaint: number): boolean {
  const wish = lines.findIndex(
    (line, index) => index > complaint && line.byCustomer && cueCount(line, 'interest') > 0,
  );
  if (wish < 0) return false;
  const done = lines.findLastIndex((line) => !line.byCustomer && cueCount(line, 'done') > 0);
  return done > wish || (track.agreed !== null && track.agreed.line > wish);
}

const pleased: readonly Cue[] = ['thanks', 'praise', 'accept'];

/** How far the business has come with a complaint that was last raised at line `complaint`. */
function repairOf(lines: readonly Line[], complaint: number): Stance {
  const last = lines.slice(complaint + 1).findLast((line) => line.byCustomer);
  const isPleased =
    last !== undefined &&
    !refuses(last) &&
    cueCount(last, 'anger') === 0 &&
    pleased.some((cue) => cueCount(last, cue) > 0);
  if (isPleased) return 'mended';
  const isAnswered = lines.some(
    (line) => !line.byCustomer && cueCount(line, 'apology') + cueCount(line, 'redress') > 0,
  );
  return isAnswered ? 'mending' : 'upset';
}

/** The customer's last word on the matter, unless they or a booking went on after it. */
function lastDecision(lines: readonly Line[]): Stance {
  const at = lines.findLastIndex((line) => states(line, 'decline') || states(line, 'defer'));
  const line = lines[at];
  if (line === undefined || lines.slice(at + 1).some(goesOn)) return 'selling';
  return cueCount(line, 'decline') > 0 ? 'declining' : 'deferring';
}

const goesOn = (line: Line): boolean =>
  line.byCustomer
    ? line.questions > 0 || line.prices.length > 0 || cueCount(line, 'commit') > 0 || takes(line)
    : cueCount(line, 'done') > 0;

/** A short statement of the customer that they have paid ("just sent the 100"). */
export const saysPaid = (line: Line): boolean =>
  line.byCustomer &&
  cueCount(line, 'paid') > 0 &&
  line.sentences.some((one) => cueCount(one, 'paid') > 0 && one.words.length <= mostPaidWords);

/** "I paid 500 for mine two years ago" is talk about something else. */
const mostPaidWords = 5;
