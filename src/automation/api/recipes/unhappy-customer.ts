import { assigneeQuestion, recipe } from './define.ts';
import { tellTeam } from './parts.ts';

export const unhappyCustomer = recipe({
  id: 'unhappy_customer',
  title: 'Unhappy customer: escalate',
  group: 'Messages',
  summary: 'Lets the AI read what a customer writes; a complaint becomes an urgent task.',
  questions: { assigneeId: assigneeQuestion('Who takes care') },
  define: ({ assigneeId }) => ({
    trigger: { type: 'message_received' },
    steps: [
      {
        id: 'mood',
        name: 'How does the customer feel?',
        kind: 'action',
        action: 'ask_ai_classify',
        input: {
          instructions: 'How does the customer feel about us in this message?',
          choices: ['unhappy', 'neutral', 'happy'],
        },
        onError: 'stop',
      },
      {
        id: 'unhappy',
        name: 'Unhappy?',
        kind: 'branch',
        branches: [
          {
            id: 'yes',
            condition: { field: 'steps.mood.choice', op: 'equals', value: 'unhappy' },
            steps: [
              tellTeam(
                'tell',
                '{{ contact.name | default: "A customer" }} is unhappy',
                '{{ message.text | default: "" | truncate: 300 }}',
              ),
              {
                id: 'care',
                kind: 'action',
                action: 'create_task',
                input: {
                  title: 'Take care of {{ contact.name | default: "an unhappy customer" }}',
                  description: '{{ steps.mood.reason | default: "" }}',
                  priority: 'urgent',
                  dueIn: { amount: 2, unit: 'hours' },
                  assigneeId,
                },
              },
            ],
          },
        ],
      },
    ],
    // Several messages in a row are one complaint.
    settings: { debounceSeconds: 120, reenrolment: { mode: 'not_within', hours: 12 } },
  }),
});
