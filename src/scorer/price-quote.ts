import type { QuotedPrice } from '../contracts/analysis.ts';
import type { PriceTrack } from './price-track.ts';
import type { Reading } from './read-lines.ts';

/** The last price on the table, with the currency when somebody named one. */
export function quotedPrice({ lines, language }: Reading, track: PriceTrack): QuotedPrice | null {
  const bid = track.agreed ?? track.last;
  if (bid === null) return null;
  const told = track.bids.findLast((other) => other.currency !== null)?.currency ?? null;
  return {
    amount: bid.amount,
    currency:
      bid.currency ??
      told ??
      guessCurrency(
        lines.map((line) => line.text),
        language.tag,
      ),
    state:
      track.agreed !== null
        ? 'agreed'
        : bid.byCustomer
          ? 'offered_by_customer'
          : 'offered_by_business',
  };
}

/** "$" and "dollars" are US dollars in English; "pesos" are Philippine ones in Filipino. */
function guessCurrency(texts: readonly string[], language: string): string | null {
  const says = (words: RegExp) => texts.some((text) => words.test(text));
  if (says(/pesos?\b/i)) return language === 'tl' ? 'PHP' : null;
  if (language === 'en' && says(/\$|\bdollars?\b|\bbucks?\b/i)) return 'USD';
  return null;
}

/** 1250 USD → "1,250 USD"; cents only when there are any. */
export function showPrice(amount: number, currency: string | null): string {
  const digits = Number.isInteger(amount) ? 0 : 2;
  const [whole = '0', cents] = amount.toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const number = cents === undefined ? grouped : `${grouped}.${cents}`;
  return currency === null ? number : `${number} ${currency}`;
}
