import { z } from 'zod';

/** Query of every list. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Items a page.'),
  cursor: z.string().max(500).optional().describe('`nextCursor` of the page before.'),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** Answer of every list. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
