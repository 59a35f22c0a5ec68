import type { AnalysisSource } from '../../../src/contracts/analysis.ts';
import type { ContactCard } from '../../../src/contracts/contacts.ts';

/** First and last name, or "Unknown" for somebody the provider gave no name for. */
export function contactName(contact: Pick<ContactCard, 'firstName' | 'lastName'>): string {
  return `${contact.firstName} ${contact.lastName}`.trim() || 'Unknown';
}

export const sourceNames: Record<AnalysisSource, string> = {
  gemini: 'Gemini',
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  compatible: 'your own model',
  local: 'the built-in reader',
};

/** "3h", "2d", "5w": the age of something, short enough for a card. */
export function shortAge(at: string, now: number): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(at)) / 60_000));
  if (minutes < 1) return 'now';
  if (minutes < 60) return `${minutes}m`;
  if (minutes < 1440) return `${Math.floor(minutes / 60)}h`;
  if (minutes < 20_160) return `${Math.floor(minutes / 1440)}d`;
  return minutes < 525_600
    ? `${Math.floor(minutes / 10_080)}w`
    : `${Math.floor(minutes / 525_600)}y`;
}

/** Meta lets a business answer for 24 hours after the customer's last message. */
const windowMs = 86_400_000;

/** Milliseconds until the messaging window closes; null when it is closed or there is none. */
export function windowLeft(
  contact: Pick<ContactCard, 'lastInboundAt' | 'lastPlatform'>,
  now: number,
): number | null {
  const { lastInboundAt, lastPlatform } = contact;
  if (!lastInboundAt || (lastPlatform !== 'messenger' && lastPlatform !== 'instagram')) return null;
  const left = Date.parse(lastInboundAt) + windowMs - now;
  return left > 0 ? left : null;
}

/** "14 h", "25 min". */
export function shortDuration(ms: number): string {
  const minutes = Math.max(1, Math.floor(ms / 60_000));
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`;
}

/** Days without a message after which a card gets its stale dot. */
export const staleAfterDays = 7;

export function daysSilent(contact: Pick<ContactCard, 'lastInteractionAt'>, now: number): number {
  if (!contact.lastInteractionAt) return 0;
  return Math.floor((now - Date.parse(contact.lastInteractionAt)) / 86_400_000);
}
