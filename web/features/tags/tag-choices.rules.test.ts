import { describe, expect, it } from 'vitest';
import type { Tag } from '../../../src/contracts/tags.ts';
import { tagChoices } from './tag-choices.rules.ts';

const tag = (name: string): Tag => ({
  id: name,
  name,
  colour: 'gray',
  contactCount: 0,
  createdAt: '2026-03-02T10:00:00Z',
});
const known = ['vip', 'wholesale', 'Newsletter'].map(tag);
const names = (typed: string, present: string[] = []) => {
  const { offered, creatable } = tagChoices(known, present, typed);
  return [offered.map(({ name }) => name), creatable];
};

describe('tagChoices', () => {
  it('offers what is not there yet', () => {
    expect(names('', ['vip'])).toEqual([['wholesale', 'Newsletter'], null]);
  });

  it('finds a part, whatever the letters', () => {
    expect(names('LETTER')).toEqual([['Newsletter'], 'LETTER']);
  });

  it('makes no second tag that only differs in its letters', () => {
    expect(names('newsletter')).toEqual([['Newsletter'], null]);
    expect(names(' VIP ', ['vip'])).toEqual([[], null]);
  });
});
