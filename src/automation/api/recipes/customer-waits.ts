import { durationQuestion, recipe } from './define.ts';
import { tellTeam } from './parts.ts';

export const customerWaits = recipe({
  id: 'customer_waits',
  title: 'A customer waits for our answer',
  group: 'Messages',
  summary: 'Tells the owner, and those in charge, when nobody has answered a customer for an hour.',
  questions: { after: durationQuestion('Without our answer for', 1, 'hours') },
  define: ({ after }) => ({
    trigger: { type: 'no_response', params: { whose: 'team', after } },
    steps: [
      tellTeam(
        'tell',
        '{{ contact.name | default: "A customer" }} waits for an answer',
        '{{ contact.lastMessage | default: "" | truncate: 300 }}',
      ),
    ],
  }),
});
