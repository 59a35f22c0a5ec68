import { describe, expect, it } from 'vitest';
import { fillSchema } from './fill-schema.ts';
import { transcriptIn } from './prompt-transcript.ts';
import { readTranscript } from './reading.ts';
import { rankStages, stagesIn } from './stages.ts';

const reading = readTranscript([{ id: 'm1', author: 'customer', text: 'How much is it? 40 €?' }]);
const facts = { reading, stages: [], now: new Date('2026-01-02T00:00:00Z') };

describe('fillSchema', () => {
  it('keeps to bounds, choices, lengths and formats', () => {
    const schema = {
      type: 'OBJECT',
      properties: {
        score: { type: 'INTEGER', minimum: 1, maximum: 10 },
        confidence: { type: 'NUMBER', maximum: 1 },
        summary: { type: 'STRING', maxLength: 12 },
        status: { type: 'STRING', enum: ['OPEN', 'SHUT'] },
        followUpOn: { type: 'STRING', format: 'date' },
        mood: { type: 'STRING' },
        isSpam: { type: 'BOOLEAN' },
        topics: { type: 'ARRAY', maxItems: 1, items: { type: 'STRING' } },
      },
    };
    expect(fillSchema(schema, facts)).toEqual({
      score: 10,
      confidence: 0.49,
      summary: 'The customer',
      status: 'OPEN',
      followUpOn: '2026-01-05',
      mood: '',
      isSpam: false,
      topics: [],
    });
  });

  it('follows references and gives null where nothing is known', () => {
    const schema = {
      $defs: { money: { type: 'object', properties: { amount: { type: 'number' } } } },
      type: 'object',
      properties: {
        price: { anyOf: [{ $ref: '#/$defs/money' }, { type: 'null' }] },
        recommendedStage: { type: ['string', 'null'] },
      },
    };
    expect(fillSchema(schema, facts)).toEqual({ price: { amount: 40 }, recommendedStage: null });
    const priceless = { ...facts, reading: { ...reading, price: null } };
    expect(fillSchema(schema, priceless)).toMatchObject({ price: null });
  });
});

describe('what is read in a prompt', () => {
  it('takes the marks of the prompt out of a message', () => {
    expect(transcriptIn('```\n[m1 t] Customer: one⏎two (2 attached)\n```')).toEqual([
      { id: 'm1', author: 'customer', text: 'one\ntwo' },
    ]);
  });

  it('finds the stages and ranks them by score; ends only fit their status', () => {
    const stages = stagesIn(
      'status: WON, LOST\n- New (LEAD, score 0-30)\n- Hot (IN_PROGRESS, score 31-80)\n- Done (WON, score 81-100)',
      ['New', 'Hot', 'Done'],
    );
    expect(stages.map(({ type, to }) => [type, to])).toEqual([
      ['LEAD', 30],
      ['IN_PROGRESS', 80],
      ['WON', 100],
    ]);
    expect(rankStages(stages, 'QUALIFIED', 90)[0]?.name).toBe('Hot');
    expect(rankStages(stages, 'WON', 20)[0]?.name).toBe('Done');
  });
});
