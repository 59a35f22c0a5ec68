import { describe, expect, it } from 'vitest';
import { actionInWords, fieldInWords, isForPeople, nameIn, valueInWords } from './audit-words.ts';

describe('audit words', () => {
  it('names what happened to what', () => {
    expect(actionInWords('contact.updated')).toBe('Contact changed');
    expect(actionInWords('api_key.deleted')).toBe('API key deleted');
    expect(actionInWords('custom_field.created')).toBe('Custom field created');
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
    expect(valueInWords('no_show')).toBe('No show');
    expect(valueInWords('a_b')).toBe('a_b');
    expect(valueInWords(['VIP', 'in town'])).toBe('VIP, in town');
    expect(valueInWords([])).toBe('–');
    expect(valueInWords('2026-01-01T12:00:00.000Z')).toContain('2026');
    expect(valueInWords('Ana REYES')).toBe('Ana REYES');
  });

  it('leaves out ids and what stays empty', () => {
    const id = '01a1fd80-51a2-7c6e-9368-d5a290f2c542';
    expect(isForPeople([null, id])).toBe(false);
    expect(isForPeople([null, null])).toBe(false);
    expect(isForPeople([null, false])).toBe(true);
    expect(isForPeople(['Open', null])).toBe(true);
  });

  it('names what came or went', () => {
    const changes = { name: [null, 'Later'] } as Record<string, [unknown, unknown]>;
    expect(nameIn({ action: 'stage.created', changes })).toBe('Later');
    expect(nameIn({ action: 'stage.updated', changes })).toBeNull();
    const job = { title: ['Fix the oven', null] } as Record<string, [unknown, unknown]>;
    expect(nameIn({ action: 'job.deleted', changes: job })).toBe('Fix the oven');
    expect(nameIn({ action: 'sync.created', changes: {} })).toBeNull();
  });
});
