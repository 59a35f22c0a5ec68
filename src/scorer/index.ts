import type { Analysis } from '../contracts/analysis.ts';
import type { ReadingContext, Transcript } from '../contracts/transcript.ts';
import { followUpOn, nextBestAction, priorityOf, shorten } from './advice.ts';
import type { Findings } from './findings.ts';
import { intentOf, sentimentOf, topicsOf, urgencyOf } from './mood.ts';
import { quotedPrice } from './price-quote.ts';
import { trackPrices } from './price-track.ts';
import { evidenceOf, friendly, quotesOf, sentencesWith, statements } from './quotes.ts';
import { cueCount, type Reading, readTranscript } from './read-lines.ts';
import { chanceOf, isSpam, weightsVersion } from './score.ts';
import { adviseStage } from './stages.ts';
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
  const { reading, quotes, probability, status, subject, price, urgency, sentiment } = findings;
  const score = Math.min(100, Math.max(1, Math.round(100 * probability)));
  const placing = { status, score, probability, isSpam: findings.isSpam };
  const leaning = status === 'WON' ? 'won' : status === 'LOST' ? 'lost' : 'open';
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
    evidence: evidenceOf(quotes, reading.lines, leaning),
    sentiment,
    urgency,
    intentScore: intentOf(reading, probability),
    topics: topicsOf(reading, subject, price !== null),
    painPoints: sentencesWith(statements(quotes), ['complaint', 'anger']),
    buyingSignals: sentencesWith(friendly(quotes), [
      'accept',
      'interest',
      'confirmAsk',
      'pay',
      'meet',
    ]),
    objections: sentencesWith(quotes, ['pricey', 'refuse', 'later', 'firm']),
    price,
    nextBestAction: nextBestAction(findings),
    followUpOn: followUpOn(findings, context.now),
    priority: priorityOf(findings),
    language: reading.language.tag,
  };
}

function find(transcript: Transcript, now: Date): Findings {
  const reading = readTranscript(transcript);
  const track = trackPrices(reading.lines);
  const probability = chanceOf(reading, track);
  const outcome = outcomeOf(reading, track);
  return {
    reading,
    track,
    quotes: quotesOf(reading),
    probability,
    outcome,
    status: statusOf(reading, track, outcome, probability, now),
    subject: subjectOf(reading),
    price: quotedPrice(reading, track),
    customer: shorten(transcript.customerName ?? '', 60) || 'The customer',
    urgency: urgencyOf(reading),
    sentiment: sentimentOf(reading),
    isSpam: isSpam(reading),
    isWaiting: isWaiting(reading),
  };
}

/** The customer wrote last and it was more than a goodbye. */
function isWaiting({ lines }: Reading): boolean {
  const last = lines.at(-1);
  if (last?.byCustomer !== true) return false;
  return last.questions > 0 || cueCount(last, 'bye') === 0;
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
