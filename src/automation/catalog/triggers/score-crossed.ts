import { z } from 'zod';
import { trigger } from '../define.ts';
import { changeOf, contactRoots, crossed, differs, matches } from '../matching.ts';
import { sampleContactChange } from '../samples.ts';

export const scoreCrossed = trigger({
  id: 'score_crossed',
  title: 'Score crosses a threshold',
  group: 'Contacts',
  summary: 'Starts when the score of a contact reaches a threshold or falls below it.',
  params: z.strictObject({
    threshold: z.int().min(1).max(100),
    direction: z.enum(['up', 'down', 'both']).default('up'),
  }),
  form: [
    { name: 'threshold', label: 'Threshold', control: 'number', required: true, default: 80 },
    {
      name: 'direction',
      label: 'Direction',
      control: 'select',
      required: false,
      default: 'up',
      options: [
        { value: 'up', label: 'Reaches it' },
        { value: 'down', label: 'Falls below it' },
        { value: 'both', label: 'Either' },
      ],
      help: 'A first score counts from 0.',
    },
  ],
  sampleParams: { threshold: 80, direction: 'up' },
  sample: sampleContactChange({ score: [62, 85] }),
  listens: ['contact.created', 'contact.updated'],
  provides: contactRoots,
  keys: () => ['contact.created:score', 'contact.updated:score'],
  match(happening, { threshold, direction }) {
    const change = changeOf(happening, 'score');
    if (!change) return differs('Score did not change');
    const went = crossed(change, threshold);
    const words = `Score went from ${went.from} to ${went.to}`;
    if (went.direction === null) return differs(`${words}, not across ${threshold}`);
    if (direction === 'both' || direction === went.direction) return matches;
    return differs(`${words}: ${went.direction} across ${threshold}, not ${direction}`);
  },
});
