import { z } from 'zod';
import { webhookMethods, webhookRetries } from '../../../contracts/deliveries.ts';
import type { ActionContext, ActionPlan } from '../../model/action-types.ts';
import type { Json, JsonObject } from '../../model/types.ts';
import { longText, optional, yesNo } from '../action-inputs.ts';
import { raised } from '../action-keys.ts';
import { failed } from '../action-plans.ts';
import { action } from '../define.ts';
import { sampleIds } from '../samples.ts';
import { webhookBody, webhookSubjects } from '../webhook-body.ts';

/** Characters of what is sent. */
const bodyLimit = 256 * 1024;

const Input = z.strictObject({
  method: z.enum(webhookMethods).default('POST'),
  url: z
    .string()
    .trim()
    .max(2_000)
    .refine((url) => /^https?:\/\//i.test(url) && URL.canParse(url), {
      error: 'must be an address that begins with https:// or http://',
    }),
  headers: optional(z.record(z.string().max(200), longText(4_000))).refine(
    (headers) => Object.keys(headers ?? {}).length <= 30,
    'must not be more than 30',
  ),
  body: optional(z.json()),
  retry: optional(z.enum(webhookRetries)),
  waitForAnswer: yesNo(true),
});

export const callWebhook = action({
  id: 'call_webhook',
  title: 'Call a webhook',
  group: 'Integrations',
  summary: 'Sends a signed HTTP request and gives the answer to later steps.',
  permission: 'admin',
  sends: false,
  needs: [],
  touches: [],
  reads: webhookSubjects,
  form: [
    {
      name: 'method',
      label: 'Method',
      control: 'select',
      required: false,
      options: webhookMethods.map((method) => ({ value: method, label: method })),
      default: 'POST',
    },
    {
      name: 'url',
      label: 'Address',
      control: 'template',
      required: true,
      placeholder: 'https://example.com/hook',
    },
    { name: 'headers', label: 'Headers', control: 'key_values', required: false },
    {
      name: 'body',
      label: 'Body',
      control: 'json',
      required: false,
      help: 'JSON, or text sent as it is. Left empty: the contact and what happened; GET and DELETE send nothing.',
    },
    {
      name: 'retry',
      label: 'Tries',
      control: 'select',
      required: false,
      options: [
        { value: 'short', label: '3 within a minute' },
        { value: 'full', label: '8 within 18 hours' },
      ],
      help: 'Left empty: short when the run waits for the answer, else full.',
    },
    {
      name: 'waitForAnswer',
      label: 'Wait for the answer',
      control: 'boolean',
      required: false,
      help: 'Later steps read {{ steps.<id>.status }} and {{ steps.<id>.body }}.',
      default: true,
    },
  ],
  input: Input,
  sampleInput: {
    method: 'POST',
    url: 'https://example.com/hooks/{{ contact.id }}',
    headers: { 'x-source': 'switchyard' },
    body: { name: '{{ contact.name | default: "" }}', score: '{{ contact.score | default: 0 }}' },
  },
  sampleOutput: {
    deliveryId: sampleIds.message,
    url: 'https://example.com/hooks/1',
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: { ok: true },
  },
  raises: () => [
    ...raised('delivery.created', { channel: 'webhook' }),
    ...raised('delivery.updated', { status: null }),
  ],
  plan: planCall,
});

function planCall(input: z.output<typeof Input>, context: ActionContext): ActionPlan {
  const { method, url, headers = {}, waitForAnswer } = input;
  const body = bodyOf(input, context);
  if (body !== null && body.length > bodyLimit) {
    return failed('invalid_input', `body: must not be longer than ${bodyLimit} characters`);
  }
  const id = context.newId();
  const retry = input.retry ?? (waitForAnswer ? 'short' : 'full');
  const payload: JsonObject = { method, url, headers, retry, ...(body !== null && { body }) };
  return {
    ok: true,
    effects: [
      {
        kind: 'create_delivery',
        id,
        channel: 'webhook',
        contactId: context.contactId,
        recipient: withoutSecrets(url),
        payload,
      },
    ],
    output: { deliveryId: id, url: withoutSecrets(url) },
    ...(waitForAnswer && { waitFor: 'delivery' as const }),
  };
}

function bodyOf(input: z.output<typeof Input>, context: ActionContext): string | null {
  const given: Json | undefined = input.body;
  if (typeof given === 'string') return given;
  if (given !== undefined) return JSON.stringify(given);
  const bare = input.method === 'GET' || input.method === 'DELETE';
  return bare ? null : JSON.stringify(webhookBody(context), null, 2);
}

/** As people read it: keys and passwords often stand in the query or before the host. */
function withoutSecrets(address: string): string {
  const { origin, pathname } = new URL(address);
  return origin + pathname;
}
