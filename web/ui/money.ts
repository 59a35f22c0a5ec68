const formats = new Map<string, Intl.NumberFormat>();

/** "€1,340", "49k AED", or "1,340" when no currency was said. `short` leaves out the small part. */
export function money(amount: number, currency: string | null, short = false): string {
  const key = `${currency} ${short}`;
  const format = formats.get(key) ?? create(currency, short);
  formats.set(key, format);
  return format.format(amount);
}

function create(currency: string | null, short: boolean): Intl.NumberFormat {
  const size: Intl.NumberFormatOptions = short
    ? { notation: 'compact', maximumFractionDigits: 1 }
    : {
        minimumFractionDigits: 2,
        maximumFractionDigits: 2,
        trailingZeroDisplay: 'stripIfInteger',
      };
  if (currency === null) return new Intl.NumberFormat('en', size);
  try {
    return new Intl.NumberFormat('en', {
      ...size,
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      trailingZeroDisplay: 'stripIfInteger',
    });
  } catch {
    // A model may name a currency that does not exist.
    return new Intl.NumberFormat('en', size);
  }
}
