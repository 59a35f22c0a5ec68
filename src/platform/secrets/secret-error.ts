/** A secret could not be opened. The message never holds what was in it. */
export class SecretError extends Error {
  override readonly name = 'SecretError';
}
