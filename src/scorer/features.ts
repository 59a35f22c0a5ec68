import { type Cue, learnedCues } from './cue-names.ts';
import { type PriceTrack, refuses, takes } from './price-track.ts';
import { cueCount, type Line, type Reading } from './read-lines.ts';

type Put = (name: string, value: number) => void;

/** Feature names of every cue, the customer's first; built once, they are 128 strings. */
const cueFeatures = ['customer', 'business'].flatMap((side) =>
  learnedCues.map((cue) => ({ total: `${cue}.${side}`, late: `${cue}.${side}.recent` })),
);
const noFeature = { total: '', late: '' };

/**
 * The numbers the scorer weighs, in a fixed order. `put` is called with the same names for every
 * conversation, so that the names need to be kept only once.
 */
export function putFeatures(reading: Reading, track: PriceTrack, put: Put): void {
  const { lines } = reading;
  describeShape(reading, put);
  describeCues(lines, put);
  describeResults(lines, put);
  describePrices(lines, track, put);
  describeEnding(lines, put);
}

const log = (value: number): number => Math.log1p(Math.max(0, value));

function describeShape({ lines, fromCustomer, fromBusiness }: Reading, put: Put): void {
  const total = fromCustomer + fromBusiness;
  const own = lines.filter((line) => line.byCustomer);
  const other = lines.filter((line) => !line.byCustomer);
  const last = lines.at(-1);
  put('messages', log(total));
  put('messages.few', Number(total <= 3));
  put('share.customer', total === 0 ? 0 : fromCustomer / total);
  put('length.customer', log(mean(own.map((line) => line.length))));
  put('length.business', log(mean(other.map((line) => line.length))));
  put('length.last', log(last?.length ?? 0));
  put('last.byCustomer', Number(last?.byCustomer ?? false));
  put('first.byCustomer', Number(lines[0]?.byCustomer ?? false));
  put('questions.customer', log(sum(own.map((line) => line.questions))));
  put('questions.business', log(sum(other.map((line) => line.questions))));
  put('pace.customer', pace(lines, true));
  put('pace.business', pace(lines, false));
  put('numbers.customer', log(own.filter((line) => line.hasNumber).length));
  put('numbers.business', log(other.filter((line) => line.hasNumber).length));
  put('attachments', log(sum(lines.map((line) => line.attachments))));
}

/** Median of the log of how long one side lets the other wait, in minutes. */
function pace(lines: readonly Line[], byCustomer: boolean): number {
  const waits: number[] = [];
  for (let index = 1; index < lines.length; index++) {
    const line = lines[index];
    const before = lines[index - 1];
    if (line === undefined || before === undefined) continue;
    if (line.byCustomer !== byCustomer || before.byCustomer === byCustomer) continue;
    waits.push(log((line.at - before.at) / 60_000));
  }
  waits.sort((a, b) => a - b);
  return waits[waits.length >> 1] ?? 0;
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : sum(values) / values.length;

/** For each cue: how often by each side, and how strongly near the end. */
function describeCues(lines: readonly Line[], put: Put): void {
  const width = learnedCues.length;
  const totals = new Float64Array(width * 2);
  const recent = new Float64Array(width * 2);
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (line === undefined) continue;
    const offset = line.byCustomer ? 0 : width;
    // A cue four messages before the end weighs 1/e of one in the last message.
    const weight = Math.exp(-(lines.length - 1 - index) / 4);
    for (let cue = 0; cue < width; cue++) {
      const count = line.cues[cue] ?? 0;
      if (count === 0) continue;
      totals[offset + cue] = (totals[offset + cue] ?? 0) + count;
      recent[offset + cue] = (recent[offset + cue] ?? 0) + weight;
    }
  }
  for (let index = 0; index < cueFeatures.length; index++) {
    const { total, late } = cueFeatures[index] ?? noFeature;
    put(total, log(totals[index] ?? 0));
    put(late, recent[index] ?? 0);
  }
}

const isDone = (line: Line): boolean =>
  cueCount(line, 'done') > 0 && cueCount(line, 'unavailable') === 0 && line.questions === 0;

/** What came of a request: the last "it is booked" against the last "that is not available". */
function describeResults(lines: readonly Line[], put: Put): void {
  const done = lines.findLastIndex((line) => !line.byCustomer && isDone(line));
  const gone = lines.findLastIndex((line) => !line.byCustomer && cueCount(line, 'unavailable') > 0);
  const free = lines.findLastIndex((line) => !line.byCustomer && cueCount(line, 'available') > 0);
  const propose = lines.findLastIndex(
    (line) => cueCount(line, 'proposeBooking') > 0 && !line.byCustomer,
  );
  const after = lines.slice(propose + 1);
  put('result.done', Number(done >= 0 && done > gone));
  put('result.doneThenGone', Number(done >= 0 && gone > done));
  put('result.gone', Number(gone >= 0 && gone > done && gone > free));
  put('result.goneThenFree', Number(gone >= 0 && free > gone && gone > done));
  put('result.free', Number(free >= 0 && gone < 0));
  put('result.proposed', Number(propose >= 0 && propose > gone));
  put('result.proposalTaken', Number(propose >= 0 && after.some((l) => l.byCustomer && takes(l))));
  put(
    'result.goneCount',
    lines.filter((l) => !l.byCustomer && cueCount(l, 'unavailable') > 0).length,
  );
  put('result.goneAge', gone < 0 ? 0 : Math.min(8, lines.length - gone) / 8);
}

