import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustomFieldType } from '../../contracts/custom-fields.ts';
import { checkFieldValue, choicesProblem } from './custom-field.rules.ts';

const choices = ['Small', 'Large'];

function stored(type: CustomFieldType, value: unknown): unknown {
  const checked = checkFieldValue({ type, choices }, value);
  return checked.ok ? checked.value : null;
}

describe('checkFieldValue', () => {
  it('takes each type as itself, and the texts that mean exactly one value', () => {
    expect(stored('text', '12')).toBe('12');
    expect(stored('number', 12.5)).toBe(12.5);
    expect(stored('number', '-12.5')).toBe(-12.5);
    expect(stored('boolean', 'false')).toBe(false);
    expect(stored('date', '2028-02-29')).toBe('2028-02-29');
    expect(stored('choice', 'Small')).toBe('Small');
  });

  it.each<[CustomFieldType, unknown, string]>([
    ['text', 12, 'a text'],
    ['text', 'x'.repeat(5_001), 'at most 5000'],
    ['number', '', 'a number'],
    ['number', '12 €', 'a number'],
    ['number', Number.NaN, 'a number'],
    ['boolean', 'yes', 'true or false'],
    ['date', '2027-02-29', 'a day'],
    ['date', '2027-2-1', 'a day'],
    ['date', '2027-13-01', 'a day'],
    ['choice', 'small', 'Small, Large'],
    ['text', null, 'a text, a number'],
    ['text', ['x'], 'a text, a number'],
  ])('refuses as %s: %j', (type, value, words) => {
    expect(checkFieldValue({ type, choices }, value)).toEqual({
      ok: false,
      problem: expect.stringContaining(words),
    });
  });

  it('takes what it has stored, and takes it as the same', () => {
    const type = fc.constantFrom<CustomFieldType>('text', 'number', 'boolean', 'date', 'choice');
    const value = fc.oneof(
      fc.string(),
      fc.double(),
      fc.boolean(),
      fc.constantFrom(...choices),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
      fc.integer().map(String),
    );
    fc.assert(
      fc.property(type, value, (kind, given) => {
        const once = stored(kind, given);
        expect(once === null || Object.is(stored(kind, once), once)).toBe(true);
      }),
    );
  });
});

describe('choicesProblem', () => {
  it('wants choices of a choice field alone, each once', () => {
    expect(choicesProblem({ type: 'choice', choices })).toBeNull();
    expect(choicesProblem({ type: 'text', choices: [] })).toBeNull();
    expect(choicesProblem({ type: 'choice', choices: [] })).toMatch(/at least one/);
    expect(choicesProblem({ type: 'choice', choices: ['a', 'a'] })).toMatch(/the same/);
    expect(choicesProblem({ type: 'text', choices })).toMatch(/no choices/);
  });
});
