import type { Analysis } from '../contracts/analysis.ts';
import type { ReadingContext, Transcript } from '../contracts/transcript.ts';
import { followUpOn, nextBestAction, priorityOf, shorten } from './advice.ts';
import type { Cue } from './cue-names.ts';
import { evidenceOf } from './evidence.ts';
import type { Findings } from './findings.ts';
import { intentOf, sentimentOf, topicsOf, urgencyOf } from './mood.ts';
import { quotedPrice } from './price-quote.ts';
import { trackPrices } from './price-track.ts';
import { friendly, quotesOf, sentencesWith, statements } from './quotes.ts';
import { cueCount, type Reading, readTranscript } from './read-lines.ts';
import { chanceOf, isSpam, weightsVersion } from './score.ts';
import { adviseStage } from './stages.ts';
import { ceilings, isComplaint, type Stance, silentCeiling, stanceOf } from './stance.ts';
import { outcomeOf, statusOf } from './status.ts';
import { subjectOf } from './subject.ts';
import { explain, summarise } from './summary.ts';

/**
 * Reads a conversation without any model or network. Pure: the same transcript and context give the
 * same analysis. `score` is the chance of being won in percent (1–100), with weights learned by
 * `tools/train-scorer.ts`. Any text is accepted; of very long threads and messages only the
 * beginning and the end are looked at.
 */
export function scoreLocally(transcript: Transcript, context: ReadingContext): Analysis {
  const findings = find(transcript, context.now);
  const { reading, quotes, probability, status, price, urgency, sentiment } = findings;
  const score = Math.min(100, Math.max(1, Math.round(100 * probability)));
  const placing = { status, score, probability, isSpam: findings.isSpam };
  const complains = isComplaint(findings.stance);
  return {
    source: 'local',
    model: weightsVersion,
    isFallback: false,
    summary: summarise(findings),
    score,
    status,
    confidence: confidenceOf(findings),
    reasoning: explain(findings, score),
    ...adviseStage(context.stages, placing),
    evidence: evidenceOf(findings),
    sentiment,
    urgency,
    intentScore: intentOf(reading, probability),
    topics: topicsOf(findings),
    painPoints: sentencesWith(statements(quotes), ['fault', 'redress', 'complaint', 'anger']),
    buyingSignals: complains ? [] : sentencesWith(friendly(quotes), signals),
    objections: sentencesWith(quotes, ['decline', 'defer', 'pricey', 'refuse', 'later', 'firm']),
    price,
    nextBestAction: nextBestAction(findings),
    followUpOn: followUpOn(findings, context.now),
    priority: priorityOf(findings),
    language: reading.language.tag,
  };
}

const signals: readonly Cue[] = ['commit', 'accept', 'interest', 'confirmAsk', 'pay', 'meet'];

function find(transcript: Transcript, now: Date): Findings {
  const reading = readTranscript(transcript);
  const heard = trackPrices(reading.lines);
  const learned = chanceOf(reading, heard);
  const stance = stanceOf(reading.lines, heard);
  // A refund is no price, and a price somebody thinks over is not agreed on.
  const track = stance === 'selling' ? heard : { ...heard, agreed: null };
  const outcome = outcomeOf(reading, track);
  const status = statusOf(reading, track, stance, outcome, learned, now);
  return {
    reading,
    track,
    quotes: quotesOf(reading),
    probability: Math.min(learned, ceilings[stance], status === 'UNRESPONSIVE' ? silentCeiling : 1),
    stance,
    outcome,
    status,
    subject: subjectOf(reading),
    price: isComplaint(stance) ? null : quotedPrice(reading, track),
    customer: shorten(transcript.customerName ?? '', 60) || 'The customer',
    urgency: urgencyOf(reading, stance),
    sentiment: sentimentOf(reading, stance),
    isSpam: isSpam(reading),
    isWaiting: isWaiting(reading, stance),
  };
}

/** The customer wrote last and it was more than a thank-you, a goodbye or "I will think about it". */
function isWaiting({ lines }: Reading, stance: Stance): boolean {
  const last = lines.at(-1);
  if (last?.byCustomer !== true || stance === 'declining') return false;
  if (last.questions > 0 || stance === 'upset') return true;
  if (stance === 'deferring' || cueCount(last, 'bye') > 0) return false;
  const closes = cueCount(last, 'thanks') + cueCount(last, 'paid') > 0;
  return !(closes && cueCount(last, 'interest') + last.prices.length === 0);
}

const FULL_EVIDENCE_WORDS = 40;

/**
 * How sure the placement is, 0–100: the distance of the chance from a coin toss, less when little
 * was said or the language is not known, since then the wording could not be read.
 */
function confidenceOf({ probability, reading }: Findings): number {
  const words = reading.lines.reduce(
    (total, line) => total + line.sentences.reduce((n, sentence) => n + sentence.words.length, 0),
    0,
  );
  const known = reading.language.tag === 'und' ? 0.5 : 1;
  const read = Math.min(1, words / FULL_EVIDENCE_WORDS) * known;
  const sure = Math.max(probability, 1 - probability) - 0.5;
  return Math.round(100 * (0.5 + sure * (0.4 + 0.6 * read)) - 15 * (1 - read));
}
