import { z } from 'zod';

export const customFieldTypes = ['text', 'number', 'boolean', 'date', 'choice'] as const;
export const CustomFieldType = z.enum(customFieldTypes);
export type CustomFieldType = z.infer<typeof CustomFieldType>;

/** A date is 'YYYY-MM-DD'. */
export const FieldValue = z.union([z.string(), z.number(), z.boolean()]);
export type FieldValue = z.infer<typeof FieldValue>;

const label = z.string().trim().min(1).max(100);
const position = z.int().min(0).max(10_000);
const choices = z
  .array(z.string().trim().min(1).max(100))
  .max(100)
  .meta({ examples: [['Small', 'Large']] });

export const CustomField = z.object({
  id: z.uuid(),
  /** The name in a contact's `fields`, in templates and rules; never changes. */
  key: z.string(),
  label: z.string(),
  type: CustomFieldType,
  /** Of the type `choice`; empty for the others. */
  choices: z.array(z.string()),
  position: z.int(),
  createdAt: z.iso.datetime(),
});
export type CustomField = z.infer<typeof CustomField>;

export const CustomFieldInput = z
  .object({
    key: z
      .string()
      .regex(
        /^[a-z][a-zA-Z0-9_]{0,49}$/,
        'must start with a small letter, then letters, digits and _, at most 50',
      )
      .meta({ examples: ['eventDate'] }),
    label,
    type: CustomFieldType,
    choices: choices.default([]),
    /** Left out: behind the others. */
    position: position.optional(),
  })
  .meta({ examples: [{ key: 'eventDate', label: 'Date of the event', type: 'date' }] });
export type CustomFieldInput = z.infer<typeof CustomFieldInput>;

export const CustomFieldChange = z
  .object({ label, choices, position })
  .partial()
  .meta({ examples: [{ label: 'Day of the event' }] });
export type CustomFieldChange = z.infer<typeof CustomFieldChange>;
