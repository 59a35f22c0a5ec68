import { z } from 'zod';
import { text } from '../action-inputs.ts';
import { raised } from '../action-keys.ts';
import { done, withContact } from '../action-plans.ts';
import { action } from '../define.ts';
import { sampleIds } from '../samples.ts';

export const addNote = action({
  id: 'add_note',
  title: 'Add a note',
  group: 'Contacts',
  summary: 'Writes a note on the contact that the team reads.',
  permission: 'agent',
  sends: false,
  needs: ['contact'],
  touches: [],
  form: [{ name: 'text', label: 'Text', control: 'long_template', required: true }],
  input: z.strictObject({ text: text(10_000) }),
  sampleInput: { text: 'Asked about {{ contact.summary | default: "prices" }}' },
  sampleOutput: { noteId: sampleIds.note },
  raises: () => raised('note.created', { text: null, author: null }),
  plan: (input, context) =>
    withContact(context, (contactId) => {
      const id = context.newId();
      return done({ kind: 'add_note', id, contactId, text: input.text }, { noteId: id });
    }),
});
