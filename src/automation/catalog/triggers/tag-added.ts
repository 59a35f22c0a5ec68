import { z } from 'zod';
import { trigger } from '../define.ts';
import { contactRoots, matchTags } from '../matching.ts';
import { sampleContactChange } from '../samples.ts';

export const tagAdded = trigger({
  id: 'tag_added',
  title: 'Tag added',
  group: 'Contacts',
  summary: 'Starts when a contact gets a tag, one that you choose or any.',
  params: z.strictObject({ tag: z.string().min(1).max(50).optional() }),
  form: [{ name: 'tag', label: 'Tag', control: 'tag', required: false, help: 'Empty: any.' }],
  sampleParams: { tag: 'vip' },
  sample: sampleContactChange({ tags: [['lead'], ['lead', 'vip']] }),
  listens: ['contact.created', 'contact.updated'],
  provides: contactRoots,
  keys: ({ tag }) => {
    const gained = tag === undefined ? '' : `+${tag}`;
    return [`contact.created:tags${gained}`, `contact.updated:tags${gained}`];
  },
  match: (happening, { tag }) => matchTags(happening, 'added', tag),
  references: ({ tag }) => (tag ? [{ kind: 'tag', id: tag }] : []),
});
