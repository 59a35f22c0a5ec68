import { describe, expect, it } from 'vitest';
import { complaintTalks, putOffTalks } from './after-sales.fixture.ts';
import { scoreLocally } from './index.ts';
import { start, transcriptOf } from './invented-dialogues.fixture.ts';

const context = { now: new Date(start.getTime() + 3_600_000), stages: [] };
const read = (...lines: string[]) => scoreLocally(transcriptOf(lines), context);

describe('a complaint', () => {
  it.each(complaintTalks)('in %s is neither won nor scored like a sale', (_, ...lines) => {
    const analysis = read(...lines);
    expect(analysis.status).toBe('CONTACTED');
    expect(analysis.score).toBeLessThanOrEqual(50);
    expect(analysis.topics).toContain('complaint');
    expect(['negative', 'mixed']).toContain(analysis.sentiment);
    expect(analysis.price).toBeNull();
    expect(analysis.buyingSignals).toEqual([]);
    expect(analysis.painPoints.length).toBeGreaterThan(0);
    const opening = lines[0]?.slice(2) ?? '';
    expect(opening).toContain(analysis.evidence[0]?.quote);
    expect(analysis.summary).toMatch(/complain(s|ed): “/);
  });

  it('is urgent until the business answers, then a promise to keep, then a question', () => {
    const lines = [
      'c The kettle I ordered from you stopped working after a day. Money back please!',
    ];
    const upset = read(...lines);
    expect(upset).toMatchObject({ status: 'NEW', urgency: 'high', priority: 'urgent' });
    expect(upset.nextBestAction).toContain('Apologise to Mara Quist');
    lines.push('b I am very sorry, you get a refund today.');
    const mending = read(...lines);
    expect(mending).toMatchObject({ sentiment: 'negative', priority: 'high' });
    expect(mending.nextBestAction).toContain('Do what you promised');
    lines.push('c Thank you, that was quick.');
    const mended = read(...lines);
    expect(mended).toMatchObject({ sentiment: 'mixed', priority: 'medium' });
    expect(mended.score).toBeGreaterThan(upset.score);
  });

  it('does not stand in the way of a clear new purchase after it', () => {
    const analysis = read(
      'c My order arrived damaged, one chair has a broken leg.',
      'b So sorry about that! A replacement is on its way.',
      'c It came, thank you. I would like to buy two more chairs, how much?',
      'b Two more are $180.',
      'c Would you take $160?',
      'b $170 and they are yours.',
      "c Deal, I'll take them.",
      'b Great, your order is confirmed.',
    );
    expect(analysis.status).toBe('WON');
    expect(analysis.evidence[0]?.quote).toBe("Deal, I'll take them.");
  });

  it.each([
    ['a thing to repair', 'c Hi, my washing machine is broken and leaking, can you fix it today?'],
    ['a question about returns', 'c Hi, do I get a refund if the coat is the wrong size?'],
    ['a bad word about somebody else', 'c The last plumber never came. How much is a new tap?'],
  ])('is not seen in %s', (_, line) => {
    const { topics, nextBestAction, status } = read(
      line,
      'b Sorry to hear that! It would be $80, shall I come at five?',
      'c Yes please, that works for me.',
      'b Booked, see you at five.',
    );
    expect(nextBestAction).not.toMatch(/Apologise|promised|all is well/);
    expect(topics[0]).not.toBe('complaint');
    expect(status).toBe('WON');
  });
});

describe('a decision', () => {
  it.each(putOffTalks)('put off in %s keeps the offer open and below 75', (_, ...lines) => {
    const analysis = read(...lines);
    expect(['PROPOSAL_SENT', 'NEGOTIATING']).toContain(analysis.status);
    expect(analysis.score).toBeLessThan(75);
    expect(lines.at(-1)).toContain(analysis.evidence[0]?.quote);
    expect(analysis.price?.state).toBe('offered_by_business');
    expect(analysis.followUpOn).toBe('2026-03-11');
    expect(analysis.summary).toContain('wants to think it over');
  });

  it('put off first and taken later is won', () => {
    const analysis = read(
      'c How much is the desk?',
      'b $300.',
      'c Let me think about it.',
      'b I could do $270 this week.',
      "c Deal, I'll take it for $270!",
      'b Great, it is reserved for you.',
    );
    expect(analysis.status).toBe('WON');
  });

  it('against it is lost, with the refusal as evidence', () => {
    const analysis = read(
      'c What would a new roof rack cost me?',
      'b $140 fitted.',
      'c Found something else in the meantime, thanks though',
    );
    expect(analysis).toMatchObject({ status: 'LOST', priority: 'low' });
    expect(analysis.score).toBeLessThanOrEqual(20);
    expect(analysis.evidence[0]?.quote).toContain('Found something else');
  });

  it('told by a payment is won, talk about an earlier payment is not', () => {
    const talk = ['c How much is the blue tent?', 'b It is $90.', 'c ok, I would like it'];
    expect(read(...talk, 'b Lovely, here is the link.', 'c just paid!').status).toBe('WON');
    expect(read(...talk.slice(0, 2), 'c I paid 40 for mine years ago you know').status).not.toBe(
      'WON',
    );
  });
});

it('silence after an offer never reaches the scores of won talks', () => {
  const talk = transcriptOf([
    'c Hi, I would like to buy the tent, could I pay $80 and pick it up tomorrow?',
    'b $90 and it is yours!',
    'b Still interested?',
  ]);
  const late = { now: new Date(start.getTime() + 9 * 86_400_000), stages: [] };
  expect(scoreLocally(talk, late)).toMatchObject({ status: 'UNRESPONSIVE' });
  expect(scoreLocally(talk, late).score).toBeLessThanOrEqual(70);
});

describe('the evidence', () => {
  it('begins with the last price talk while they negotiate', () => {
    const analysis = read(
      'c Hi, is the camera still available? Would you take $100?',
      'b I am asking $180.',
      'c It has a scratch, I could do $130 today.',
      'b $160 is my price.',
      'c What about $145?',
    );
    expect(analysis.status).toBe('NEGOTIATING');
    expect(analysis.evidence[0]?.quote).toBe('What about $145?');
  });
});

describe('the summary', () => {
  it('has three to five sentences and says who has to answer', () => {
    const open = read('c Do you still have the tent?', 'b Yes, $90. Shall I keep it for you?');
    expect(open.summary).toContain('Mara Quist has to answer.');
    const waiting = read('c Do you still have the tent?', 'b Yes, $90.', 'c Does it leak?');
    expect(waiting.summary).toContain('The business has to answer: “Does it leak?”');
    const talks = [...complaintTalks, ...putOffTalks].map(([, ...lines]) => read(...lines).summary);
    for (const summary of [open.summary, waiting.summary, ...talks]) {
      const sentences = summary.replace(/“[^”]*”/g, 'x.').match(/[a-z]\.+(?= |$)/gi) ?? [];
      expect(sentences.length, summary).toBeGreaterThanOrEqual(3);
      expect(sentences.length, summary).toBeLessThanOrEqual(5);
    }
  });
});
