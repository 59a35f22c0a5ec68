import { z } from 'zod';

function isRegularExpression(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}

const FaultMatch = z.strictObject({
  /** Regular expression on the path after the version, e.g. `/conversations$`. */
  path: z.string().refine(isRegularExpression, 'not a regular expression').optional(),
  method: z.enum(['GET', 'POST', 'DELETE']).optional(),
  pageId: z.string().optional(),
  conversationId: z.string().optional(),
});

const Counted = { skip: z.int().min(0).default(0), times: z.int().min(1).nullable().default(null) };

const ErrorFault = z.strictObject({
  match: FaultMatch.default({}),
  code: z.int(),
  subcode: z.int().optional(),
  status: z.int().min(200).max(599).optional(),
  message: z.string().optional(),
  isTransient: z.boolean().optional(),
  /** Minutes until access is back, shown in the usage header. */
  regainMinutes: z.int().min(0).optional(),
  ...Counted,
});

const ResetFault = z.strictObject({
  match: FaultMatch.default({}),
  reset: z.enum(['before', 'after']),
  ...Counted,
});

export const Fault = z.union([ErrorFault, ResetFault]);
export type Fault = z.infer<typeof Fault>;

const RateLimitKnob = z.strictObject({
  perSecond: z.number().min(0).default(2),
  burst: z.int().min(1).default(2),
  code: z.union([z.literal(613), z.literal(80006)]).default(613),
  regainMinutes: z.int().min(0).default(0),
});

const WebhookKnobs = z.strictObject({
  windowMs: z.int().min(0).default(0),
  reorder: z.boolean().default(false),
  batch: z.boolean().default(false),
  perEntry: z.int().min(1).default(1),
  duplicates: z.int().min(0).default(0),
  wrongSignatures: z.int().min(0).default(0),
  attempts: z.int().min(1).default(3),
  retryMs: z.int().min(0).default(200),
  standby: z.boolean().default(false),
  editQuirk: z.boolean().default(false),
  deliveries: z.boolean().default(true),
  deliveryMids: z.boolean().default(true),
  echoFirst: z.boolean().default(false),
  timeoutMs: z.int().min(1).default(5_000),
});

export const MetaKnobs = z.strictObject({
  rateLimit: RateLimitKnob.prefault({}),
  hourlyAllowance: z.int().min(1).nullable().default(null),
  usagePercent: z.int().min(0).nullable().default(null),
  usageHeaders: z.boolean().default(true),
  requireProof: z.boolean().default(false),
  horizon: z.int().min(0).default(20),
  maxPageSize: z.int().min(1).default(100),
  maxNestedItems: z.int().min(1).nullable().default(null),
  emptyPages: z.int().min(0).default(0),
  profiles: z.boolean().default(false),
  humanAgent: z.boolean().default(false),
  wrongPageError: z.enum(['100/33', '190']).default('100/33'),
  pageTokenCalls: z.int().min(0).nullable().default(null),
  shuffleStatuses: z.boolean().default(false),
  localisedErrors: z.boolean().default(false),
  latencyMs: z.int().min(0).default(0),
  mediaExpired: z.boolean().default(false),
  numericIds: z.boolean().default(false),
  faults: z.array(Fault).default([]),
  webhooks: WebhookKnobs.prefault({}),
});
export type MetaKnobs = z.infer<typeof MetaKnobs>;
export type MetaKnobsPatch = z.input<typeof MetaKnobs>;

/**
 * The knobs with a patch applied; inner objects (`rateLimit`, `webhooks`) are merged, lists replaced.
 * Throws a ZodError that names the knob when the patch is wrong.
 */
export function patchedKnobs(current: MetaKnobs, patch: MetaKnobsPatch): MetaKnobs {
  return MetaKnobs.parse({
    ...current,
    ...patch,
    rateLimit: { ...current.rateLimit, ...patch.rateLimit },
    webhooks: { ...current.webhooks, ...patch.webhooks },
  });
}
