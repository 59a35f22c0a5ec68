import { z } from 'zod';
import { ContactCard, ContactFilter } from './contacts.ts';
import { Pipeline } from './pipelines.ts';

export const BoardQuery = ContactFilter.omit({ pipelineId: true, stageId: true }).extend({
  /** Cards a column in the first answer; more come from GET …/board/cards. */
  cards: z.coerce.number().int().min(1).max(200).default(50),
});
export type BoardQuery = z.infer<typeof BoardQuery>;

export const BoardColumn = z.object({
  /** Null is "incoming": contacts without a pipeline, or of this pipeline without a stage. */
  stageId: z.uuid().nullable(),
  count: z.int(),
  /** Sum of deal amounts, one entry a currency (null when none was said). */
  totals: z.array(z.object({ currency: z.string().nullable(), amount: z.number() })),
  cards: z.array(ContactCard),
  nextCursor: z.string().nullable(),
});
export type BoardColumn = z.infer<typeof BoardColumn>;

export const Board = z.object({
  pipeline: Pipeline,
  columns: z.array(BoardColumn),
  /** Where the socket goes on from: deltas after this answer. */
  cursor: z.string(),
});
export type Board = z.infer<typeof Board>;

export const BoardCardsQuery = BoardQuery.omit({ cards: true }).extend({
  stageId: z.union([z.uuid(), z.literal('none')]),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type BoardCardsQuery = z.infer<typeof BoardCardsQuery>;
