import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Analysis } from '../contracts/analysis.ts';
import type { ReadingContext, StageOption, Transcript } from '../contracts/transcript.ts';
import { scoreLocally } from './index.ts';
import { invented, start, transcriptOf } from './invented-dialogues.fixture.ts';

const hour = 3_600_000;
const stage = (name: string, type: StageOption['type']): StageOption => ({
  name,
  type,
  description: null,
  scoreMin: 0,
  scoreMax: 100,
});
const stages = [
  stage('New', 'LEAD'),
  stage('Contacted', 'LEAD'),
  stage('Proposal', 'IN_PROGRESS'),
  stage('Negotiation', 'IN_PROGRESS'),
  stage('Won', 'WON'),
  stage('Lost', 'LOST'),
];
const context: ReadingContext = { now: new Date(start.getTime() + hour), stages };
const read = (...lines: string[]) => scoreLocally(transcriptOf(lines), context);

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    '',
    '👍',
    '👩‍👩‍👧',
    '\u0000',
    '\ud800',
    '$1,800!!',
    '٣٠٠ ريال',
    '...',
    "I'll take it",
    'ok 500?',
  ),
);
const anyTranscript: fc.Arbitrary<Transcript> = fc.record({
  customerName: fc.option(anyText),
  businessName: fc.option(anyText),
  platform: fc.constantFrom('messenger', 'instagram', 'sms', 'email'),
  messages: fc.array(
    fc.record({
      id: fc.string({ minLength: 1, maxLength: 8 }),
      author: fc.constantFrom('customer', 'business'),
      sentAt: fc.date(),
      text: anyText,
      attachments: fc.nat({ max: 5 }),
    }),
    { maxLength: 12 },
  ),
});

describe('any conversation', () => {
  it('gets a valid analysis, the same every time, quoting only what the customer wrote', () => {
    fc.assert(
      fc.property(anyTranscript, (transcript) => {
        const analysis = scoreLocally(transcript, context);
        expect(Analysis.parse(analysis)).toEqual(analysis);
        expect(scoreLocally(transcript, context)).toEqual(analysis);
        expect(JSON.stringify(analysis)).not.toMatch(/\\u0000|\\ud[89a-f]/i);
        for (const { messageId, quote } of analysis.evidence) {
          const quoted = transcript.messages.some(
            (m) => m.id === messageId && m.author === 'customer' && m.text.includes(quote),
          );
          expect(quoted).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is read in bounded time, however long it is', () => {
    const long = transcriptOf(
      Array.from({ length: 10_000 }, (_, i) => `${i % 2 ? 'b' : 'c'} would you take $${i}? ok`),
    );
    const huge = transcriptOf([`c ${'1 $ a.b,? '.repeat(100_000)}`, `c ${'9'.repeat(1_000_000)}`]);
    const began = performance.now();
    expect(scoreLocally(long, context).score).toBeGreaterThanOrEqual(1);
    expect(scoreLocally(huge, context).score).toBeGreaterThanOrEqual(1);
    // Well under 100 ms alone; the limit leaves room for a busy machine and catches anything quadratic.
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('recommends no stage when there are none', () => {
    const analysis = scoreLocally(transcriptOf(['c hi']), { now: start, stages: [] });
    expect(analysis.recommendedStage).toBeNull();
    expect(analysis.stageProbabilities).toEqual([]);
  });
});

describe('our own dialogues', () => {
  it.each(invented)('$name is $outcome, in $language', ({ lines, statuses, language }) => {
    const analysis = scoreLocally(transcriptOf(lines), context);
    expect(statuses).toContain(analysis.status);
    expect(analysis.language).toBe(language);
  });

  it('scores every won one above every lost one', () => {
    const scores = (outcome: string) =>
      invented
        .filter((one) => one.outcome === outcome)
        .map((one) => scoreLocally(transcriptOf(one.lines), context).score);
    expect(Math.min(...scores('won'))).toBeGreaterThan(Math.max(...scores('lost')));
  });

  it('moves won and lost ones to the stages of that type', () => {
    for (const { lines } of invented) {
      const { status, recommendedStage } = scoreLocally(transcriptOf(lines), context);
      expect(recommendedStage === 'Won').toBe(status === 'WON');
      expect(recommendedStage === 'Lost').toBe(status === 'LOST');
    }
  });
});

describe('the fields', () => {
  it('tell the thing, the price, the standing and the next step', () => {
    const analysis = read(
      'c Hi, I am interested in the oak table',
      'b Hello! It is $400.',
      'c Would you take $300?',
    );
    expect(analysis.status).toBe('NEGOTIATING');
    expect(analysis.price).toEqual({ amount: 300, currency: 'USD', state: 'offered_by_customer' });
    expect(analysis.summary).toContain('the oak table');
    expect(analysis.summary).toContain(
      '300 USD, named by the customer; the business had said 400 USD',
    );
    expect(analysis.nextBestAction).toContain('meet at 350 USD');
    expect(analysis.topics).toContain('price');
  });

  it('follow up on the day the customer names', () => {
    // 4 March 2026 is a Wednesday.
    expect(read('c Can I see the flat on Saturday?').followUpOn).toBe('2026-03-07');
    expect(read('c Paso mañana a verlo').followUpOn).toBe('2026-03-05');
    expect(read('c I will think about it and let you know').followUpOn).toBe('2026-03-11');
  });

  it('call a silent customer unresponsive after a week', () => {
    const late = { now: new Date(start.getTime() + 8 * 24 * hour), stages };
    const talk = transcriptOf(['c Do you have a blue one?', 'b Yes, shall I put it aside?']);
    expect(scoreLocally(talk, late).status).toBe('UNRESPONSIVE');
    expect(scoreLocally(talk, context).status).not.toBe('UNRESPONSIVE');
  });

  it('notice complaints and hurry', () => {
    const analysis = read(
      'c My order arrived broken, this is unacceptable. I need a refund today, it is urgent!',
    );
    expect(analysis.sentiment).toBe('negative');
    expect(analysis.urgency).toBe('high');
    expect(analysis.painPoints.join(' ')).toContain('broken');
    expect(['high', 'urgent']).toContain(analysis.priority);
  });

  it('keep a customer who asks for another day out of the lost ones', () => {
    const { status } = read(
      'c I would like to book a room for Friday',
      'b I am sorry, there is no room available on Friday.',
      'c Could I have a different date then, maybe Saturday?',
    );
    expect(status).not.toBe('LOST');
  });

  it('do not take "not interested" for interest or "no deal" for a deal', () => {
    expect(read('c Hi', 'b I can do $50 for it.', 'c Not interested, no deal.').status).not.toBe(
      'WON',
    );
  });
});
