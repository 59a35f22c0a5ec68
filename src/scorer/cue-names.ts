/** What a wording can tell and the weights were learned on. One list for all languages. */
export const learnedCues = [
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

/**
 * What only the rules of `stance.ts` and the choice of quotes listen to. The learned weights do
 * not know these, so a phrase can be added without training again.
 */
export const ruleCues = [
  'fault',
  'redress',
  'apology',
  'bought',
  'defer',
  'decline',
  'commit',
  'paid',
] as const;

export const cues = [...learnedCues, ...ruleCues] as const;

type LearnedCue = (typeof learnedCues)[number];
type RuleCue = (typeof ruleCues)[number];
export type Cue = LearnedCue | RuleCue;

/** Phrases of one language by cue, `|` between them, written as people write them. */
export type Lexicon = Partial<Record<LearnedCue, string>>;
export type RuleLexicon = Partial<Record<RuleCue, string>>;
