/** What a wording can tell. One list for all languages. */
export const cues = [
  'yes',
  'no',
  'accept',
  'done',
  'unavailable',
  'available',
  'proposeBooking',
  'askDetail',
  'askChange',
  'refuse',
  'pricey',
  'firm',
  'offer',
  'discount',
  'thanks',
  'bye',
  'hello',
  'sorry',
  'meet',
  'pay',
  'deliver',
  'anger',
  'praise',
  'urgent',
  'later',
  'interest',
  'complaint',
  'doubt',
  'spam',
  'confirmAsk',
  'changeMind',
  'confused',
] as const;

export type Cue = (typeof cues)[number];

/** Phrases of one language by cue, `|` between them, written as people write them. */
export type Lexicon = Partial<Record<Cue, string>>;
