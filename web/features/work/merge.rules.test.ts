import { describe, expect, it } from 'vitest';
import { changedFields, mergeValues } from './merge.rules.ts';

const base = { title: 'Call', contact: { id: '1', name: 'Joy' }, priority: 'low' };

describe('mergeValues', () => {
  it('takes over what others changed and nobody here has touched', () => {
    const mine = { ...base, title: 'Call back' };
    const theirs = { ...base, contact: { id: '2', name: 'Bo' } };
    expect(mergeValues(base, mine, theirs)).toEqual({
      values: { ...base, title: 'Call back', contact: { id: '2', name: 'Bo' } },
      contested: [],
    });
  });

  it('keeps what was typed where both changed it, and says so', () => {
    const mine = { ...base, title: 'Mine' };
    const theirs = { ...base, title: 'Theirs' };
    expect(mergeValues(base, mine, theirs)).toEqual({ values: mine, contested: ['title'] });
  });

  it('does not quarrel where both came to the same, or equal objects are other ones', () => {
    const both = { ...base, contact: { id: '1', name: 'Joy' }, title: 'Same' };
    expect(mergeValues(base, { ...both }, both)).toEqual({ values: both, contested: [] });
  });
});

describe('changedFields', () => {
  it('leaves out what is as before', () => {
    expect(changedFields(base, { ...base, priority: 'high' })).toEqual({ priority: 'high' });
    expect(changedFields(base, structuredClone(base))).toEqual({});
  });
});
