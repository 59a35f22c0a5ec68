import { cueCount, type Line } from './read-lines.ts';

/** One price put on the table. */
export type Bid = { byCustomer: boolean; amount: number; line: number; currency: string | null };

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
  const bids = lines.flatMap((line, index) => bidsOf(line, index));
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

const bidsOf = (line: Line, index: number): Bid[] =>
  line.prices.map(({ amount, currency }) => ({
    byCustomer: line.byCustomer,
    amount,
    line: index,
    currency,
  }));

const moves = (amounts: readonly number[]): number =>
  amounts.filter((amount, index) => index > 0 && amount !== amounts[index - 1]).length;

/** A price is agreed when the other side takes it, or names the same one, and nobody names another. */
function agreedBid(lines: readonly Line[], bids: readonly Bid[]): Bid | null {
  const last = bids.at(-1);
  if (last === undefined) return null;
  const rivals = bids.slice(0, -1).filter((bid) => bid.byCustomer !== last.byCustomer);
  const own = lines[last.line];
  const echoes = rivals.at(-1)?.amount === last.amount;
  if (echoes && own !== undefined && takes(own)) return last;
  const answers = lines.slice(last.line + 1);
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
