import { z } from 'zod';
import type { HookMap } from '../../contracts/hooks.ts';

/** Who posted, as far as the body tells; e-mail in small letters, phone as digits alone. */
export type MappedContact = {
  email: string | null;
  phone: string | null;
  /** People write phones as they like: a contact is found by the same spelling, too. */
  phoneAsPosted: string | null;
  firstName: string;
  lastName: string;
};

const Email = z.email().max(320);
const mostName = 120;

/** Picks the contact out of a body; null when nothing of it is there. */
export function mapContact(body: unknown, map: HookMap): MappedContact | null {
  const email = Email.safeParse(textAt(body, map.email).toLowerCase()).data ?? null;
  const posted = textAt(body, map.phone);
  const phone = readPhone(posted);
  const found = {
    email,
    phone,
    phoneAsPosted: phone === null ? null : posted,
    firstName: textAt(body, map.firstName).slice(0, mostName).toWellFormed(),
    lastName: textAt(body, map.lastName).slice(0, mostName).toWellFormed(),
  };
  return Object.values(found).some((value) => value) ? found : null;
}

/** '+351912345678'; null for what is no phone number. E.164: at most 15 digits; 00 is dialled for +. */
function readPhone(text: string): string | null {
  const compact = text.replaceAll(/[\s().\-/]/g, '').replace(/^00/, '+');
  return /^\+?\d{5,15}$/.test(compact) ? compact : null;
}

/** The text or number at a path such as `items[0].email`; '' for anything else. */
function textAt(body: unknown, path: string | undefined): string {
  const value = path === undefined ? undefined : valueAt(body, path);
  if (typeof value !== 'string' && typeof value !== 'number') return '';
  return String(value).toWellFormed().replaceAll('\0', '').trim();
}

/** Own properties alone: a path never reaches what JavaScript adds to objects. */
function valueAt(body: unknown, path: string): unknown {
  const names = path
    .replaceAll(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter(Boolean);
  let value = body;
  for (const name of names) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name))
      return undefined;
    value = Object.getOwnPropertyDescriptor(value, name)?.value;
  }
  return value;
}
