import { describe, expect, it } from 'vitest';
import { baseFields, fieldsFor, findField, isOpenEnded, valueAt } from './fields.ts';

const fields = fieldsFor([
  { key: 'size', label: 'Size', type: 'choice', choices: ['S', 'L'] },
  { key: 'guests', label: 'Guests', type: 'number', choices: [] },
]);

describe('fields', () => {
  it('have paths of their own', () => {
    expect(new Set(baseFields.map(({ path }) => path)).size).toBe(baseFields.length);
  });

  it('include the custom ones with their types', () => {
    expect(findField(fields, 'contact.fields.size')).toEqual({
      path: 'contact.fields.size',
      label: 'Size',
      type: 'text',
      choices: ['S', 'L'],
    });
    expect(findField(fields, 'client.fields.guests')?.type).toBe('number');
    expect(findField(baseFields, 'contact.fields.size')).toBeUndefined();
  });

  it('are found by path, the client being the contact', () => {
    expect(findField(fields, 'client.score')?.path).toBe('contact.score');
    expect(findField(fields, 'contact.stageId')?.refersTo).toBe('stage');
    expect(findField(fields, 'contact')).toBeUndefined();
    expect(findField(fields, 'contact.constructor')).toBeUndefined();
  });

  it('are open-ended for what others send', () => {
    for (const path of ['webhook.a.b', 'steps.ask.choice', 'event.data.x', 'event.changes.a.new']) {
      expect(isOpenEnded(path)).toBe(true);
      expect(findField(fields, path)?.path).toBe(path);
    }
    expect(isOpenEnded('event.type')).toBe(false);
    expect(findField(fields, 'event.other')).toBeUndefined();
  });
});

describe('valueAt', () => {
  const facts = { contact: { name: 'Ann', tags: ['a', 'b'], email: null }, webhook: 'text' };

  it('reads own properties and elements of lists', () => {
    expect(valueAt(facts, 'client.name')).toBe('Ann');
    expect(valueAt(facts, 'contact.tags.1')).toBe('b');
    expect(valueAt(facts, 'contact.email')).toBeNull();
  });

  it.each([
    'contact.constructor',
    'contact.__proto__',
    'contact.toString',
    'contact.name.length',
    'contact.email.x',
    'webhook.x',
    'job.status',
    '__proto__.x',
    '',
    'contact..name',
  ])('finds nothing at %j', (path) => {
    expect(valueAt(facts, path)).toBeUndefined();
  });
});
