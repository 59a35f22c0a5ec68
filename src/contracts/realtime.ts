import { z } from 'zod';

/**
 * One committed change. `changes` maps API field names to [old, new]; for `*.created` old is null,
 * for `*.deleted` new is null. Apply one only when its `id` is above the last one applied to the
 * same subject: ids order the changes of one row.
 */
export const Delta = z.object({
  id: z.int(),
  type: z.string().describe("For instance 'contact.updated', 'message.created', 'sync.updated'."),
  subjectId: z.uuid(),
  contactId: z.uuid().nullable(),
  changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])),
  actor: z.string(),
  at: z.iso.datetime(),
});
export type Delta = z.infer<typeof Delta>;

/**
 * Server → client event `deltas`. All with a transaction id below the cursor's have been sent.
 * A client keeps `cursor` for its next `subscribe` and the ids it has applied, so that each
 * delta is applied once although a cursor may repeat some.
 */
export const DeltaBatch = z.object({ cursor: z.string(), deltas: z.array(Delta) });
export type DeltaBatch = z.infer<typeof DeltaBatch>;

/** Client → server event `subscribe`, answered by a SubscribeReply. */
export const Subscribe = z.object({
  room: z.union([
    z.literal('workspace'),
    z.templateLiteral(['pipeline:', z.string()]),
    z.templateLiteral(['contact:', z.string()]),
  ]),
  /** From a board answer or an earlier batch; without it only later changes come. */
  cursor: z.string().optional(),
});
export type Subscribe = z.infer<typeof Subscribe>;

export const SubscribeReply = z.union([
  z.object({ ok: z.literal(true), cursor: z.string(), missed: z.array(Delta) }),
  /** `reload`: the cursor is too old or of another epoch; fetch the screen's data again. */
  z.object({
    ok: z.literal(false),
    reason: z.enum(['reload', 'forbidden', 'not_found', 'invalid']),
  }),
]);
export type SubscribeReply = z.infer<typeof SubscribeReply>;
