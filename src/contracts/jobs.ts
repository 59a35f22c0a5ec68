import { z } from 'zod';
import { PageQuery } from './paging.ts';
import { Time, UnchangedSince } from './times.ts';

export const jobStatuses = [
  'new',
  'scheduled',
  'in_progress',
  'on_hold',
  'completed',
  'cancelled',
] as const;
export const JobStatus = z.enum(jobStatuses);
export type JobStatus = z.infer<typeof JobStatus>;

/** The contact for whom a job is done. */
export const JobClient = z.object({
  id: z.uuid(),
  firstName: z.string(),
  lastName: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
});
export type JobClient = z.infer<typeof JobClient>;

export const Job = z.object({
  id: z.uuid(),
  /** 1, 2, 3 … in each workspace. */
  number: z.int(),
  contactId: z.uuid(),
  client: JobClient,
  title: z.string(),
  description: z.string(),
  status: JobStatus,
  scheduledStart: z.iso.datetime().nullable(),
  scheduledEnd: z.iso.datetime().nullable(),
  address: z.string(),
  amount: z.number().nullable(),
  currency: z.string().nullable(),
  assigneeId: z.uuid().nullable(),
  assigneeName: z.string().nullable(),
  /** Follows the status, whoever changes it. */
  completedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Job = z.infer<typeof Job>;

const title = z.string().trim().min(1).max(300);
const description = z.string().max(10_000);
const address = z.string().max(1_000);
const amount = z.number().min(0).max(999_999_999_999).multipleOf(0.01).nullable();
const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be three capital letters such as EUR')
  .nullable();

export const JobInput = z
  .object({
    contactId: z.uuid().describe('The client.'),
    title,
    description: description.default(''),
    status: JobStatus.optional().describe('`scheduled` with a time, else `new`, when left out.'),
    scheduledStart: Time.nullable().default(null),
    scheduledEnd: Time.nullable().default(null),
    address: address.default(''),
    amount: amount.default(null),
    currency: currency.default(null),
    assigneeId: z.uuid().nullable().default(null),
  })
  .meta({
    examples: [
      {
        contactId: '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a11',
        title: 'Repair the boiler',
        scheduledStart: '2026-03-02T09:00:00Z',
        scheduledEnd: '2026-03-02T11:00:00Z',
        amount: 180,
        currency: 'EUR',
      },
    ],
  });
export type JobInput = z.infer<typeof JobInput>;

export const JobChange = z
  .object({
    contactId: z.uuid(),
    title,
    description,
    status: JobStatus,
    scheduledStart: Time.nullable(),
    scheduledEnd: Time.nullable(),
    address,
    amount,
    currency,
    assigneeId: z.uuid().nullable(),
    unchangedSince: UnchangedSince,
  })
  .partial()
  .meta({ examples: [{ status: 'completed' }] });
export type JobChange = z.infer<typeof JobChange>;

export const jobSorts = ['newest', 'start', 'number'] as const;

export const JobQuery = PageQuery.extend({
  q: z.string().max(200).optional().describe('In title, address, number and the client’s name.'),
  status: z
    .union([JobStatus, z.array(JobStatus).max(jobStatuses.length)])
    .optional()
    .describe('One, or several: `status=new&status=scheduled`.'),
  contactId: z.uuid().optional(),
  assigneeId: z
    .union([z.uuid(), z.literal('none'), z.literal('me')])
    .optional()
    .describe('`me`: the member who asks; an API key is none.'),
  from: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('Scheduled to start at this time or later.'),
  to: z.iso.datetime({ offset: true }).optional().describe('Scheduled to start before this time.'),
  sort: z
    .enum(jobSorts)
    .default('newest')
    .describe('`start`: soonest first, without a time last; `number`: lowest first.'),
});
export type JobQuery = z.infer<typeof JobQuery>;
