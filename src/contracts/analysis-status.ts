import { z } from 'zod';
import { AnalysisSource } from './analysis.ts';

/** One API key of the pool; the key itself is never shown. */
export const KeyState = z.object({
  /** Eight hex digits of the key's SHA-256: tells keys apart, not what they are. */
  id: z.string(),
  calls: z.int(),
  failures: z.int(),
  /** Left alone until then, as the provider asked. */
  restingUntil: z.iso.datetime().nullable(),
  /** Refused for good; change the settings to use it again. */
  disabledReason: z.string().nullable(),
});

/** Who reads conversations, and how it goes. */
export const AnalysisStatus = z.object({
  reader: AnalysisSource,
  model: z.string().nullable(),
  /** Conversations of this workspace that wait to be read. */
  pending: z.int(),
  keys: z.array(KeyState).describe('As this process sees them.'),
  today: z.object({
    readings: z.int(),
    modelCalls: z.int(),
    /** A model was configured and the local scorer had to answer. */
    fallbacks: z.int(),
    inputTokens: z.int(),
    outputTokens: z.int(),
  }),
  /** Model calls that this workspace may make a day; null means no limit. */
  callsPerDay: z.int().nullable(),
});
export type AnalysisStatus = z.infer<typeof AnalysisStatus>;
