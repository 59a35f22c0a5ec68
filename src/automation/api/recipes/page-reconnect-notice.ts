import { recipe } from './define.ts';
import { tellThoseInCharge } from './parts.ts';

export const pageReconnectNotice = recipe({
  id: 'page_reconnect_notice',
  title: 'Page lost its connection: tell the admins',
  group: 'Team',
  summary: 'Tells those in charge when a Page must be connected again.',
  questions: {},
  define: () => ({
    trigger: { type: 'channel_needs_attention' },
    steps: [
      tellThoseInCharge(
        'tell',
        'A Page must be connected again',
        '{{ event.changes.problem.new | default: "Its connection is gone." }}',
        '/integrations',
      ),
    ],
  }),
});
