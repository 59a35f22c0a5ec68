import { z } from 'zod';
import { wholeNumber } from '../action-inputs.ts';
import { raised } from '../action-keys.ts';
import { done, setContact, withContact } from '../action-plans.ts';
import { action } from '../define.ts';

export const setScore = action({
  id: 'set_score',
  title: 'Set the score',
  group: 'Contact',
  summary: 'Gives the contact a lead score from 1 to 100.',
  permission: 'agent',
  sends: false,
  needs: ['contact'],
  touches: ['contact', 'client'],
  form: [
    {
      name: 'score',
      label: 'Score',
      control: 'template',
      required: true,
      help: 'A number from 1 to 100, or a calculation such as {{ contact.score | plus: 10 | at_most: 100 }}.',
    },
  ],
  input: z.strictObject({ score: wholeNumber(1, 100) }),
  sampleInput: { score: '{{ contact.score | default: 50 }}' },
  sampleOutput: { score: 85 },
  raises: ({ score }) => raised('contact.updated', { score: score ?? null }),
  plan: ({ score }, context) =>
    withContact(context, (contactId) => done(setContact(contactId, { set: { score } }), { score })),
});
