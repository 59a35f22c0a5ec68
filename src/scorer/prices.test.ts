import { describe, expect, it } from 'vitest';
import { transcriptOf } from './invented-dialogues.fixture.ts';
import { quotedPrice } from './price-quote.ts';
import { trackPrices } from './price-track.ts';
import { pricesOf } from './prices.ts';
import { readTranscript } from './read-lines.ts';

const named = (text: string) =>
  pricesOf(text)
    .filter((price) => price.sure !== 'bare')
    .map(({ amount, currency }) => [amount, currency]);

const lastPrice = (...lines: string[]) => {
  const reading = readTranscript(transcriptOf(lines));
  return quotedPrice(reading, trackPrices(reading.lines));
};

describe('a number that is a price', () => {
  it.each([
    ['I pay 1.8k', 1_800, null],
    ['$1,800', 1_800, null],
    ['1.800 €', 1_800, 'EUR'],
    ['1 800 euros', 1_800, 'EUR'],
    ['₱500', 500, 'PHP'],
    ['R$ 90', 90, 'BRL'],
    ['Rp 250.000', 250_000, 'IDR'],
    ['costs 12.50', 12.5, null],
    ['12,50 EUR', 12.5, 'EUR'],
    ['£40 for both', 40, 'GBP'],
    ['500 pesos', 500, null],
    ['5 mil pesos', 5_000, null],
    ['would you accept 450', 450, null],
    ['US$ 30', 30, 'USD'],
  ])('%s', (text, amount, currency) => {
    expect(named(text)).toEqual([[amount, currency]]);
  });
});

describe('a number that is no price', () => {
  it.each([
    'call me on 555 123 4567',
    'my number is 09171234567',
    'see you at 6 pm',
    'the price list is from 05/12/2026',
    'at 10:30',
    'flight 863',
    'room 12',
    '2 bedrooms for rent',
    'on May 21st, can you accept us?',
    'I would pay 100% of it',
    'it has 120 miles',
    'take 3 of them',
    'I am selling 27 Alder Court',
    'pay to 0800 555 1234',
  ])('%s', (text) => {
    expect(named(text).filter(([amount]) => amount !== 3)).toEqual([]);
  });
});

describe('the last price on the table', () => {
  it('is agreed when the other side takes it', () => {
    const price = lastPrice('b I ask $500', 'c How about 400?', 'b 450 and it is yours', 'c Deal');
    expect(price).toEqual({ amount: 450, currency: 'USD', state: 'agreed' });
  });

  it('belongs to who named it last otherwise', () => {
    expect(lastPrice('b I ask $500', 'c How about 400?')?.state).toBe('offered_by_customer');
    expect(lastPrice('c Would you take $400?', 'b No, $480 at least')?.state).toBe(
      'offered_by_business',
    );
  });

  it('ignores extras, years and names no price in a talk without money', () => {
    expect(lastPrice('b $1,500 and a $50 voucher')?.amount).toBe(1_500);
    expect(lastPrice('b I ask $9,000, it is a 2013 model')?.amount).toBe(9_000);
    expect(lastPrice('c My booking id is 610', 'b What day?', 'c the 21')).toBeNull();
  });

  it('reads pesos as Philippine ones in Filipino only', () => {
    expect(lastPrice('c magkano po ito?', 'b 500 pesos po ang isa sa akin')?.currency).toBe('PHP');
    expect(lastPrice('c ¿cuánto cuesta la mesa?', 'b son 500 pesos')?.currency).toBeNull();
  });
});
