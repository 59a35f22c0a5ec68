import { z } from 'zod';
import type { HookMap } from '../../contracts/hooks.ts';

/** Who posted, as far as the body tells; e-mail in small letters. */
export type MappedContact = {
  email: string | null;
  phone: string | null;
  firstName: string;
  lastName: string;
};

const Email = z.email().max(320);
const mostPhone = 40;
const mostName = 120;

/** Picks the contact out of a body; null when nothing of it is there. */
export function mapContact(body: unknown, map: HookMap): MappedContact | null {
  const email = Email.safeParse(textAt(body, map.email).toLowerCase()).data ?? null;
  const phone = textAt(body, map.phone);
  const found = {
    email,
    phone: phone === '' || phone.length > mostPhone ? null : phone,
    firstName: textAt(body, map.firstName).slice(0, mostName).toWellFormed(),
    lastName: textAt(body, map.lastName).slice(0, mostName).toWellFormed(),
  };
  return Object.values(found).some((value) => value) ? found : null;
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
