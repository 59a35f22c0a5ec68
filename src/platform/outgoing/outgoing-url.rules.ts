import { isIP } from 'node:net';
import { isLocalName, isPublicAddress } from './address.rules.ts';
import { OutgoingError } from './outgoing-error.ts';

/** Strips the brackets a URL puts around an IPv6 address. */
export function bareHost(hostname: string): string {
  return hostname.startsWith('[') && hostname.endsWith(']') ? hostname.slice(1, -1) : hostname;
}

/** True when no DNS answer could make this host public: a non-public literal or a local name. */
export function isForbiddenHost(hostname: string): boolean {
  const host = bareHost(hostname);
  return isIP(host) === 0 ? isLocalName(host) : !isPublicAddress(host);
}

/**
 * Reads the configured exceptions into the form connections are compared with.
 * @throws Error naming the entry that is not an http(s) origin
 */
export function readOrigins(origins: readonly string[]): ReadonlySet<string> {
  return new Set(origins.map(readOrigin));
}

function readOrigin(entry: string): string {
  const url = URL.parse(entry);
  if (url === null || !isHttp(url)) {
    throw new Error(`Allowed origin ${JSON.stringify(entry)} is not an http(s) address.`);
  }
  return url.origin;
}

/**
 * Checks a URL as far as its text tells. Names are resolved and checked again at connect time, so
 * passing here proves nothing about where the name leads.
 * @throws OutgoingError `invalid_url` or `forbidden_address`
 */
export function readOutgoingUrl(text: string, allowed: ReadonlySet<string>): URL {
  const url = URL.parse(text);
  if (url === null) throw invalidUrl('The address is not a valid URL.');
  if (!isHttp(url)) throw invalidUrl('Only http and https addresses can be called.');
  if (url.username !== '' || url.password !== '') {
    throw invalidUrl('The address must not contain a user name or password.');
  }
  if (!allowed.has(url.origin) && isForbiddenHost(url.hostname)) throw forbidden(url.origin);
  return url;
}

/** The refusal for an origin that leads to an address which is not public. */
export function forbidden(origin: string): OutgoingError {
  return new OutgoingError(
    'forbidden_address',
    `${origin} leads to an address that is not public; it was not called.`,
    false,
  );
}

function invalidUrl(message: string): OutgoingError {
  return new OutgoingError('invalid_url', message, false);
}

function isHttp(url: URL): boolean {
  return url.protocol === 'http:' || url.protocol === 'https:';
}
