import { z } from 'zod';
import { trigger } from '../define.ts';
import { contactRoots, matchTags } from '../matching.ts';
import { sampleContactChange } from '../samples.ts';

export const tagRemoved = trigger({
  id: 'tag_removed',
  title: 'Tag removed',
  group: 'Contacts',
  summary: 'Starts when a contact loses a tag, one that you choose or any.',
  params: z.strictObject({ tag: z.string().min(1).max(50).optional() }),
  form: [{ name: 'tag', label: 'Tag', control: 'tag', required: false, help: 'Empty: any.' }],
  sampleParams: { tag: 'vip' },
  sample: sampleContactChange({ tags: [['lead', 'vip'], ['lead']] }),
  listens: ['contact.updated'],
  provides: contactRoots,
  keys: ({ tag }) => [tag === undefined ? 'contact.updated:tags' : `contact.updated:tags-${tag}`],
  match: (happening, { tag }) => matchTags(happening, 'removed', tag),
  references: ({ tag }) => (tag ? [{ kind: 'tag', id: tag }] : []),
});
