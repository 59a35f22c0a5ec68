import { assigneeQuestion, numberQuestion, recipe } from './define.ts';
import { tellTeam } from './parts.ts';

export const hotLead = recipe({
  id: 'hot_lead',
  title: 'Score above 80: call at once',
  group: 'Contacts',
  summary: 'Notifies the owner and makes a task when the score of a contact reaches 80.',
  questions: {
    threshold: numberQuestion('Score', 80, 1, 100),
    assigneeId: assigneeQuestion('Who calls'),
  },
  define: ({ threshold, assigneeId }) => ({
    trigger: { type: 'score_crossed', params: { threshold, direction: 'up' } },
    conditions: { not: { field: 'contact.status', op: 'equals', value: 'WON' } },
    steps: [
      tellTeam(
        'tell',
        '{{ contact.name | default: "A contact" }} is hot: score {{ contact.score }}',
        '{{ contact.summary | default: "" }}',
      ),
      {
        id: 'call',
        kind: 'action',
        action: 'create_task',
        input: {
          title: 'Call {{ contact.name | default: "the customer" }}',
          description: '{{ contact.nextBestAction | default: "" }}',
          priority: 'high',
          dueIn: { amount: 4, unit: 'hours' },
          assigneeId,
        },
      },
    ],
    settings: { reenrolment: { mode: 'not_within', hours: 168 } },
  }),
});
