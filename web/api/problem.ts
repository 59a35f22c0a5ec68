import type { ProblemDetails } from '../../src/contracts/problem.ts';

export type FieldError = { field: string; message: string };

/**
 * What went wrong with a call, in words for people. `status` 0 means that no answer came.
 * `errors` names the refused fields, such as `body.stages[2].name`.
 */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly FieldError[];
  /** Id of the request, to be found in the server's log. */
  readonly requestId: string | null;

  constructor(init: {
    status: number;
    code: string;
    message: string;
    errors?: readonly FieldError[];
    requestId?: string;
  }) {
    super(init.message);
    this.name = 'ApiProblem';
    this.status = init.status;
    this.code = init.code;
    this.errors = init.errors ?? [];
    this.requestId = init.requestId ?? null;
  }
}

export const noAnswer = () =>
  new ApiProblem({
    status: 0,
    code: 'no_answer',
    message: 'The server did not answer. Check your connection and try again.',
  });

/** Reads problem details, better-auth's `{code, message}`, or whatever else the answer holds. */
export function problemOf(status: number, body: unknown): ApiProblem {
  const details = (typeof body === 'object' && body !== null ? body : {}) as Partial<
    ProblemDetails & { message: string }
  >;
  return new ApiProblem({
    status,
    code: details.code ?? `http_${status}`,
    message: details.detail ?? details.message ?? `The server answered with status ${status}.`,
    ...(details.errors ? { errors: details.errors } : {}),
    ...(details.instance ? { requestId: details.instance } : {}),
  });
}

/** What to say of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
