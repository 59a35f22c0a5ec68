/**
 * The least id of a moment: UUIDv7 begins with 48 bits of milliseconds (RFC 9562), so rows with such
 * ids are found by their time in the index of their primary key.
 */
export function leastId(time: Date): string {
  const milliseconds = Math.max(0, time.getTime()).toString(16).padStart(12, '0');
  return `${milliseconds.slice(0, 8)}-${milliseconds.slice(8)}-0000-0000-000000000000`;
}
