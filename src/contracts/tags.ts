import { z } from 'zod';
import { PageQuery } from './paging.ts';
import { stageColors } from './pipelines.ts';
import { RunAutomations } from './run-automations.ts';

export const TagName = z.string().trim().min(1).max(50);
/** Tags of one contact; the database refuses more than 50. */
export const TagNames = z
  .array(TagName)
  .max(50)
  .meta({ examples: [['vip']] });

export const Tag = z.object({
  id: z.uuid(),
  name: z.string(),
  /** A Mantine colour name. */
  colour: z.string(),
  contactCount: z.int(),
  createdAt: z.iso.datetime(),
});
export type Tag = z.infer<typeof Tag>;

export const TagQuery = PageQuery.extend({
  q: z.string().max(50).optional().describe('In the name.'),
  // Most workspaces have fewer, so that one request has them all.
  limit: PageQuery.shape.limit.unwrap().default(200),
});
export type TagQuery = z.infer<typeof TagQuery>;

const colour = z.enum(stageColors);

export const TagInput = z
  .object({ name: TagName, colour: colour.default('gray') })
  .meta({ examples: [{ name: 'vip', colour: 'grape' }] });
export type TagInput = z.infer<typeof TagInput>;

export const TagChange = z
  .object({
    /** Another name is put on every contact that has this tag. */
    name: TagName.optional(),
    colour: colour.optional(),
    runAutomations: RunAutomations.default('no'),
  })
  .meta({ examples: [{ name: 'regular', colour: 'teal' }] });
export type TagChange = z.infer<typeof TagChange>;

export const TagRemoval = z.object({ runAutomations: RunAutomations.default('no') });

export const BulkTagInput = z
  .object({
    contactIds: z.array(z.uuid()).min(1).max(500),
    add: TagNames.default([]),
    remove: TagNames.default([]),
    runAutomations: RunAutomations.default('yes'),
  })
  .meta({
    examples: [{ contactIds: ['01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a11'], add: ['vip'] }],
  });
export type BulkTagInput = z.infer<typeof BulkTagInput>;

/** How many contacts have other tags now. */
export const BulkTagResult = z.object({ changed: z.int() });
