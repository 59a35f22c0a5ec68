/**
 * Whether a page may open a socket: ours under any address people reach it by, and those allowed.
 * Browsers send cookies along with a WebSocket from any site, so this is the only protection.
 */
export function mayConnect(
  headers: { origin?: string | undefined; host?: string | undefined },
  allowedOrigins: readonly string[],
): boolean {
  const { origin, host } = headers;
  if (origin === undefined || allowedOrigins.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
