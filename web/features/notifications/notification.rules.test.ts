import { describe, expect, it } from 'vitest';
import { bellLabel, placeOf, shortCount } from './notification.rules.ts';

const at = (link: string | null, contactId: string | null = null) => placeOf({ link, contactId });

describe('placeOf', () => {
  it('is a path of this app', () => {
    expect(at('/tasks?task=1')).toBe('/tasks?task=1');
  });

  it.each(['//evil.test', '/\\evil.test', 'https://evil.test', 'javascript:alert(1)', ''])(
    'does not follow %s',
    (link) => {
      expect(at(link)).toBeNull();
    },
  );

  it('is the contact when there is no link', () => {
    expect(at(null, 'ana')).toBe('/contacts/ana');
    expect(at(null)).toBeNull();
  });
});

describe('the bell', () => {
  it('counts to what fits', () => {
    expect([0, 7, 100].map(shortCount)).toEqual(['0', '7', '99+']);
    expect(bellLabel(2)).toBe('Notifications, 2 not read');
  });
});
