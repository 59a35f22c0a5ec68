import { z } from 'zod';
import { list, longText, optional, text } from '../action-inputs.ts';
import { failed } from '../action-plans.ts';
import { planQuestion, questionText } from '../action-questions.ts';
import { action } from '../define.ts';

export const askAiClassify = action({
  id: 'ask_ai_classify',
  title: 'Ask the AI to choose',
  group: 'AI',
  summary: 'Lets the AI choose one of your answers for a text; a later branch can ask for it.',
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
      required: false,
      placeholder: 'What does the customer want?',
    },
    {
      name: 'choices',
      label: 'Choices',
      control: 'long_template',
      required: true,
      help: '2 to 20, one a line.',
    },
    {
      name: 'text',
      label: 'Text',
      control: 'long_template',
      required: false,
      help: 'Left empty: the message of the run, else the last one of the contact.',
    },
  ],
  input: z.strictObject({
    instructions: longText(4_000),
    choices: list(
      z
        .array(text(100))
        .min(2)
        .max(20)
        .refine((choices) => new Set(choices).size === choices.length, 'must differ'),
    ),
    text: optional(text(20_000)),
  }),
  sampleInput: {
    instructions: 'What does the customer want?',
    choices: ['an offer', 'help', 'to complain'],
    text: '{{ contact.lastMessage | default: "Hello" }}',
  },
  sampleOutput: {
    choice: 'an offer',
    confidence: 85,
    reason: 'Asks what a cake for twelve costs.',
  },
  raises: () => [],
  plan: ({ instructions, choices, text: given }, context) => {
    const words = questionText(given, context.facts);
    if (words === null) return failed('no_text', 'There is no message to read');
    return planQuestion(context, { kind: 'classify', instructions, text: words, choices });
  },
});
