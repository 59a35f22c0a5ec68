import { z } from 'zod';
import { PageQuery } from './paging.ts';

/** Where in the posted body a contact's fields stand: `customer.email`, `items[0].phone`. */
const Path = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .describe('Names and list places with dots: customer.emails.0, or customer.emails[0].');

/** Which values of a body make or find the contact. */
export const HookMap = z.object({
  email: Path.optional(),
  phone: Path.optional(),
  firstName: Path.optional(),
  lastName: Path.optional(),
});
export type HookMap = z.infer<typeof HookMap>;

/** `trigger.params` of an automation that starts from an incoming webhook. */
export const HookParams = z.object({
  /** True: what is posted must be signed with the hook's secret (Standard Webhooks). */
  requireSignature: z.boolean().default(false),
  map: HookMap.default({}),
});
export type HookParams = z.infer<typeof HookParams>;

/** The address and secret of an automation's incoming webhook. */
export const Hook = z.object({
  url: z.string(),
  secret: z.string().describe('whsec_… in base64, for senders that sign (Standard Webhooks).'),
  lastCallAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type Hook = z.infer<typeof Hook>;

/** Answer to a posted webhook: the same id again when it was sent again with the same key. */
export const HookAccepted = z.object({ id: z.uuid() });
export type HookAccepted = z.infer<typeof HookAccepted>;

export const HookCall = z.object({
  id: z.uuid(),
  contactId: z.uuid().nullable(),
  /** What was posted; forms as an object of their fields. */
  body: z.unknown(),
  createdAt: z.iso.datetime(),
});
export type HookCall = z.infer<typeof HookCall>;

export const HookCallQuery = PageQuery;
