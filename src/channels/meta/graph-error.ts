import type { GraphErrorKind, WaitScope } from './graph-errors.rules.ts';

export type GraphErrorDetails = {
  /** Null when Graph gave no error envelope (broken connection, HTML page …). */
  code: number | null;
  subcode: number | null;
  kind: GraphErrorKind;
  scope: WaitScope | null;
  /** How long to leave it alone, in ms; 0 for kinds that waiting does not mend. */
  waitMs: number;
  /** A smaller page may help. */
  mayBeTooMuch: boolean;
  /** True when a write may have taken effect although no answer came; never blindly repeat it. */
  outcomeUnknown: boolean;
  advice: string | null;
  fbtraceId: string | null;
  message: string;
};

/** A call that Graph refused or did not answer. Its message holds no token or secret. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
  readonly code: number | null;
  readonly subcode: number | null;
  readonly kind: GraphErrorKind;
  readonly scope: WaitScope | null;
  readonly waitMs: number;
  readonly mayBeTooMuch: boolean;
  readonly outcomeUnknown: boolean;
  readonly advice: string | null;
  readonly fbtraceId: string | null;

  constructor(details: GraphErrorDetails) {
    super(details.message);
    this.code = details.code;
    this.subcode = details.subcode;
    this.kind = details.kind;
    this.scope = details.scope;
    this.waitMs = details.waitMs;
    this.mayBeTooMuch = details.mayBeTooMuch;
    this.outcomeUnknown = details.outcomeUnknown;
    this.advice = details.advice;
    this.fbtraceId = details.fbtraceId;
  }

  /** The same error with another wait, for callers held back by it. */
  withWait(waitMs: number): GraphError {
    return new GraphError({ ...this, message: this.message, waitMs, outcomeUnknown: false });
  }
}

/** An error without envelope: the connection, or an answer that is not Graph's. */
export function brokenAnswer(
  message: string,
  details: Partial<Omit<GraphErrorDetails, 'message'>> = {},
): GraphError {
  return new GraphError({
    code: null,
    subcode: null,
    kind: 'retry',
    scope: null,
    waitMs: 1_000,
    mayBeTooMuch: false,
    outcomeUnknown: false,
    advice: null,
    fbtraceId: null,
    ...details,
    message,
  });
}
