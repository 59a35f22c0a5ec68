import { z } from 'zod';
import { optional, text } from '../action-inputs.ts';
import { planQuestion, questionText } from '../action-questions.ts';
import { action } from '../define.ts';

export const askAiDraft = action({
  id: 'ask_ai_draft',
  title: 'Ask the AI to write',
  group: 'AI',
  summary: 'Lets the AI write a text that later steps use; nothing is sent by it.',
  permission: 'agent',
  sends: false,
  needs: [],
  touches: [],
  reads: ['contact', 'message'],
  form: [
    {
      name: 'instructions',
      label: 'Instructions',
      control: 'long_template',
      required: true,
      placeholder: 'Write a friendly answer of at most three sentences.',
    },
    {
      name: 'text',
      label: 'Text',
      control: 'long_template',
      required: false,
      help: 'What it is about. Left empty: the message of the run, else the last one of the contact.',
    },
  ],
  input: z.strictObject({ instructions: text(4_000), text: optional(text(20_000)) }),
  sampleInput: {
    instructions:
      'Thank {{ contact.firstName | default: "the customer" }} and answer in three sentences.',
    text: '{{ contact.lastMessage | default: "Hello" }}',
  },
  sampleOutput: { text: 'Dear Ana, thank you for asking. A cake for twelve costs 40 euros.' },
  raises: () => [],
  plan: ({ instructions, text: given }, context) => {
    const words = questionText(given, context.facts) ?? '';
    return planQuestion(context, { kind: 'draft', instructions, text: words });
  },
});
