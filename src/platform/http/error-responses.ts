import { ProblemDetails } from '../../contracts/problem.ts';

/** Response schemas for the statuses with which a route may refuse: problem details each. */
export function errorResponses<const S extends number>(
  ...statuses: S[]
): Record<S, typeof ProblemDetails> {
  const responses = statuses.map((status) => [status, ProblemDetails]);
  return Object.fromEntries(responses) as Record<S, typeof ProblemDetails>;
}
