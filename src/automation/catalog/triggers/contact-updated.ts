import { z } from 'zod';
import type { Happening, Json } from '../../model/types.ts';
import { trigger } from '../define.ts';
import { changeOf, contactRoots, differs, listed, matches } from '../matching.ts';
import { sampleContactChange } from '../samples.ts';

/** What people and analyses say of a contact. Counts of messages are not among them. */
const labels = {
  firstName: 'First name',
  lastName: 'Last name',
  email: 'E-mail',
  phone: 'Phone',
  timeZone: 'Time zone',
  ownerId: 'Owner',
  tags: 'Tags',
  pipelineId: 'Pipeline',
  stageId: 'Stage',
  score: 'Score',
  status: 'Status',
  confidence: 'Confidence',
  summary: 'Summary',
  nextBestAction: 'Next best action',
  dealAmount: 'Deal amount',
  dealCurrency: 'Deal currency',
  needsReview: 'Needs review',
  lockedAt: 'Lock',
  fields: 'Any custom field',
} as const;
type Field = keyof typeof labels;
const fields = Object.keys(labels) as Field[];

const own = 'fields.';
const OwnField = z
  .string()
  .regex(/^fields\.[a-z][a-zA-Z0-9_]{0,49}$/, 'must be a field of the contact, or fields.<key>');

export const contactUpdated = trigger({
  id: 'contact_updated',
  title: 'Contact updated',
  group: 'Contacts',
  summary: 'Starts when any field of a contact changes, or one of those you choose.',
  params: z.strictObject({
    /** Empty: any. A custom field is named fields.<key>. */
    fields: z
      .array(z.union([z.enum(fields), OwnField]))
      .max(50)
      .default([]),
  }),
  form: [
    {
      name: 'fields',
      label: 'Fields',
      control: 'multi_select',
      required: false,
      help: 'Empty: any. A custom field of yours is fields.<key>.',
      options: fields.map((value) => ({ value, label: labels[value] })),
    },
  ],
  sampleParams: { fields: ['email', 'fields.city'] },
  sample: sampleContactChange({ fields: [{ city: 'Cebu' }, { city: 'Davao' }] }),
  listens: ['contact.updated'],
  provides: contactRoots,
  keys: (params) => chosen(params).map((field) => `contact.updated:${field}`),
  match(happening, params) {
    if (chosen(params).some((field) => hasChanged(happening, field))) return matches;
    const changed = fields.filter((field) => changeOf(happening, field)).map((f) => labels[f]);
    if (changed.length === 0) return differs('Only counts of messages changed');
    return differs(`${listed(changed)} changed, none of the chosen fields`);
  },
  references: (params) =>
    params.fields
      .filter((field) => field.startsWith(own))
      .map((field) => ({ kind: 'custom_field', id: field.slice(own.length) })),
});

function chosen(params: { fields: string[] }): readonly string[] {
  return params.fields.length === 0 ? fields : params.fields;
}

function columnOf(field: string): string {
  return field.startsWith(own) ? 'fields' : field;
}

function hasChanged(happening: Happening, field: string): boolean {
  const change = changeOf(happening, columnOf(field));
  if (!change || !field.startsWith(own)) return change !== null;
  const key = field.slice(own.length);
  return JSON.stringify(valueIn(change[0], key)) !== JSON.stringify(valueIn(change[1], key));
}

function valueIn(object: Json, key: string): Json {
  if (object === null || typeof object !== 'object' || Array.isArray(object)) return null;
  return Object.hasOwn(object, key) ? (object[key] ?? null) : null;
}
