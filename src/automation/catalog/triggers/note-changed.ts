import { z } from 'zod';
import { trigger } from '../define.ts';
import { contactRoots, matchSet } from '../matching.ts';
import { sampleEvent, sampleIds } from '../samples.ts';

export const noteChanged = trigger({
  id: 'note_changed',
  title: 'Note changed',
  group: 'Contacts',
  summary: 'Starts when somebody changes the text of a note.',
  params: z.strictObject({}),
  form: [],
  sampleParams: {},
  sample: sampleEvent('note.updated', sampleIds.note, {
    text: ['Asked for a quote', 'Asked for a quote by Friday'],
  }),
  listens: ['note.updated'],
  provides: [...contactRoots, 'note'],
  keys: () => ['note.updated:text'],
  match: (happening) => matchSet(happening, 'text', 'Text'),
});
