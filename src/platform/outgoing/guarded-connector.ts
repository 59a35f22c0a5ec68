import type { LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { isPublicAddress } from './address.rules.ts';
import { bareHost, forbidden, isForbiddenHost } from './outgoing-url.rules.ts';

/** Resolves a name to all its addresses, as `dns.lookup` with `all: true` does. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Opens sockets only to public addresses, or to anything when the origin is allowed. The address
 * is judged where the socket gets it, so a name that changes between a check and the connection
 * gains nothing. Reused sockets were judged when they were opened.
 */
export function guardedConnector(
  allowed: ReadonlySet<string>,
  resolve: Resolve,
): buildConnector.connector {
  const options = { timeout: CONNECT_TIMEOUT_MS, allowH2: false, autoSelectFamily: true };
  const open = buildConnector({ ...options, lookup: asLookup(resolve) });
  const guarded = buildConnector({ ...options, lookup: asLookup(publicOnly(resolve)) });
  return (target, callback) => {
    const origin = originOf(target);
    if (allowed.has(origin)) return open(target, callback);
    if (isForbiddenHost(target.hostname)) return callback(forbidden(origin), null);
    return guarded(target, (error, socket) => {
      if (error !== null) return callback(error, null);
      if (isPublicAddress(socket.remoteAddress ?? '')) return callback(null, socket);
      socket.destroy();
      return callback(forbidden(origin), null);
    });
  };
}

/**
 * Keeps the public answers; a name with none of them is refused.
 * @throws OutgoingError `forbidden_address`
 */
export function publicOnly(resolve: Resolve): Resolve {
  return async (hostname) => {
    const addresses = (await resolve(hostname)).filter((entry) => isPublicAddress(entry.address));
    if (addresses.length === 0) throw forbidden(hostname);
    return addresses;
  };
}

function asLookup(resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (options.all === true) callback(null, addresses);
        else if (first === undefined) callback(notFound(hostname), '');
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, ''),
    );
  };
}

function notFound(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`No address for ${hostname}`), { code: 'ENOTFOUND' });
}

function originOf(target: buildConnector.Options): string {
  const host = bareHost(target.hostname);
  const authority = isIP(host) === 6 ? `[${host}]` : host;
  const port = target.port ? `:${target.port}` : '';
  return new URL(`${target.protocol}//${authority}${port}`).origin;
}
