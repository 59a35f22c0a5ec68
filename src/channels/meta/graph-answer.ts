import { z } from 'zod';
import type { OutgoingError, OutgoingResponse } from '../../platform/outgoing/index.ts';
import { brokenAnswer, GraphError } from './graph-error.ts';
import { classifyGraphError } from './graph-errors.rules.ts';
import { scrub } from './scrub.rules.ts';
import { readUsage, type Usage } from './usage-headers.rules.ts';

export type GraphMethod = 'GET' | 'POST' | 'DELETE';

const Code = z.union([
  z.int(),
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
]);

const Envelope = z.object({
  error: z.object({
    code: Code,
    error_subcode: Code.nullable().catch(null),
    is_transient: z.boolean().catch(false),
    message: z.string().catch(''),
    fbtrace_id: z.string().nullable().catch(null),
  }),
});

/** An error in Graph's own form, before holds decide how long its wait really is. */
export class StatedError extends Error {
  readonly error: GraphError;
  readonly waitIsStated: boolean;
  constructor(error: GraphError, waitIsStated: boolean) {
    super(error.message);
    this.error = error;
    this.waitIsStated = waitIsStated;
  }
}

/**
 * The body of an answer.
 * @param secrets values to keep out of an error's message
 * @throws StatedError for Graph's own errors, whatever the HTTP status; GraphError for anything else
 */
export function readAnswer(
  answer: OutgoingResponse,
  method: GraphMethod,
  secrets: readonly unknown[],
): unknown {
  const body = readJson(answer);
  const envelope = Envelope.safeParse(body);
  if (envelope.success) {
    throw statedError(envelope.data.error, readUsage(answer.headers), secrets);
  }
  if (body !== undefined && answer.status < 400) return body;
  throw brokenAnswer(`Graph gave no readable answer (HTTP ${answer.status}).`, {
    outcomeUnknown: method !== 'GET',
  });
}

function readJson(answer: OutgoingResponse): unknown {
  try {
    return answer.json();
  } catch {
    return undefined;
  }
}

function statedError(
  found: z.infer<typeof Envelope>['error'],
  usage: Usage,
  secrets: readonly unknown[],
): StatedError {
  const { code, error_subcode: subcode, is_transient: isTransient } = found;
  const { waitIsStated, ...rules } = classifyGraphError({ code, subcode, isTransient }, usage);
  const name = subcode === null ? `${code}` : `${code}/${subcode}`;
  const error = new GraphError({
    ...rules,
    code,
    subcode,
    outcomeUnknown: false,
    fbtraceId: found.fbtrace_id,
    message: `Graph error ${name}: ${scrub(found.message, secrets)}`,
  });
  return new StatedError(error, waitIsStated);
}

/** What a request without an answer means for Graph. */
export function fromOutgoing(error: OutgoingError, method: GraphMethod): GraphError {
  const isConfig = ['forbidden_address', 'invalid_url', 'redirect'].includes(error.kind);
  return brokenAnswer(error.message, {
    ...(isConfig ? { kind: 'config', waitMs: 0 } : {}),
    mayBeTooMuch: error.kind === 'too_large' || error.kind === 'timeout',
    outcomeUnknown: method !== 'GET' && error.sentBytes,
  });
}

/** @throws GraphError `retry` when the body has another form */
export function readShape<T>(shape: z.ZodType<T>, body: unknown, method: GraphMethod): T {
  const read = shape.safeParse(body);
  if (read.success) return read.data;
  const path = read.error.issues[0]?.path.join('.') ?? '';
  throw brokenAnswer(`Graph's answer has an unexpected form at "${path}".`, {
    outcomeUnknown: method !== 'GET',
  });
}
