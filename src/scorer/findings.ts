import type { Analysis, LeadStatus, QuotedPrice } from '../contracts/analysis.ts';
import type { PriceTrack } from './price-track.ts';
import type { Quote } from './quotes.ts';
import type { Reading } from './read-lines.ts';
import type { Stance } from './stance.ts';
import type { Outcome } from './status.ts';

/** Everything the sentences of an analysis are made of. */
export type Findings = {
  reading: Reading;
  track: PriceTrack;
  quotes: readonly Quote[];
  /** Chance of being won, 0–1, held under the ceiling of the stance. */
  probability: number;
  stance: Stance;
  outcome: Outcome;
  status: LeadStatus;
  subject: string | null;
  price: QuotedPrice | null;
  customer: string;
  urgency: Analysis['urgency'];
  sentiment: Analysis['sentiment'];
  isSpam: boolean;
  /** Whether the last word is the customer's and wants an answer of the business. */
  isWaiting: boolean;
};
