import type { TokenRecord } from './tokens.ts';
import type { MetaWorld } from './world.ts';

/** One call of the Graph API, with query and body merged into `params`. */
export type GraphCall = {
  world: MetaWorld;
  method: string;
  /** `v23.0`, or empty for an unversioned call. */
  version: string;
  /** What follows the version, e.g. `/me/accounts`. */
  path: string;
  params: Readonly<Record<string, string | undefined>>;
  /** Present on every call but those of OAuth. */
  token: TokenRecord | null;
  /** Counts nested items of the answer, for `maxNestedItems`. */
  nested: { items: number };
};

/** Where a call (or an edge of one of its nodes) can be repeated from, with the access token. */
export function callAddress(call: GraphCall, path: string, params: Record<string, string>): URL {
  const prefix = call.version === '' ? '' : `/${call.version}`;
  const address = new URL(`${call.world.url}/graph${prefix}${path}`);
  if (call.token) address.searchParams.set('access_token', call.token.value);
  for (const [name, value] of Object.entries(params)) address.searchParams.set(name, value);
  return address;
}

/** The call's own address without its token parameters, which `callAddress` sets. */
export function ownAddress(call: GraphCall): URL {
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(call.params)) {
    if (value !== undefined && name !== 'access_token') params[name] = value;
  }
  return callAddress(call, call.path, params);
}
