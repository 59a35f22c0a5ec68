import { recipe } from './define.ts';
import { inCharge } from './parts.ts';

export const taskOverdueNotice = recipe({
  id: 'task_overdue_notice',
  title: 'Task overdue: remind, then escalate',
  group: 'Team',
  summary: 'Tells those in charge when a task is still open a day after its time.',
  questions: {},
  define: () => ({
    trigger: { type: 'task_overdue' },
    steps: [
      {
        id: 'assigned',
        name: 'Given to somebody?',
        kind: 'branch',
        branches: [
          {
            id: 'yes',
            condition: { field: 'task.assigneeId', op: 'is_not_empty' },
            steps: [
              {
                id: 'remind',
                kind: 'action',
                action: 'notify_members',
                input: {
                  memberIds: '{{ task.assigneeId }}',
                  title: 'Overdue: {{ task.title }}',
                  link: '/tasks',
                },
              },
            ],
          },
        ],
      },
      { id: 'wait', kind: 'delay', for: { amount: 1, unit: 'days' } },
      {
        id: 'still_open',
        name: 'Still open?',
        kind: 'branch',
        branches: [
          {
            id: 'yes',
            condition: { field: 'task.status', op: 'in', value: ['open', 'in_progress'] },
            steps: [
              {
                id: 'escalate',
                kind: 'action',
                action: 'notify_members',
                input: {
                  roles: inCharge,
                  title: 'Overdue for a day: {{ task.title }}',
                  text: 'For {{ task.assigneeName | default: "nobody yet" }}',
                  link: '/tasks',
                },
              },
            ],
          },
        ],
      },
    ],
  }),
});
