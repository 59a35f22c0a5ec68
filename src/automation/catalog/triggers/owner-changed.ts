import { z } from 'zod';
import { id } from '../action-inputs.ts';
import { trigger } from '../define.ts';
import { changeKey, contactRoots, matchMember } from '../matching.ts';
import { sampleContactChange, sampleIds } from '../samples.ts';
import { memberField } from '../trigger-forms.ts';

export const ownerChanged = trigger({
  id: 'owner_changed',
  title: 'Owner changed',
  group: 'Contacts',
  summary: 'Starts when a contact gets another owner, or loses its owner.',
  params: z.strictObject({ member: id.optional() }),
  form: [memberField('New owner')],
  sampleParams: { member: sampleIds.member },
  sample: sampleContactChange({ ownerId: [null, sampleIds.member] }),
  listens: ['contact.updated'],
  provides: contactRoots,
  keys: ({ member }) => [changeKey('contact.updated', 'ownerId', member)],
  match: (happening, { member }) => matchMember(happening, 'ownerId', member, 'Owner'),
  references: ({ member }) => (member ? [{ kind: 'member', id: member }] : []),
});