function describePrices(lines: readonly Line[], track: PriceTrack, put: Put): void {
  const { firstAsk, lastAsk, firstBid, lastBid, last } = track;
  const bothNamed = lastAsk !== null && lastBid !== null;
  const high = Math.max(lastAsk ?? 0, lastBid ?? 0);
  const gap = bothNamed && high > 0 ? Math.max(0, lastAsk - lastBid) / high : 0;
  const opening =
    firstAsk !== null && firstBid !== null && firstAsk > 0 ? (firstAsk - firstBid) / firstAsk : 0;
  const sinceLast = last === null ? 0 : lines.length - 1 - last.line;
  const answer =
    last === null
      ? undefined
      : lines.slice(last.line + 1).find((l) => l.byCustomer !== last.byCustomer);
  put('price.any', Number(last !== null));
  put('price.both', Number(bothNamed));
  put('price.count', log(track.bids.length));
  put('price.gap', gap);
  put('price.gapSmall', Number(bothNamed && gap <= 0.06));
  put('price.gapWide', Number(bothNamed && gap > 0.25));
  put('price.met', Number(bothNamed && lastBid >= lastAsk));
  put('price.openingGap', Math.min(1, Math.max(0, opening)));
  put('price.closed', opening > 0 ? 1 - Math.min(1, gap / opening) : 0);
  put('price.askMoves', log(track.askMoves));
  put('price.bidMoves', log(track.bidMoves));
  put('price.lastByCustomer', Number(last?.byCustomer ?? false));
  put('price.sinceLast', log(sinceLast));
  put('price.agreed', Number(track.agreed !== null));
  put('price.taken', Number(answer !== undefined && takes(answer)));
  put('price.refused', Number(answer !== undefined && refuses(answer)));
  put('price.unanswered', Number(last !== null && answer === undefined));
  put('price.echo', Number(echoed(track)));
  put(
    'price.depth',
    firstAsk !== null && lastBid !== null && firstAsk > 0
      ? Math.min(1.5, lastBid / firstAsk)
      : 0.85,
  );
  put('price.lastGap', lastGap(track));
  put('price.concession', lastConcession(track));
}

/** How far the last price is from the other side's last one, as a share of the larger. */
function lastGap({ last, lastAsk, lastBid }: PriceTrack): number {
  if (last === null || lastAsk === null || lastBid === null) return 0.5;
  return Math.min(1, Math.abs(lastAsk - lastBid) / Math.max(lastAsk, lastBid, 1));
}

/** How much the side that spoke last gave in since its price before, as a share of that. */
function lastConcession({ bids, last }: PriceTrack): number {
  const before = bids.slice(0, -1).findLast((bid) => bid.byCustomer === last?.byCustomer);
  if (last === null || before === undefined || before.amount === 0) return 0;
  return Math.min(1, Math.abs(before.amount - last.amount) / before.amount);
}

/** The side that spoke last named a price the other side had named before. */
function echoed({ bids, last }: PriceTrack): boolean {
  if (last === null) return false;
  return bids.some((bid) => bid.byCustomer !== last.byCustomer && bid.amount === last.amount);
}

const pending = (line: Line | undefined, cue: Cue): boolean =>
  line !== undefined && line.questions > 0 && cueCount(line, cue) > 0;

function describeEnding(lines: readonly Line[], put: Put): void {
  for (const byCustomer of [true, false]) {
    const side = byCustomer ? 'customer' : 'business';
    const last = lines.findLast((line) => line.byCustomer === byCustomer);
    put(`end.${side}.takes`, Number(last !== undefined && takes(last)));
    put(`end.${side}.refuses`, Number(last !== undefined && refuses(last)));
    put(`end.${side}.asks`, Number((last?.questions ?? 0) > 0));
    put(`end.${side}.price`, Number((last?.prices.length ?? 0) > 0));
    put(`end.${side}.short`, Number(last !== undefined && last.length < 25));
    put(`end.${side}.thanks`, Number(last !== undefined && cueCount(last, 'thanks') > 0));
  }
  put(
    'end.pendingDetail',
    Number(lines.at(-1)?.byCustomer === false && pending(lines.at(-1), 'askDetail')),
  );
  put(
    'end.pendingProposal',
    Number(lines.at(-1)?.byCustomer === false && pending(lines.at(-1), 'proposeBooking')),
  );
  const tail = lines.slice(-3);
  put('end.takes', tail.filter(takes).length);
  put('end.refuses', tail.filter(refuses).length);
  put('end.prices', tail.filter((line) => line.prices.length > 0).length);
}
