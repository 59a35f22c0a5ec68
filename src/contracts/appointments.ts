import { z } from 'zod';
import { PageQuery } from './paging.ts';
import { TimeZone } from './time-zones.ts';
import { Time, UnchangedSince } from './times.ts';

export const appointmentStatuses = [
  'scheduled',
  'confirmed',
  'completed',
  'cancelled',
  'no_show',
] as const;
export const AppointmentStatus = z.enum(appointmentStatuses);
export type AppointmentStatus = z.infer<typeof AppointmentStatus>;

export const Appointment = z.object({
  id: z.uuid(),
  contactId: z.uuid(),
  contactName: z.string(),
  title: z.string(),
  status: AppointmentStatus,
  startsAt: z.iso.datetime(),
  durationMinutes: z.int(),
  endsAt: z.iso.datetime(),
  /** Of the place where it happens: what people read on the clock there. */
  timeZone: z.string(),
  location: z.string(),
  notes: z.string(),
  assigneeId: z.uuid().nullable(),
  assigneeName: z.string().nullable(),
  /** How often it was given another time. */
  reschedules: z.int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Appointment = z.infer<typeof Appointment>;

const title = z.string().trim().min(1).max(300);
/** At most two weeks. */
const durationMinutes = z.int().min(1).max(20_160);
const location = z.string().max(1_000);
const notes = z.string().max(10_000);

export const AppointmentInput = z
  .object({
    contactId: z.uuid(),
    title,
    status: AppointmentStatus.default('scheduled'),
    startsAt: Time,
    durationMinutes: durationMinutes.default(60),
    timeZone: TimeZone.optional().describe("The workspace's when left out."),
    location: location.default(''),
    notes: notes.default(''),
    assigneeId: z.uuid().nullable().default(null),
  })
  .meta({
    examples: [
      {
        contactId: '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a11',
        title: 'Viewing of the flat',
        startsAt: '2026-03-02T15:00:00Z',
        durationMinutes: 45,
        timeZone: 'Europe/Lisbon',
      },
    ],
  });
export type AppointmentInput = z.infer<typeof AppointmentInput>;

export const AppointmentChange = z
  .object({
    contactId: z.uuid(),
    title,
    status: AppointmentStatus,
    startsAt: Time,
    durationMinutes,
    timeZone: TimeZone,
    location,
    notes,
    assigneeId: z.uuid().nullable(),
    unchangedSince: UnchangedSince,
  })
  .partial()
  .meta({ examples: [{ status: 'confirmed' }] });
export type AppointmentChange = z.infer<typeof AppointmentChange>;

export const RescheduleInput = z
  .object({ startsAt: Time, durationMinutes: durationMinutes.optional() })
  .meta({ examples: [{ startsAt: '2026-03-03T10:30:00Z' }] });
export type RescheduleInput = z.infer<typeof RescheduleInput>;

export const appointmentSorts = ['start', 'startLatest', 'newest'] as const;

export const AppointmentQuery = PageQuery.extend({
  q: z.string().max(200).optional().describe('In title, location, notes and the contact’s name.'),
  status: z
    .union([AppointmentStatus, z.array(AppointmentStatus).max(appointmentStatuses.length)])
    .optional()
    .describe('One, or several: `status=scheduled&status=confirmed`.'),
  contactId: z.uuid().optional(),
  assigneeId: z
    .union([z.uuid(), z.literal('none'), z.literal('me')])
    .optional()
    .describe('`me`: the member who asks; an API key is none.'),
  from: z.iso.datetime({ offset: true }).optional().describe('Starts at this time or later.'),
  to: z.iso.datetime({ offset: true }).optional().describe('Starts before this time.'),
  sort: z
    .enum(appointmentSorts)
    .default('start')
    .describe('`start`: soonest first; `startLatest`: the other way; `newest`: made last first.'),
});
export type AppointmentQuery = z.infer<typeof AppointmentQuery>;
