export type OutgoingErrorKind =
  | 'forbidden_address'
  | 'timeout'
  | 'too_large'
  | 'connect'
  | 'reset'
  | 'redirect'
  | 'invalid_url';

/**
 * Why a request got no usable answer. The message names the origin only: paths and query strings
 * of webhooks carry secrets.
 */
export class OutgoingError extends Error {
  override readonly name = 'OutgoingError';
  readonly kind: OutgoingErrorKind;
  /** True when the server may have received the request; then a send must not be blindly repeated. */
  readonly sentBytes: boolean;

  constructor(kind: OutgoingErrorKind, message: string, sentBytes: boolean) {
    super(message);
    this.kind = kind;
    this.sentBytes = sentBytes;
  }
}
