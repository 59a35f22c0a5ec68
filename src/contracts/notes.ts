import { z } from 'zod';

export const Note = z.object({
  id: z.uuid(),
  contactId: z.uuid(),
  text: z.string(),
  /** 'member:<id>', 'key:<id>', 'run:<id>' … */
  author: z.string(),
  authorName: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Note = z.infer<typeof Note>;

export const NoteInput = z
  .object({ text: z.string().trim().min(1).max(10_000) })
  .meta({ examples: [{ text: 'Prefers to be called after five.' }] });
export type NoteInput = z.infer<typeof NoteInput>;
