import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem, type ProblemCode } from '../../platform/http/problem.ts';
import { type BetterAuth, clientAddressHeader } from './better-auth.ts';

const codeOfStatus: Record<number, ProblemCode> = {
  400: 'bad_request',
  401: 'not_signed_in',
  403: 'not_allowed',
  404: 'not_found',
  409: 'conflict',
  422: 'invalid',
  429: 'too_many_requests',
};

/** Words for people where better-auth's own are for programmers. */
const messages: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: 'The e-mail address or the password is wrong.',
  INVALID_PASSWORD: 'The current password is wrong.',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'There is an account with this e-mail address: sign in.',
  INVALID_ORIGIN: 'A page of another site may not sign in here.',
  MISSING_OR_NULL_ORIGIN: 'The request must say which page it comes from (header Origin).',
};

/**
 * Gives a request to better-auth, passes its cookies on and returns its JSON answer.
 *
 * @throws Problem for every answer that is no success
 */
export async function forward(
  auth: BetterAuth,
  request: FastifyRequest,
  reply: FastifyReply,
  sent: unknown = request.body ?? {},
): Promise<unknown> {
  const response = await auth.handler(toWebRequest(request, sent));
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie);
  const text = await response.text();
  const body: unknown = text === '' ? null : JSON.parse(text);
  if (!response.ok) throw toProblem(response.status, body);
  return body;
}

function toWebRequest(request: FastifyRequest, body: unknown): Request {
  const headers = new Headers();
  for (const name of ['cookie', 'origin', 'referer', 'user-agent'] as const) {
    const value = request.headers[name];
    if (value !== undefined) headers.set(name, value);
  }
  for (const name of ['sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest']) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  headers.set('content-type', 'application/json');
  headers.set(clientAddressHeader, request.ip);
  return new Request(`${request.protocol}://${request.host}${request.url}`, {
    method: request.method,
    headers,
    body: JSON.stringify(body),
  });
}

function toProblem(status: number, body: unknown): Problem {
  const code = textOf(body, 'code');
  const message = messages[code] ?? (textOf(body, 'message') || 'The request was refused.');
  if (code.startsWith('USER_ALREADY_EXISTS')) {
    return new Problem('conflict', message, [{ field: 'body.email', message }]);
  }
  return new Problem(codeOfStatus[status] ?? 'internal', message);
}

function textOf(body: unknown, field: string): string {
  if (typeof body !== 'object' || body === null) return '';
  const value: unknown = Reflect.get(body, field);
  return typeof value === 'string' ? value : '';
}
