import { describe, expect, it } from 'vitest';
import { customerOf, splitName } from './names.rules.ts';

describe('splitName', () => {
  it.each([
    ['Lena Evans', 'Lena', 'Evans'],
    ['  Maria  de la Cruz ', 'Maria', 'de la Cruz'],
    ['Madonna', 'Madonna', ''],
    ['李 小龙', '李', '小龙'],
    [null, 'User', '956661'],
    ['   ', 'User', '956661'],
  ])('%j → %j %j', (name, firstName, lastName) =>
    expect(splitName(name, '8412509388956661')).toEqual({ firstName, lastName }),
  );
  it('takes what there is of a short id', () => {
    expect(splitName(null, '42')).toEqual({ firstName: 'User', lastName: '42' });
  });
});

describe('customerOf', () => {
  const own = new Set(['1046', '17841']);
  const person = (id: string, name: string | null, username: string | null = null) => ({
    id,
    name,
    username,
  });
  const message = (from: ReturnType<typeof person> | null, to = [person('1046', 'Shop')]) => ({
    id: 'm',
    createdAt: new Date(0),
    from,
    to,
    text: 'x',
    attachments: [],
    reactions: [],
    replyTo: null,
    isUnsupported: false,
  });

  it('takes the newest name the person wrote under', () => {
    const messages = [message(person('7', 'Old Name')), message(person('7', 'New Name'))];
    const participants = [person('1046', 'Shop'), person('7', null)];
    expect(customerOf({ participants, messages }, own)).toEqual({ id: '7', name: 'New Name' });
  });

  it('finds a person that never wrote, among participants or receivers', () => {
    expect(customerOf({ participants: [person('7', 'Ann')], messages: [] }, own)?.name).toBe('Ann');
    const messages = [message(person('1046', 'Shop'), [person('7', null)])];
    expect(customerOf({ participants: [], messages }, own)).toEqual({ id: '7', name: null });
  });

  it('uses the user name on Instagram', () => {
    const participants = [person('17841', null, 'shop'), person('7', null, 'ann.lee')];
    expect(customerOf({ participants, messages: [] }, own)).toEqual({ id: '7', name: 'ann.lee' });
  });

  it('is null when only the business is in the thread', () => {
    expect(
      customerOf({ participants: [person('1046', 'Shop')], messages: [message(null)] }, own),
    ).toBeNull();
  });
});
