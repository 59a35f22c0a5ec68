import { createHmac, timingSafeEqual } from 'node:crypto';

export const cookiePrefix = 'switchyard';

/** Name of the session cookie; browsers accept `__Secure-` names over https alone. */
export function sessionCookieName(secure: boolean): string {
  return `${secure ? '__Secure-' : ''}${cookiePrefix}.session_token`;
}

/**
 * The session token in a Cookie header, or null when there is none or its signature is wrong.
 * better-auth writes `token.signature` with signature = base64(HMAC-SHA-256(secret, token)), URI
 * encoded (better-call 1.4, crypto.mjs).
 */
export function sessionTokenOf(
  cookieHeader: string | undefined,
  name: string,
  secret: string,
): string | null {
  const value = cookieValue(cookieHeader ?? '', name);
  const dot = value?.lastIndexOf('.') ?? -1;
  if (value === null || dot < 1) return null;
  const token = value.slice(0, dot);
  const signature = Buffer.from(value.slice(dot + 1), 'base64');
  const expected = createHmac('sha256', secret).update(token).digest();
  return signature.length === expected.length && timingSafeEqual(signature, expected)
    ? token
    : null;
}

function cookieValue(header: string, name: string): string | null {
  for (const part of header.split(';')) {
    const equals = part.indexOf('=');
    if (equals < 0 || part.slice(0, equals).trim() !== name) continue;
    try {
      return decodeURIComponent(part.slice(equals + 1).trim());
    } catch {
      return null;
    }
  }
  return null;
}
