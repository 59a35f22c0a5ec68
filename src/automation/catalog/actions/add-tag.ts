import { z } from 'zod';
import { valueAt } from '../../model/fields.ts';
import { tags } from '../action-inputs.ts';
import { raised, references } from '../action-keys.ts';
import { contactName, done, failed, setContact, withContact } from '../action-plans.ts';
import { action } from '../define.ts';

/** The database refuses more on one contact. */
const mostTags = 50;

export const addTag = action({
  id: 'add_tag',
  title: 'Add a tag',
  group: 'Contacts',
  summary: 'Puts one or several tags on the contact; those it has already stay.',
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
  plan: ({ tags: added }, context) =>
    withContact(context, (contactId) => {
      const old = valueAt(context.facts, 'contact.tags');
      const all = new Set([...(Array.isArray(old) ? old : []), ...added]);
      if (all.size > mostTags) {
        const name = contactName(context.facts);
        return failed('too_many_tags', `${name} would have more than ${mostTags} tags`);
      }
      return done(setContact(contactId, { addTags: added }), { tags: added });
    }),
});
