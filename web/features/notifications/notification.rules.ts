import type { Notification } from '../../../src/contracts/notifications.ts';

/** As much as fits into a dot. */
export function shortCount(unread: number): string {
  return unread > 99 ? '99+' : String(unread);
}

export function bellLabel(unread: number): string {
  return unread === 0 ? 'Notifications' : `Notifications, ${unread} not read`;
}

/**
 * The path of this app that a notification leads to, or null. Automations write links too: what
 * would leave the app ('//elsewhere', 'javascript:…') is not followed.
 */
export function placeOf({
  link,
  contactId,
}: Pick<Notification, 'link' | 'contactId'>): string | null {
  if (link && /^\/(?![/\\])/.test(link)) return link;
  return contactId ? `/contacts/${contactId}` : null;
}
