import { describe, expect, it } from 'vitest';
import { formPath, showFieldErrors } from './field-errors.ts';
import { ApiProblem } from './problem.ts';

function formWith(values: object) {
  const shown: Record<string, string>[] = [];
  return {
    shown,
    getValues: () => values,
    setErrors: (errors: Record<string, string>) => void shown.push(errors),
  };
}
const refusal = (...fields: string[]) =>
  new ApiProblem({
    status: 422,
    code: 'invalid',
    message: 'Some fields were refused',
    errors: fields.map((field) => ({ field, message: `${field} is wrong` })),
  });

describe('showFieldErrors', () => {
  it('reads both ways to write an index', () => {
    expect(formPath('body.stages[2].name')).toBe('stages.2.name');
    expect(formPath('body.stages.2.name')).toBe('stages.2.name');
  });

  it('puts known fields beside their inputs and returns the rest', () => {
    const form = formWith({ email: '' });
    expect(showFieldErrors(form, refusal('body.email', 'body.hidden'))).toBe(
      'body.hidden is wrong',
    );
    expect(form.shown).toEqual([{ email: 'body.email is wrong' }]);
  });

  it('says the whole problem when no field is known', () => {
    expect(showFieldErrors(formWith({ email: '' }), refusal())).toBe('Some fields were refused');
  });

  it('passes on what is no answer of the server', () => {
    expect(() => showFieldErrors(formWith({}), new TypeError('a mistake of ours'))).toThrow(
      'a mistake of ours',
    );
  });
});
