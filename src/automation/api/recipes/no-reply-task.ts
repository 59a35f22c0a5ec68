import { assigneeQuestion, durationQuestion, lineQuestion, recipe } from './define.ts';

export const noReplyTask = recipe({
  id: 'no_reply_task',
  title: 'No reply in two days: task',
  group: 'Messages',
  summary: 'When the customer does not answer your last message, makes a task for the owner.',
  questions: {
    after: durationQuestion('Without an answer for', 2, 'days'),
    title: lineQuestion(
      'Title of the task',
      'Follow up with {{ contact.name | default: "the customer" }}',
    ),
    assigneeId: assigneeQuestion('For'),
  },
  define: ({ after, title, assigneeId }) => ({
    trigger: { type: 'no_response', params: { whose: 'customer', after } },
    conditions: { not: { field: 'contact.status', op: 'in', value: ['WON', 'LOST'] } },
    steps: [
      {
        id: 'follow_up',
        kind: 'action',
        action: 'create_task',
        input: {
          title,
          description: '{{ contact.nextBestAction | default: "" }}',
          dueIn: { amount: 1, unit: 'days' },
          assigneeId,
        },
      },
    ],
  }),
});
