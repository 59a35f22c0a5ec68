import type { Random } from '../random.ts';
import { digits, urlSafeText } from '../random.ts';
import type { MetaPlatform } from './world.ts';

/** Ids in the form that each platform uses. */
export const newIds = {
  conversation: (random: Random, platform: MetaPlatform): string =>
    platform === 'instagram' ? `aWdfZAG06${urlSafeText(random, 40)}ZD` : `t_${digits(random, 16)}`,
  message: (random: Random, platform: MetaPlatform): string =>
    platform === 'instagram'
      ? `aWdfZAG1faXRlbToxOk${urlSafeText(random, 60)}ZD`
      : `m_${urlSafeText(random, 64)}`,
  customer: (random: Random): string => digits(random, 16),
  attachment: (random: Random): string => digits(random, 15),
};

/** An Instagram name made of a person's name: lower case letters, digits and a dot. */
export function usernameFor(name: string, customerId: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9 ]/g, '')
    .trim()
    .replace(/ +/g, '.');
  return plain === '' ? `user_${customerId.slice(-6)}` : `${plain}${customerId.slice(-2)}`;
}
