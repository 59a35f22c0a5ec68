import { z } from 'zod';
import { TimeZone } from '../../../contracts/time-zones.ts';
import type { ActionPlan } from '../../model/action-types.ts';
import type { Json } from '../../model/types.ts';
import { isLiteral, raised, reference, zoneRoot } from '../action-keys.ts';
import { done, failed, setContact, withContact } from '../action-plans.ts';
import { action } from '../define.ts';

/** What each column takes. An empty value is null where there may be none. */
const columns = new Map<string, z.ZodType<string | null>>([
  ['firstName', z.string().trim().min(1, 'must not be empty').max(120)],
  ['lastName', z.string().trim().max(120)],
  ['email', z.email('must be an e-mail address').nullable()],
  ['phone', z.string().trim().max(40).nullable()],
  ['timeZone', TimeZone.nullable()],
]);

const Input = z.strictObject({
  field: z
    .string()
    .refine((name) => columns.has(name) || /^fields\.[a-z][a-zA-Z0-9_]{0,49}$/.test(name), {
      error: `must be ${[...columns.keys()].join(', ')} or fields.<key>`,
    }),
  value: z.union([z.string().max(5_000), z.number(), z.boolean(), z.null()]).default(null),
});

export const setField = action({
  id: 'set_field',
  title: 'Set a field',
  group: 'Contacts',
  summary: 'Writes a value into a field of the contact, or empties it.',
  permission: 'agent',
  sends: false,
  needs: ['contact'],
  touches: ['contact', zoneRoot],
  form: [
    {
      name: 'field',
      label: 'Field',
      control: 'field',
      required: true,
      help: `${[...columns.keys()].join(', ')}, or fields.<key> for a custom field.`,
    },
    {
      name: 'value',
      label: 'Value',
      control: 'template',
      required: false,
      help: 'Left empty, the field is emptied.',
    },
  ],
  input: Input,
  sampleInput: { field: 'fields.lastWish', value: '{{ contact.lastMessage | default: "none" }}' },
  sampleOutput: { field: 'fields.lastWish', value: 'A cake for twelve' },
  references: ({ field }) => reference('custom_field', customKey(field)),
  raises: ({ field, value }) => {
    if (customKey(field) !== null) return raised('contact.updated', { fields: null });
    return raised(
      'contact.updated',
      typeof field === 'string' && isLiteral(field) ? { [field]: value ?? null } : {},
    );
  },
  plan: (input, context) => withContact(context, (contactId) => planField(contactId, input)),
});

function planField(contactId: string, { field, value }: z.output<typeof Input>): ActionPlan {
  const key = customKey(field);
  const given = value === '' ? null : value;
  if (key !== null) {
    return done(setContact(contactId, { fields: { [key]: given } }), { field, value: given });
  }
  const read = columns.get(field)?.safeParse(field === 'lastName' ? (given ?? '') : given);
  if (!read?.success) {
    return failed('invalid_input', `value: ${read?.error.issues[0]?.message ?? 'is not right'}`);
  }
  const set = { [field]: read.data };
  return done(setContact(contactId, { set }), { field, value: read.data });
}

/** The key of `fields.<key>`; null for a column or a name that is not known yet. */
function customKey(field: Json | undefined): string | null {
  return typeof field === 'string' && field.startsWith('fields.') ? field.slice(7) : null;
}
