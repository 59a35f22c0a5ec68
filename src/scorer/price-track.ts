import { cueCount, type Line } from './read-lines.ts';

/** One price put on the table. */
type Bid = { byCustomer: boolean; amount: number; line: number; currency: string | null };

/** How the prices of a conversation moved. */
export type PriceTrack = {
  bids: Bid[];
  /** First and last price named by each side; null when it named none. */
  firstAsk: number | null;
  lastAsk: number | null;
  firstBid: number | null;
  lastBid: number | null;
  /** How often each side changed its own price. */
  askMoves: number;
  bidMoves: number;
  last: Bid | null;
  /** The price both sides took, when one did. */
  agreed: Bid | null;
};

/** Follows the prices of both sides through the lines, oldest first. */
export function trackPrices(lines: readonly Line[]): PriceTrack {
  const bids: Bid[] = [];
  for (const [index, line] of lines.entries()) {
    const bid = mainBid(line, index, bids);
    if (bid !== null) bids.push(bid);
  }
  const asks = bids.filter((bid) => !bid.byCustomer).map((bid) => bid.amount);
  const offers = bids.filter((bid) => bid.byCustomer).map((bid) => bid.amount);
  return {
    bids,
    firstAsk: asks[0] ?? null,
    lastAsk: asks.at(-1) ?? null,
    firstBid: offers[0] ?? null,
    lastBid: offers.at(-1) ?? null,
    askMoves: moves(asks),
    bidMoves: moves(offers),
    last: bids.at(-1) ?? null,
    agreed: agreedBid(lines, bids),
  };
}

/** Smaller prices beside a larger one are extras ("$1,500 and a $50 voucher"). */
const extraShare = 0.4;

/** The one price a line is about: its own new one, or the other side's when the line takes that. */
function mainBid(line: Line, index: number, earlier: readonly Bid[]): Bid | null {
  if (line.prices.length === 0) return null;
  const isRivals = (amount: number) =>
    earlier.some((bid) => bid.byCustomer !== line.byCustomer && bid.amount === amount);
  const echoed = line.prices.filter((price) => isRivals(price.amount));
  const fresh = line.prices.filter((price) => !isRivals(price.amount));
  const pool = fresh.length === 0 || (echoed.length > 0 && takes(line)) ? echoed : fresh;
  const largest = Math.max(...pool.map((price) => price.amount));
  const price = pool.findLast(({ amount }) => amount >= largest * extraShare);
  if (price === undefined) return null;
  const { amount, currency } = price;
  return { byCustomer: line.byCustomer, amount, line: index, currency };
}

const moves = (amounts: readonly number[]): number =>
  amounts.filter((amount, index) => index > 0 && amount !== amounts[index - 1]).length;

/** A price is agreed when the other side takes it or repeats it in agreement, and nobody goes on. */
function agreedBid(lines: readonly Line[], bids: readonly Bid[]): Bid | null {
  const last = bids.at(-1);
  const own = last === undefined ? undefined : lines[last.line];
  if (last === undefined || own === undefined) return null;
  const rival = bids.findLast((bid) => bid.byCustomer !== last.byCustomer && bid.line < last.line);
  const answers = lines.slice(last.line + 1);
  if (rival?.amount === last.amount && takes(own)) return answers.some(refuses) ? null : last;
  const taken = answers.findIndex((line) => line.byCustomer !== last.byCustomer && takes(line));
  if (taken < 0 || answers.slice(taken).some(refuses)) return null;
  return last;
}

/** Whether a line takes the price before it: agreement wording and no refusal. */
export function takes(line: Line): boolean {
  if (refuses(line) || cueCount(line, 'pricey') + cueCount(line, 'firm') > 0) return false;
  if (cueCount(line, 'accept') > 0) return line.questions === 0 || line.prices.length === 0;
  return cueCount(line, 'yes') > 0 && line.questions === 0 && line.length < 60;
}

export const refuses = (line: Line): boolean =>
  cueCount(line, 'refuse') > 0 && cueCount(line, 'accept') === 0;
