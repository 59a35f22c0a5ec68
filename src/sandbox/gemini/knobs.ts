import { z } from 'zod';

const geminiModes = [
  'normal',
  'quota-minute',
  'quota-day',
  'overloaded',
  'bad-key',
  'forbidden',
  'unknown-model',
  'internal',
  'max-tokens',
  'prompt-blocked',
  'safety',
  'empty',
  'invalid-json',
  'schema-violation',
  'obedient',
  'reset',
] as const;
export type GeminiMode = (typeof geminiModes)[number];

const behaviour = {
  mode: z.enum(geminiModes),
  /** So many calls in that mode, then normal; null = all. */
  times: z.int().min(0).nullable(),
  latencyMs: z.int().min(0),
  requestsPerMinute: z.int().min(0).nullable(),
  requestsPerDay: z.int().min(0).nullable(),
};

const KeyBehaviour = z.strictObject(behaviour).partial();

export const GeminiKnobs = z.strictObject({
  mode: behaviour.mode.default('normal'),
  times: behaviour.times.default(null),
  latencyMs: behaviour.latencyMs.default(0),
  requestsPerMinute: behaviour.requestsPerMinute.default(null),
  requestsPerDay: behaviour.requestsPerDay.default(null),
  /** Keys that are accepted; null = any. */
  validKeys: z.array(z.string()).nullable().default(null),
  /** Models that exist; null = every name that begins with `gemini-`. */
  models: z.array(z.string()).nullable().default(null),
  retryDelaySeconds: z.number().min(0).default(47),
  /** What one key does differently. */
  keys: z.record(z.string(), KeyBehaviour).default({}),
});
export type GeminiKnobs = z.infer<typeof GeminiKnobs>;
export type GeminiKnobsPatch = z.input<typeof GeminiKnobs>;

/** The mode for this call; counts it down when `times` is set, the key's own before the common one. */
export function takeMode(knobs: GeminiKnobs, key: string): GeminiMode {
  const own = knobs.keys[key];
  const source = own?.mode === undefined ? knobs : own;
  if (source.times === null || source.times === undefined) return source.mode ?? 'normal';
  if (source.times === 0) return 'normal';
  source.times -= 1;
  return source.mode ?? 'normal';
}
