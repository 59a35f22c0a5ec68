import { describe, expect, it } from 'vitest';
import { obstacleOf, toAvailable } from './obstacles.rules.ts';

const page = {
  id: '1',
  name: 'Bakery',
  category: 'Bakery',
  tasks: ['MESSAGING', 'MODERATE'],
  instagram: { username: 'bakery' },
};

describe('obstacleOf', () => {
  it('finds none where messages may be read', () => {
    expect(obstacleOf(page, ['pages_messaging'])).toBeNull();
    expect(obstacleOf({ tasks: ['MESSAGING'] }, ['pages_messaging'])).toBeNull();
  });

  it('names the missing task or scope', () => {
    expect(obstacleOf({ tasks: ['ANALYZE'] }, ['pages_messaging'])).toContain('MESSAGING');
    expect(obstacleOf(page, ['pages_show_list'])).toContain('pages_messaging');
  });
});

describe('toAvailable', () => {
  it('says what is connected already', () => {
    const scopes = ['pages_messaging'];
    expect(toAvailable(page, scopes, new Set(['1']))).toEqual({
      externalId: '1',
      name: 'Bakery',
      category: 'Bakery',
      instagramUsername: 'bakery',
      obstacle: null,
      connected: true,
    });
    expect(toAvailable({ ...page, instagram: null }, scopes, new Set())).toMatchObject({
      instagramUsername: null,
      connected: false,
    });
  });
});
