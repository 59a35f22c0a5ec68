import { z } from 'zod';
import { presentRequest } from '../../features/deliveries/index.ts';
import type { Json, StepLog } from '../model/types.ts';

const Request = z.looseObject({
  url: z.string(),
  headers: z.record(z.string(), z.string()).optional(),
});

/** The input of a step as the log keeps it: a webhook's secrets are hidden. */
export function shownInput({ action, input }: Pick<StepLog, 'action' | 'input'>): Json | null {
  if (action !== 'call_webhook') return input;
  const request = Request.safeParse(input);
  return request.success ? z.json().parse(presentRequest(request.data)) : input;
}
