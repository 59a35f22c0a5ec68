import { randomInt } from 'node:crypto';

/** Asks the callback to prove itself, as Meta does. Null when it did, else what went wrong. */
export async function verifyCallback(
  callbackUrl: string,
  verifyToken: string,
): Promise<string | null> {
  const challenge = String(randomInt(1_000_000_000, 2_000_000_000));
  try {
    const address = new URL(callbackUrl);
    address.searchParams.set('hub.mode', 'subscribe');
    address.searchParams.set('hub.challenge', challenge);
    address.searchParams.set('hub.verify_token', verifyToken);
    const answer = await fetch(address, { signal: AbortSignal.timeout(5_000) });
    const body = await answer.text();
    if (answer.status !== 200) return `HTTP Status Code = ${answer.status}`;
    return body === challenge ? null : 'the response does not match the challenge';
  } catch (error) {
    return error instanceof Error ? error.message : 'the callback cannot be reached';
  }
}
