import type { Happening, Json } from './types.ts';

const newsMs = 24 * 60 * 60_000;

/**
 * False for a message that was old when it came. The first sync of a Page brings in messages of
 * years, and automations must not answer them. 24 hours is as long as Meta lets a business answer
 * freely (its "standard messaging window"). One whose time is not known is news.
 */
export function isNews(happening: Happening, sentAt: Json | undefined): boolean {
  const sent = typeof sentAt === 'string' ? Date.parse(sentAt) : Number.NaN;
  return !(Date.parse(happening.at) - sent > newsMs);
}
