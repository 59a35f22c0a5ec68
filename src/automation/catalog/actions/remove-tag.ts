import { z } from 'zod';
import { tags } from '../action-inputs.ts';
import { raised, references } from '../action-keys.ts';
import { done, setContact, withContact } from '../action-plans.ts';
import { action } from '../define.ts';

export const removeTag = action({
  id: 'remove_tag',
  title: 'Remove a tag',
  group: 'Contacts',
  summary: 'Takes one or several tags off the contact; those it does not have are no error.',
  permission: 'agent',
  sends: false,
  needs: ['contact'],
  touches: ['contact'],
  form: [
    {
      name: 'tags',
      label: 'Tags',
      control: 'tag',
      required: true,
      help: 'Several with commas between them.',
    },
  ],
  input: z.strictObject({ tags }),
  sampleInput: { tags: ['vip'] },
  sampleOutput: { tags: ['vip'] },
  references: (input) => references('tag', input['tags']),
  raises: () => raised('contact.updated', { tags: null }),
  plan: (input, context) =>
    withContact(context, (contactId) =>
      done(setContact(contactId, { removeTags: input.tags }), { tags: input.tags }),
    ),
});
