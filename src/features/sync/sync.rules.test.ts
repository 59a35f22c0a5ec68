import { describe, expect, it } from 'vitest';
import type { GraphConversation } from '../../channels/meta/index.ts';
import { newestOf, newSince, toIncoming } from './sync.rules.ts';

const own = new Set(['page', 'ig']);

function conversation(id: string, updated: string): GraphConversation {
  return {
    id,
    updatedAt: new Date(updated),
    messageCount: 1,
    participants: [
      { id: 'page', name: 'Shop', username: null },
      { id: 'psid-1', name: 'Nadia Sol Vega', username: null },
    ],
    messages: [],
    isCutOff: false,
  };
}

const newestFirst = ['2026-01-03T00:00:00Z', '2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z'].map(
  (updated, at) => conversation(`t_${at}`, updated),
);
const ids = (list: readonly GraphConversation[]) => list.map(({ id }) => id);

describe('newSince', () => {
  it('takes all when nothing is known', () => {
    expect(newSince(newestFirst, null)).toEqual({ fresh: newestFirst, reachedKnown: false });
  });

  it('stops behind the mark, and takes what bears its very second', () => {
    const at = newSince(newestFirst, new Date('2026-01-02T00:00:00Z'));
    expect([ids(at.fresh), at.reachedKnown]).toEqual([['t_0', 't_1'], true]);
    const after = newSince(newestFirst, new Date('2026-01-03T00:00:01Z'));
    expect([ids(after.fresh), after.reachedKnown]).toEqual([[], true]);
  });

  it('goes on over an empty page and one that is new throughout', () => {
    expect(newSince([], new Date()).reachedKnown).toBe(false);
    expect(newSince(newestFirst, new Date('2025-12-31T00:00:00Z')).reachedKnown).toBe(false);
  });
});

describe('newestOf', () => {
  it('never goes back', () => {
    expect(newestOf(newestFirst, null)).toBe('2026-01-03T00:00:00.000Z');
    expect(newestOf(newestFirst, '2026-02-01T00:00:00.000Z')).toBe('2026-02-01T00:00:00.000Z');
    expect(newestOf([], null)).toBeNull();
  });
});

describe('toIncoming', () => {
  it('names the customer by the first word and the rest', () => {
    expect(toIncoming(conversation('t', '2026-01-01T00:00:00Z'), own)?.customer).toEqual({
      externalId: 'psid-1',
      name: 'Nadia Sol Vega',
      firstName: 'Nadia',
      lastName: 'Sol Vega',
    });
  });

  it('leaves out a thread with nobody but the business', () => {
    const alone = { ...conversation('t', '2026-01-01T00:00:00Z'), participants: [] };
    expect(toIncoming(alone, own)).toBeNull();
  });
});
