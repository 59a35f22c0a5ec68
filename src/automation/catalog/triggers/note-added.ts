import { z } from 'zod';
import { trigger } from '../define.ts';
import { contactRoots } from '../matching.ts';
import { sampleEvent, sampleIds } from '../samples.ts';

export const noteAdded = trigger({
  id: 'note_added',
  title: 'Note added',
  group: 'Contacts',
  summary: 'Starts when somebody writes a note about a contact.',
  params: z.strictObject({}),
  form: [],
  sampleParams: {},
  sample: sampleEvent('note.created', sampleIds.note, {
    contactId: [null, sampleIds.contact],
    text: [null, 'Asked for a quote by Friday'],
    author: [null, `member:${sampleIds.member}`],
  }),
  listens: ['note.created'],
  provides: [...contactRoots, 'note'],
});
