import { z } from 'zod';
import { presentRequest } from '../../features/deliveries/index.ts';
import { hidden } from '../../platform/outgoing/secret-names.rules.ts';
import { changeSecrets } from '../../platform/outgoing/secret-values.rules.ts';
import type { StepLog } from '../model/run-types.ts';
import type { Json } from '../model/types.ts';

const Request = z.looseObject({
  url: z.string(),
  headers: z.record(z.string(), z.string()).optional(),
});

/** The input of a step as the log keeps it: secrets are hidden, of a webhook the whole query. */
export function shownInput({ action, input }: Pick<StepLog, 'action' | 'input'>): Json | null {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  const shown = changeSecrets(input, '', () => hidden);
  const request = action === 'call_webhook' ? Request.safeParse(shown) : undefined;
  return request?.success ? z.json().parse(presentRequest(request.data)) : shown;
}
