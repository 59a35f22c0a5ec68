import { z } from 'zod';
import { PageQuery } from './paging.ts';
import { Time, UnchangedSince } from './times.ts';

export const taskStatuses = ['open', 'in_progress', 'completed', 'cancelled'] as const;
export const TaskStatus = z.enum(taskStatuses);
export type TaskStatus = z.infer<typeof TaskStatus>;

/** From least to most urgent. */
export const taskPriorities = ['low', 'normal', 'high', 'urgent'] as const;
export const TaskPriority = z.enum(taskPriorities);
export type TaskPriority = z.infer<typeof TaskPriority>;

export const Task = z.object({
  id: z.uuid(),
  contactId: z.uuid().nullable(),
  contactName: z.string().nullable(),
  title: z.string(),
  description: z.string(),
  status: TaskStatus,
  priority: TaskPriority,
  assigneeId: z.uuid().nullable(),
  assigneeName: z.string().nullable(),
  dueAt: z.iso.datetime().nullable(),
  /** Follows the status, whoever changes it. */
  completedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Task = z.infer<typeof Task>;

const title = z.string().trim().min(1).max(300);
const description = z.string().max(5_000);

export const TaskInput = z
  .object({
    title,
    description: description.default(''),
    contactId: z.uuid().nullable().default(null),
    status: TaskStatus.default('open'),
    priority: TaskPriority.default('normal'),
    assigneeId: z.uuid().nullable().default(null),
    dueAt: Time.nullable().default(null),
  })
  .meta({ examples: [{ title: 'Send the price list', dueAt: '2026-03-02T15:00:00Z' }] });
export type TaskInput = z.infer<typeof TaskInput>;

export const TaskChange = z
  .object({
    title,
    description,
    contactId: z.uuid().nullable(),
    status: TaskStatus,
    priority: TaskPriority,
    assigneeId: z.uuid().nullable(),
    dueAt: Time.nullable(),
    unchangedSince: UnchangedSince,
  })
  .partial()
  .meta({ examples: [{ status: 'completed' }] });
export type TaskChange = z.infer<typeof TaskChange>;

export const taskSorts = ['due', 'newest', 'priority'] as const;

export const TaskQuery = PageQuery.extend({
  q: z.string().max(200).optional().describe('In title, description and the contact’s name.'),
  status: z
    .union([TaskStatus, z.array(TaskStatus).max(taskStatuses.length)])
    .optional()
    .describe('One, or several: `status=open&status=in_progress`.'),
  priority: TaskPriority.optional(),
  assigneeId: z
    .union([z.uuid(), z.literal('none'), z.literal('me')])
    .optional()
    .describe('`me`: the member who asks; an API key is none.'),
  contactId: z.uuid().optional(),
  dueBefore: z.iso.datetime({ offset: true }).optional(),
  dueAfter: z.iso.datetime({ offset: true }).optional(),
  overdue: z
    .stringbool()
    .optional()
    .describe('Due before now and neither completed nor cancelled.'),
  sort: z
    .enum(taskSorts)
    .default('due')
    .describe('`due`: soonest first, without a date last; `priority`: urgent first, then by due.'),
});
export type TaskQuery = z.infer<typeof TaskQuery>;
