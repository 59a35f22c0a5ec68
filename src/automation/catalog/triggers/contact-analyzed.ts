import { z } from 'zod';
import { trigger } from '../define.ts';
import { contactRoots } from '../matching.ts';
import { sampleEvent, sampleIds } from '../samples.ts';

export const contactAnalyzed = trigger({
  id: 'contact_analyzed',
  title: 'Contact analysed',
  group: 'Analysis',
  summary: 'Starts when the AI, or the local scorer, has read a conversation of the contact.',
  params: z.strictObject({}),
  form: [],
  sampleParams: {},
  sample: sampleEvent('analysis.created', sampleIds.analysis, {
    contactId: [null, sampleIds.contact],
    conversationId: [null, sampleIds.conversation],
    source: [null, 'local'],
    score: [null, 85],
    status: [null, 'QUALIFIED'],
    confidence: [null, 78],
  }),
  listens: ['analysis.created'],
  provides: [...contactRoots, 'analysis'],
});
