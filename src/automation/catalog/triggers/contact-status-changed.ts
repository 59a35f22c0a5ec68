import { z } from 'zod';
import { LeadStatus, leadStatuses } from '../../../contracts/analysis.ts';
import { trigger } from '../define.ts';
import { changeKey, contactRoots, matchTransition } from '../matching.ts';
import { sampleContactChange } from '../samples.ts';
import { fromToForm } from '../trigger-forms.ts';

export const contactStatusChanged = trigger({
  id: 'contact_status_changed',
  title: 'Contact status changed',
  group: 'Contacts',
  summary: 'Starts when the status of a contact changes, from and to what you choose.',
  params: z.strictObject({ from: LeadStatus.optional(), to: LeadStatus.optional() }),
  form: fromToForm(leadStatuses),
  sampleParams: { to: 'QUALIFIED' },
  sample: sampleContactChange({ status: ['CONTACTED', 'QUALIFIED'] }),
  listens: ['contact.updated'],
  provides: contactRoots,
  keys: ({ to }) => [changeKey('contact.updated', 'status', to)],
  match: (happening, params) => matchTransition(happening, 'status', params, 'Status'),
});
