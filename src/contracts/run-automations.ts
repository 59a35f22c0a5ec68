import { z } from 'zod';

/** What a change of many rows asks of automations: run them, do not, or run them after everything else. */
export const RunAutomations = z.enum(['yes', 'no', 'slowly']);
export type RunAutomations = z.infer<typeof RunAutomations>;
