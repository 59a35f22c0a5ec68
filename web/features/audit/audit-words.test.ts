import { describe, expect, it } from 'vitest';
import { actionInWords, fieldInWords, valueInWords } from './audit-words.ts';

describe('audit words', () => {
  it('names what happened to what', () => {
    expect(actionInWords('contact.updated')).toBe('Contact changed');
    expect(actionInWords('api_key.deleted')).toBe('API key deleted');
    expect(actionInWords('new_thing.frozen')).toBe('New thing frozen');
  });

  it('splits field names into words', () => {
    expect(fieldInWords('stageEnteredAt')).toBe('Stage entered at');
    expect(fieldInWords('deal_amount')).toBe('Deal amount');
  });

  it('tells nothing from no', () => {
    expect([null, undefined, '', false, 0].map(valueInWords)).toEqual(['–', '–', '–', 'no', '0']);
  });

  it('writes constants and times for people, and leaves text alone', () => {
    expect(valueInWords('IN_PROGRESS')).toBe('In progress');
    expect(valueInWords('2026-01-01T12:00:00.000Z')).toContain('2026');
    expect(valueInWords('Ana REYES')).toBe('Ana REYES');
  });
});
