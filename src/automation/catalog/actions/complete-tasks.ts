import { z } from 'zod';
import { optional, text } from '../action-inputs.ts';
import { raised } from '../action-keys.ts';
import { done, withContact } from '../action-plans.ts';
import { action } from '../define.ts';

export const completeTasks = action({
  id: 'complete_tasks',
  title: 'Complete tasks',
  group: 'Work',
  summary: 'Marks the open tasks of the contact as completed: all, or those with one title.',
  permission: 'agent',
  sends: false,
  needs: ['contact'],
  touches: ['task'],
  form: [
    {
      name: 'title',
      label: 'Title',
      control: 'template',
      required: false,
      help: 'Left empty: all open tasks of the contact.',
    },
  ],
  input: z.strictObject({ title: optional(text(300)) }),
  sampleInput: { title: 'Call {{ contact.firstName | default: "the customer" }}' },
  sampleOutput: { title: 'Call Ana' },
  raises: () => raised('task.updated', { status: 'completed', completedAt: null }),
  plan: (input, context) => {
    const title = input.title ?? null;
    return withContact(context, (contactId) =>
      done({ kind: 'complete_tasks', contactId, title }, { title }),
    );
  },
});
