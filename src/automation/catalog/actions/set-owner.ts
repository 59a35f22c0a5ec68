import { z } from 'zod';
import { id } from '../action-inputs.ts';
import { raised, reference } from '../action-keys.ts';
import { done, setContact, withContact } from '../action-plans.ts';
import { action } from '../define.ts';
import { sampleIds } from '../samples.ts';

export const setOwner = action({
  id: 'set_owner',
  title: 'Set the owner',
  group: 'Contacts',
  summary: 'Makes a member responsible for the contact, or nobody.',
  permission: 'agent',
  sends: false,
  needs: ['contact'],
  touches: ['contact', 'owner'],
  form: [
    {
      name: 'ownerId',
      label: 'Owner',
      control: 'member',
      required: false,
      help: 'Left empty, the contact has no owner.',
    },
  ],
  input: z.strictObject({
    ownerId: z.preprocess((value) => (value === '' ? null : value), id.nullable().default(null)),
  }),
  sampleInput: { ownerId: sampleIds.member },
  sampleOutput: { ownerId: sampleIds.member },
  references: ({ ownerId }) => reference('member', ownerId),
  raises: ({ ownerId }) => raised('contact.updated', { ownerId: ownerId ?? null }),
  plan: ({ ownerId }, context) =>
    withContact(context, (contactId) =>
      done(setContact(contactId, { set: { ownerId } }), { ownerId }),
    ),
});
