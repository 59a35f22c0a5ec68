import type { ProblemDetails } from '../../contracts/problem.ts';

const titles = {
  bad_request: [400, 'The request was not understood'],
  not_signed_in: [401, 'Sign in first'],
  not_allowed: [403, 'Your role does not allow this'],
  not_found: [404, 'Not found'],
  conflict: [409, 'This clashes with what is there'],
  too_large: [413, 'The request is too large'],
  invalid: [422, 'Some fields were refused'],
  too_many_requests: [429, 'Too many requests'],
  internal: [500, 'Something went wrong on our side'],
  provider_failed: [502, 'The provider refused or did not answer'],
  not_ready: [503, 'Not ready yet'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof titles;
export type FieldErrors = { field: string; message: string }[];

/** An answer other than success. `message` is for people: what happened and what to do. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly errors: FieldErrors | undefined;

  constructor(code: ProblemCode, message: string, errors?: FieldErrors, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.errors = errors;
  }

  get status(): number {
    return titles[this.code][0];
  }

  toDetails(requestId: string): ProblemDetails {
    const [status, title] = titles[this.code];
    return {
      type: `urn:switchyard:problem:${this.code}`,
      title,
      status,
      detail: this.message,
      code: this.code,
      instance: requestId,
      ...(this.errors ? { errors: this.errors } : {}),
    };
  }
}

/** The same for ids of another workspace and ids that never were: neither can be told apart. */
export function notFound(what: string): Problem {
  return new Problem('not_found', `There is no such ${what} in this workspace.`);
}

/** One field was refused by a rule that a schema cannot say. */
export function invalidField(field: string, message: string): Problem {
  return new Problem('invalid', message, [{ field, message }]);
}
