import ipaddr from 'ipaddr.js';

/**
 * Addresses that registries call public but that reach the host's own control plane.
 * 168.63.129.16 is Azure's wire server, which hands out machine credentials.
 */
const metadataAddresses = new Set(['168.63.129.16']);

/** The only block IANA hands out for public IPv6; also shuts out ::127.0.0.1 and the like. */
const globalUnicastIpv6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Says whether an address may be connected to. Anything that is not plainly public unicast is
 * refused: a tunnel or translation address (NAT64, 6to4, Teredo, IPv4-mapped) can carry a private
 * one inside.
 *
 * @param address a resolved IPv4 or IPv6 address, as the resolver or the socket gives it
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.IPv4.isValidFourPartDecimal(address) && !ipaddr.IPv6.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed instanceof ipaddr.IPv6) return parsed.match(globalUnicastIpv6);
  return !metadataAddresses.has(parsed.toString());
}

/** Names that mean "this machine" whatever a resolver says (RFC 6761). */
export function isLocalName(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.+$/, '');
  return name === 'localhost' || name.endsWith('.localhost');
}
