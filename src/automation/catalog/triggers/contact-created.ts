import { z } from 'zod';
import { trigger } from '../define.ts';
import { contactRoots } from '../matching.ts';
import { sampleEvent, sampleIds } from '../samples.ts';

export const contactCreated = trigger({
  id: 'contact_created',
  title: 'Contact created',
  group: 'Contacts',
  summary: 'Starts when a contact is new, by hand, by a sync, an import or a webhook.',
  params: z.strictObject({}),
  form: [],
  sampleParams: {},
  sample: sampleEvent('contact.created', sampleIds.contact, {
    firstName: [null, 'Maria'],
    lastName: [null, 'Santos'],
    email: [null, 'maria@example.com'],
  }),
  listens: ['contact.created'],
  provides: contactRoots,
});
