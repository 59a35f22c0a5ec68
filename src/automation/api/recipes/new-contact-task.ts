import { assigneeQuestion, durationQuestion, lineQuestion, recipe } from './define.ts';

export const newContactTask = recipe({
  id: 'new_contact_task',
  title: 'New contact: first task',
  group: 'Contacts',
  summary: 'Makes a task to say hello for every new contact.',
  questions: {
    title: lineQuestion(
      'Title of the task',
      'Say hello to {{ contact.name | default: "the new contact" }}',
    ),
    due: durationQuestion('Due in', 1, 'days'),
    assigneeId: assigneeQuestion('For'),
  },
  define: ({ title, due, assigneeId }) => ({
    trigger: { type: 'contact_created' },
    steps: [
      {
        id: 'hello',
        kind: 'action',
        action: 'create_task',
        input: { title, dueIn: due, assigneeId },
      },
    ],
  }),
});
