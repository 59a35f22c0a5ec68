/**
 * Whether a request with this Origin header may use its cookies. A browser's own page on the same
 * host may, so that an instance works under every address people reach it by.
 */
export function isTrustedOrigin(
  origin: string | undefined,
  host: string | undefined,
  trusted: readonly string[],
): boolean {
  if (origin === undefined || trusted.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
