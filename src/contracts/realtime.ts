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
 * Server → client event `deltas`: at most one a moment, in order, for all rooms that were joined
 * before it. Without deltas it only brings a newer cursor. The cursor says exactly which changes
 * have been sent: a client keeps it for its next `subscribe` to any of these rooms.
 */
export const DeltaBatch = z.object({ cursor: z.string(), deltas: z.array(Delta) });
export type DeltaBatch = z.infer<typeof DeltaBatch>;

/** `member:<id>` is only for that member. */
export const Room = z.union([
  z.literal('workspace'),
  /** Tasks, appointments and jobs. */
  z.literal('work'),
  /** Automations, their folders, runs and deliveries. */
  z.literal('automations'),
  z.templateLiteral(['pipeline:', z.uuid()]),
  z.templateLiteral(['contact:', z.uuid()]),
  z.templateLiteral(['member:', z.uuid()]),
]);
export type Room = z.infer<typeof Room>;

/** Client → server event `subscribe`, answered by a SubscribeReply. */
export const Subscribe = z.object({
  room: Room,
  /** From a board answer or an earlier batch; without it only later changes come. */
  cursor: z.string().optional(),
});
export type Subscribe = z.infer<typeof Subscribe>;

/** Client → server event `unsubscribe`. */
export const Unsubscribe = z.object({ room: Room });
export type Unsubscribe = z.infer<typeof Unsubscribe>;

export const SubscribeReply = z.union([
  z.object({ ok: z.literal(true), cursor: z.string(), missed: z.array(Delta) }),
  /**
   * `reload`: the cursor is too old, too far behind or of another epoch; fetch the screen's data
   * again and subscribe with its cursor. `too_many`: leave a room first. `try_again`: the database
   * did not answer.
   */
  z.object({
    ok: z.literal(false),
    reason: z.enum(['reload', 'not_found', 'invalid', 'too_many', 'try_again']),
  }),
]);
export type SubscribeReply = z.infer<typeof SubscribeReply>;

/**
 * Server → client event `closing`, before the server ends a connection for good: the client signs
 * in again or asks its session before it connects anew. All other ends (also of clients that read
 * too slowly) are lost connections: connect again, subscribe with the cursor.
 */
export const Closing = z.object({ reason: z.enum(['not_allowed', 'too_many_messages']) });
export type Closing = z.infer<typeof Closing>;
