import { DateTime } from 'luxon';
import { z } from 'zod';
import { Duration } from '../../contracts/automation-definition.ts';
import { TagNames } from '../../contracts/tags.ts';

// Inputs arrive with their variables filled in, so everything may come as text.

/** A value that a form leaves empty counts as left out. */
export function optional<S extends z.ZodType>(schema: S) {
  return z.preprocess(
    (value) => (value === '' || value === null ? undefined : value),
    schema.optional(),
  );
}

/** Text of at least one character; `max` is what the database or the provider takes. */
export function text(max: number) {
  return z.preprocess(asText, z.string().trim().min(1, 'must not be empty').max(max));
}

/** Text that may be empty. */
export function longText(max: number) {
  return z.preprocess((value) => asText(value ?? ''), z.string().max(max).default(''));
}

export function wholeNumber(min: number, max: number) {
  return z.preprocess(asNumber, z.number('must be a number').int().min(min).max(max));
}

export function decimal(min: number, max: number) {
  return z.preprocess(asNumber, z.number('must be a number').min(min).max(max));
}

/** As the database writes it: some programs write ids in capital letters. */
export const id = z.uuid('must be an id').toLowerCase();

/** A member, or whoever owns the contact when the step is done. */
export const assignee = z.union([z.literal('contact_owner'), id]);

export function yesNo(fallback: boolean) {
  return z.preprocess(
    (value) => (value === 'true' ? true : value === 'false' ? false : value),
    z.boolean('must be true or false').default(fallback),
  );
}

/** Tags as a list, or as text with commas between them; each once. */
export const tags = list(TagNames.min(1).transform((names) => [...new Set(names)]));

/** A list, or text with commas or line ends between its entries. */
export function list<S extends z.ZodType>(schema: S) {
  return z.preprocess(splitText, schema);
}

/** A duration whose amount may come as text. */
export const duration = z.strictObject({ ...Duration.shape, amount: wholeNumber(0, 527_040) });

/** A point in time as people or templates write it; `toMoment` reads it. */
export const moment = text(60).refine(
  (value) => toMoment(value, 'UTC') !== null,
  'must be a date and time such as 2026-03-09 14:30',
);

/**
 * ISO time in UTC of `2026-03-09 14:30`, `2026-03-09T14:30` (both on the clock of `zone`) or an ISO
 * time with its own offset. Null when it is no time between 1970 and 2200.
 */
export function toMoment(value: string, zone: string): string | null {
  // Without this, luxon takes a bare `14:30` for a time of today.
  if (!/^\d{4}-\d\d-\d\d/.test(value)) return null;
  const read = DateTime.fromISO(value.replace(/^(\S{10}) +(?=\d)/, '$1T'), { zone });
  if (!read.isValid || read.year < 1970 || read.year > 2200) return null;
  return read.toUTC().toISO();
}

/** Its entries without the blanks around them; anything but text stays as it is. */
export function splitText(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function asText(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

function asNumber(value: unknown): unknown {
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
}
