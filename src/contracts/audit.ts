import { z } from 'zod';
import { PageQuery } from './paging.ts';

export const AuditEntry = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  /** For instance 'contact.updated'. */
  action: z.string(),
  subjectType: z.string(),
  subjectId: z.uuid(),
  contactId: z.uuid().nullable(),
  /** Field → [old, new]. */
  changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])),
  actor: z.string(),
  actorName: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const AuditQuery = PageQuery.extend({
  subjectId: z.uuid().optional(),
  subjectType: z.string().max(40).optional(),
  contactId: z.uuid().optional(),
  actor: z.string().max(80).optional(),
});
