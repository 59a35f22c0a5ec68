import { recipe } from './define.ts';
import { tellThoseInCharge } from './parts.ts';

export const reviewNeededNotice = recipe({
  id: 'review_needed_notice',
  title: 'The AI is not sure: tell the admins',
  group: 'Team',
  summary: 'Tells those in charge when a contact waits in the review queue.',
  questions: {},
  define: () => ({
    trigger: { type: 'review_needed' },
    steps: [
      tellThoseInCharge(
        'tell',
        'Where does {{ contact.name | default: "a contact" }} belong?',
        '{{ contact.summary | default: "The AI was not sure." }}',
        '/review',
      ),
    ],
  }),
});
