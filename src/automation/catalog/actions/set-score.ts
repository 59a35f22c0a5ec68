import { z } from 'zod';
import { decimal } from '../action-inputs.ts';
import { raised } from '../action-keys.ts';
import { done, setContact, withContact } from '../action-plans.ts';
import { action } from '../define.ts';

export const setScore = action({
  id: 'set_score',
  title: 'Set the score',
  group: 'Contacts',
  summary: 'Gives the contact a lead score from 1 to 100.',
  permission: 'agent',
  sends: false,
  needs: ['contact'],
  touches: ['contact'],
  form: [
    {
      name: 'score',
      label: 'Score',
      control: 'template',
      required: true,
      help: 'A number or a calculation such as {{ contact.score | plus: 10 }}; rounded, and kept within 1 to 100.',
    },
  ],
  input: z.strictObject({ score: decimal(-1_000_000, 1_000_000) }),
  sampleInput: { score: '{{ contact.score | default: 50 | plus: 10 }}' },
  sampleOutput: { score: 85 },
  raises: ({ score }) => raised('contact.updated', { score: score ?? null }),
  plan: (input, context) => {
    const score = Math.min(100, Math.max(1, Math.round(input.score)));
    return withContact(context, (contactId) =>
      done(setContact(contactId, { set: { score } }), { score }),
    );
  },
});
