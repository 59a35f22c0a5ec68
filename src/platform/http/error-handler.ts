import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { Logger } from '../logging/logger.ts';
import { toMissingReference } from './foreign-key.ts';
import { Problem, type ProblemCode } from './problem.ts';

const codeOfStatus: Record<number, ProblemCode> = {
  400: 'bad_request',
  401: 'not_signed_in',
  403: 'not_allowed',
  404: 'not_found',
  409: 'conflict',
  413: 'too_large',
  415: 'bad_request',
  429: 'too_many_requests',
};

/** Turns whatever was thrown into problem details; unknown errors tell the log all and the caller nothing. */
export function createErrorHandler(log: Logger) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    const problem = toProblem(error, request);
    if (problem.status >= 500) {
      log.error(
        {
          error: error.stack ?? String(error),
          requestId: request.id,
          route: request.routeOptions.url,
        },
        'request failed',
      );
    }
    void reply
      .code(problem.status)
      .type('application/problem+json')
      .send(JSON.stringify(problem.toDetails(request.id)));
  };
}

function toProblem(error: FastifyError, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error;
  if (hasZodFastifySchemaValidationErrors(error)) return fromValidation(error);
  const constraint = fromPostgres(error, request);
  if (constraint) return constraint;
  const code = error.statusCode ? codeOfStatus[error.statusCode] : undefined;
  if (code) return new Problem(code, error.message);
  return new Problem(
    'internal',
    'This is our mistake; the log has the details under this request id.',
  );
}

function fromValidation(error: FastifyError): Problem {
  const where = error.validationContext === 'querystring' ? 'query' : error.validationContext;
  const errors = (error.validation ?? []).map((issue) => ({
    field: [where, ...issue.instancePath.split('/').filter(Boolean)].join('.'),
    message: issue.message ?? 'is not valid',
  }));
  const first = errors[0];
  const text = first ? `${first.field}: ${first.message}` : 'The request has a wrong form.';
  return new Problem('invalid', text, errors);
}

/** Constraint violations that slipped past the checks (two callers at once) are clashes, not faults. */
function fromPostgres(error: Error, request: FastifyRequest): Problem | undefined {
  const code = 'code' in error ? error.code : undefined;
  if (code === '23505') return new Problem('conflict', 'Somebody has just created the same.');
  if (code === '23503') {
    const constraint = 'constraint' in error ? String(error.constraint) : '';
    return toMissingReference(constraint, request.body);
  }
  // A NUL: Postgres stores none, in text (22021) or JSON (22P05).
  if (code === '22021' || code === '22P05')
    return new Problem('invalid', 'A text has a character that cannot be stored (NUL).');
  if (code === '22P02' || code === '22003')
    return new Problem('invalid', 'A value is out of range.');
  return undefined;
}
