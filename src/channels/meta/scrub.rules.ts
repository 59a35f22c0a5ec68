const LONGEST_MESSAGE = 300;

/**
 * Takes tokens and secrets out of a provider's text: Graph quotes malformed tokens in its errors.
 * @param secrets values to remove wherever they stand; what is not text is ignored
 */
export function scrub(text: string, secrets: readonly unknown[]): string {
  const known = secrets.filter((secret) => typeof secret === 'string' && secret.length >= 8);
  return known
    .reduce<string>((left, secret) => left.replaceAll(String(secret), '[secret]'), text)
    .replace(/\b(access_token|client_secret|appsecret_proof|code)=[^&\s"']+/gi, '$1=[secret]')
    .replace(/\b(?:EAA|IGAA|IGQ)[A-Za-z0-9_-]{8,}/g, '[secret]')
    .slice(0, LONGEST_MESSAGE);
}
