import { describe, expect, it } from 'vitest';
import { filledValues, inserted, missing, startValues } from './values.rules.ts';

const fields = [
  { name: 'title', label: 'Title', control: 'template', required: true },
  { name: 'priority', label: 'Priority', control: 'select', required: false, default: 'normal' },
  { name: 'notify', label: 'Notify', control: 'boolean', required: false, default: true },
];

describe('values of a form', () => {
  it('starts with defaults, but not over what is there', () => {
    expect(startValues(fields, { priority: 'high' })).toEqual({ priority: 'high', notify: true });
  });

  it('keeps false and zero, and leaves out what is empty', () => {
    expect(filledValues({ a: false, b: 0, c: '', d: null, e: [], f: 'x' })).toEqual({
      a: false,
      b: 0,
      f: 'x',
    });
  });

  it('names required fields that are empty', () => {
    expect(missing(fields, { title: '' })).toEqual({ title: 'Needed' });
    expect(missing(fields, { title: 'Call' })).toEqual({});
  });

  it('puts a variable in place of the selection', () => {
    expect(inserted('Hello you!', '{{ x }}', { start: 6, end: 9 })).toEqual({
      text: 'Hello {{ x }}!',
      caret: 13,
    });
  });
});
