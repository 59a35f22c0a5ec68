import { recipe } from './define.ts';
import { tellThoseInCharge } from './parts.ts';

export const automationPausedNotice = recipe({
  id: 'automation_paused_notice',
  title: 'Automation paused itself: tell the admins',
  group: 'Team',
  summary: 'Tells those in charge when an automation stopped because it kept failing.',
  questions: {},
  define: () => ({
    trigger: { type: 'automation_paused_itself' },
    steps: [
      tellThoseInCharge(
        'tell',
        'An automation has paused itself',
        '{{ event.changes.pausedReason.new | default: "Its runs failed one after another." }}',
        '/automations/{{ event.subjectId }}',
      ),
    ],
  }),
});
