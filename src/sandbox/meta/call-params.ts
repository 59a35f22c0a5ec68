import type { FastifyRequest } from 'fastify';

/**
 * Query and body of a call as one set of texts; JSON values that are not texts are written as JSON,
 * which is also how forms carry them. The body wins.
 */
export function callParams(request: FastifyRequest): Record<string, string> {
  const params: Record<string, string> = {};
  for (const source of [request.query, request.body]) {
    if (typeof source !== 'object' || source === null) continue;
    for (const [name, value] of Object.entries(source)) {
      const last: unknown = Array.isArray(value) && source === request.query ? value.at(-1) : value;
      params[name] = typeof last === 'string' ? last : JSON.stringify(last);
    }
  }
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) params['access_token'] ??= bearer;
  return params;
}
