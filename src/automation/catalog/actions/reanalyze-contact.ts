import { z } from 'zod';
import { raised } from '../action-keys.ts';
import { done, withContact } from '../action-plans.ts';
import { action } from '../define.ts';

export const reanalyzeContact = action({
  id: 'reanalyze_contact',
  title: 'Read the conversation again',
  group: 'AI',
  summary:
    'Asks for a fresh analysis of the contact, which may score and move it; the run goes on.',
  permission: 'agent',
  sends: false,
  needs: ['contact'],
  touches: [],
  form: [],
  input: z.strictObject({}),
  sampleInput: {},
  sampleOutput: {},
  raises: () => [
    ...raised('analysis.created', {}),
    ...raised('contact.updated', {
      score: null,
      status: null,
      stageId: null,
      pipelineId: null,
      stageEnteredAt: null,
      analyzedAt: null,
    }),
    ...raised('placement.created', {}),
  ],
  plan: (_input, context) =>
    withContact(context, (contactId) => done({ kind: 'reanalyze', contactId }, {})),
});
