import { assigneeQuestion, numberQuestion, recipe } from './define.ts';
import { tellTeam } from './parts.ts';

export const unhappyCustomer = recipe({
  id: 'unhappy_customer',
  title: 'Unhappy customer: escalate',
  group: 'Contacts',
  summary: 'Notifies the owner and makes an urgent task when a conversation reads as a complaint.',
  questions: {
    confidence: numberQuestion('How sure the analysis must be', 50, 0, 100),
    assigneeId: assigneeQuestion('Who takes care'),
  },
  define: ({ confidence, assigneeId }) => ({
    trigger: { type: 'contact_analyzed' },
    conditions: {
      all: [
        { field: 'analysis.sentiment', op: 'equals', value: 'negative' },
        { field: 'analysis.confidence', op: 'gte', value: confidence },
        // A first sync reads conversations of years: nobody is called about an old complaint.
        {
          field: 'contact.lastInboundAt',
          op: 'within_last',
          value: { amount: 3, unit: 'days' },
        },
      ],
    },
    steps: [
      tellTeam(
        'tell',
        '{{ contact.name | default: "A customer" }} is unhappy',
        '{{ analysis.summary | default: "" | truncate: 300 }}',
      ),
      {
        id: 'care',
        kind: 'action',
        action: 'create_task',
        input: {
          title: 'Take care of {{ contact.name | default: "an unhappy customer" }}',
          description: '{{ analysis.nextBestAction | default: "" }}',
          priority: 'urgent',
          dueIn: { amount: 2, unit: 'hours' },
          assigneeId,
        },
      },
    ],
    // The conversation is read again after each message: it is one complaint.
    settings: { reenrolment: { mode: 'not_within', hours: 24 } },
  }),
});
