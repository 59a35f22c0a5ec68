import { recipe } from './define.ts';
import { tellThoseInCharge } from './parts.ts';

export const syncFailedNotice = recipe({
  id: 'sync_failed_notice',
  title: 'Sync failed: tell the admins',
  group: 'Team',
  summary: 'Tells those in charge when conversations of a Page could not be brought in.',
  questions: {},
  define: () => ({
    trigger: { type: 'sync_failed' },
    steps: [
      tellThoseInCharge(
        'tell',
        'A sync has failed',
        'Reason: {{ event.changes.errorCode.new | default: "unknown" }}. Have a look at the integrations.',
        '/integrations',
      ),
    ],
  }),
});
