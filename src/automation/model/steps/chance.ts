import { hash } from 'node:crypto';

/** A number in [0, 1) that is always the same for a seed and even over seeds. */
export function chanceOf(seed: string): number {
  // 48 bits: what a double holds without rounding.
  return Number.parseInt(hash('sha1', seed, 'hex').slice(0, 12), 16) / 2 ** 48;
}

/**
 * UUIDs (version 7: the rows they name land at the end of their index) that come out the same
 * whenever they are made of the same seed and time.
 */
export function idsOf(seed: string, now: Date): () => string {
  const time = now.getTime().toString(16).padStart(12, '0').slice(-12);
  let made = 0;
  return () => {
    made += 1;
    const random = hash('sha1', `${seed}:${made}`, 'hex');
    const variant = (8 + (Number.parseInt(random.slice(3, 4), 16) % 4)).toString(16);
    return [
      time.slice(0, 8),
      time.slice(8),
      `7${random.slice(0, 3)}`,
      `${variant}${random.slice(4, 7)}`,
      random.slice(7, 19),
    ].join('-');
  };
}
