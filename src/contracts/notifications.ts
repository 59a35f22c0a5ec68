import { z } from 'zod';
import { PageQuery } from './paging.ts';

/** What one member is told; nobody else sees it. */
export const Notification = z.object({
  id: z.uuid(),
  memberId: z.uuid(),
  /** 'automation', 'automation_paused', 'run_failed', 'task_assigned', 'job_assigned' … */
  kind: z.string(),
  title: z.string(),
  text: z.string(),
  /** A path of the web app. */
  link: z.string().nullable(),
  contactId: z.uuid().nullable(),
  readAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type Notification = z.infer<typeof Notification>;

export const NotificationQuery = PageQuery.extend({
  unread: z.stringbool().optional().describe('`true`: only those not read yet.'),
});
export type NotificationQuery = z.infer<typeof NotificationQuery>;

export const ReadInput = z
  .object({
    ids: z.array(z.uuid()).min(1).max(500).optional().describe('All of them when left out.'),
  })
  .meta({ examples: [{ ids: ['01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a11'] }] });
export type ReadInput = z.infer<typeof ReadInput>;

export const NotificationCount = z.object({ unread: z.int() });
