import { DateTime } from 'luxon';
import { z } from 'zod';
import { Duration } from '../../../contracts/automation-definition.ts';
import { valueAt } from '../../model/fields.ts';
import { durationMs, zoneOf } from '../../model/time.ts';
import type { Facts, Json } from '../../model/types.ts';
import { trigger } from '../define.ts';
import { contactRoots } from '../matching.ts';
import { sampleIds, sampleTimer } from '../samples.ts';

/** Own times of a contact, besides its custom dates. */
const times = ['createdAt', 'stageEnteredAt', 'lastInteractionAt', 'lastInboundAt'] as const;
const custom = 'contact.fields.';
/** Yearly dates are sought year by year. */
const yearMs = 365 * 86_400_000;
const longestOffsetMs = 10 * 366 * 86_400_000;

const Params = z.strictObject({
  field: z
    .string()
    .regex(
      new RegExp(`^contact\\.(${times.join('|')}|fields\\.[a-z][a-zA-Z0-9_]{0,49})$`),
      'must be a date of the contact, such as contact.stageEnteredAt or contact.fields.<key>',
    ),
  when: z.enum(['before', 'on', 'after']).default('on'),
  offset: Duration.refine((offset) => durationMs(offset) <= longestOffsetMs, {
    path: ['amount'],
    error: 'must be at most 10 years',
  }).default({ amount: 0, unit: 'days' }),
  /** For dates without a time of day, by the contact's clock. */
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 09:00')
    .default('09:00'),
  everyYear: z.boolean().default(false),
});
type Params = z.output<typeof Params>;

export const dateReached = trigger({
  id: 'date_reached',
  title: 'Date reached',
  group: 'Contacts',
  summary: 'Starts before, on or after a date of the contact, once or every year.',
  params: Params,
  form: [
    { name: 'field', label: 'Date', control: 'field', required: true },
    {
      name: 'when',
      label: 'When',
      control: 'select',
      required: false,
      default: 'on',
      options: [
        { value: 'before', label: 'Before it' },
        { value: 'on', label: 'On it' },
        { value: 'after', label: 'After it' },
      ],
    },
    {
      name: 'offset',
      label: 'By',
      control: 'duration',
      required: false,
      default: { amount: 0, unit: 'days' },
    },
    {
      name: 'time',
      label: 'At',
      control: 'time',
      required: false,
      default: '09:00',
      help: 'For dates without a time of day, in the time zone of the contact.',
    },
    {
      name: 'everyYear',
      label: 'Every year',
      control: 'boolean',
      required: false,
      default: false,
      help: 'For birthdays and anniversaries.',
    },
  ],
  sampleParams: { field: `${custom}birthday`, when: 'on', everyYear: true },
  sample: sampleTimer('contact', sampleIds.contact),
  listens: ['contact.created', 'contact.updated'],
  provides: contactRoots,
  keys: ({ field }) => [
    'contact.created',
    'contact.updated:timeZone',
    `contact.updated:${field.slice('contact.'.length)}`,
  ],
  references: ({ field }) =>
    field.startsWith(custom) ? [{ kind: 'custom_field', id: field.slice(custom.length) }] : [],
  timer: { subject: 'contact', dueAt },
});

function dueAt(params: Params, facts: Facts, now: Date): Date | null {
  const date = readDate(valueAt(facts, params.field), params.time, zoneOf(facts, 'contact'));
  if (date === null) return null;
  if (!params.everyYear) return shifted(date, params).toJSDate();
  // From years before: an offset may carry a moment over New Year's.
  const reach = Math.ceil(durationMs(params.offset) / yearMs) + 1;
  const first = Math.max(0, now.getUTCFullYear() - date.year - reach);
  for (let years = first; ; years++) {
    // Added to the first date: 29 February is 28 February in most years, not ever after.
    const moment = shifted(date.plus({ years }), params).toJSDate();
    if (moment > now) return moment;
  }
}

/** 'YYYY-MM-DD' at the time of day there, or a moment; null for anything else. */
function readDate(value: Json | undefined, time: string, zone: string): DateTime | null {
  if (typeof value !== 'string') return null;
  const date = DateTime.fromISO(value.length === 10 ? `${value}T${time}` : value, { zone });
  return date.isValid ? date : null;
}

/** Days are those of the calendar: a summer-time change between does not move the time of day. */
function shifted(date: DateTime, { when, offset }: Params): DateTime {
  if (when === 'on') return date;
  const by = { [offset.unit]: offset.amount };
  return when === 'before' ? date.minus(by) : date.plus(by);
}
