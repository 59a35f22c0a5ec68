import { z } from 'zod';
import { LeadStatus, leadStatuses } from '../../../contracts/analysis.ts';
import { optionsOf } from '../action-forms.ts';
import { raised } from '../action-keys.ts';
import { done, setContact, withContact } from '../action-plans.ts';
import { action } from '../define.ts';

export const setStatus = action({
  id: 'set_status',
  title: 'Set the status',
  group: 'Contacts',
  summary: 'Gives the contact another lead status, without moving it to another stage.',
  permission: 'agent',
  sends: false,
  needs: ['contact'],
  touches: ['contact'],
  form: [
    {
      name: 'status',
      label: 'Status',
      control: 'select',
      required: true,
      options: optionsOf(leadStatuses),
    },
  ],
  input: z.strictObject({ status: LeadStatus }),
  sampleInput: { status: 'QUALIFIED' },
  sampleOutput: { status: 'QUALIFIED' },
  raises: ({ status }) => raised('contact.updated', { status: status ?? null }),
  plan: ({ status }, context) =>
    withContact(context, (contactId) =>
      done(setContact(contactId, { set: { status } }), { status }),
    ),
});
