export type ModelErrorKind =
  | 'busy'
  | 'no_key'
  | 'bad_answer'
  | 'blocked'
  | 'network'
  | 'timeout'
  | 'refused_key'
  | 'unknown_model'
  | 'bad_request';

/** One failed try of a call. `message` never holds a key, a prompt or an answer. */
export type ModelFailure = { kind: ModelErrorKind; message: string };

/** Tokens as the provider counted them, failed tries included. */
export type ModelUsage = { inputTokens: number; outputTokens: number };

export const noUsage: ModelUsage = { inputTokens: 0, outputTokens: 0 };

/** A call that came to nothing, after every try it had. Safe to log. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly kind: ModelErrorKind;
  /** When asking again can help; null when nothing is known. */
  readonly retryAt: Date | null;
  readonly failures: readonly ModelFailure[];
  readonly usage: ModelUsage;

  constructor(
    failure: ModelFailure,
    rest: { retryAt?: Date | null; failures?: readonly ModelFailure[]; usage?: ModelUsage } = {},
  ) {
    super(failure.message);
    this.kind = failure.kind;
    this.retryAt = rest.retryAt ?? null;
    this.failures = rest.failures ?? [failure];
    this.usage = rest.usage ?? noUsage;
  }
}
