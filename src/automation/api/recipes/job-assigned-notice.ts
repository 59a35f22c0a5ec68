import { lineQuestion, recipe } from './define.ts';

export const jobAssignedNotice = recipe({
  id: 'job_assigned_notice',
  title: 'Job planned: tell whoever does it',
  group: 'Jobs',
  summary: 'Tells the member to whom a job is given when it gets its time.',
  questions: {
    title: lineQuestion('Title', 'Job {{ job.number }}: {{ job.title }}'),
  },
  define: ({ title }) => ({
    trigger: { type: 'job_scheduled' },
    conditions: { field: 'job.assigneeId', op: 'is_not_empty' },
    steps: [
      {
        id: 'tell',
        kind: 'action',
        action: 'notify_members',
        input: {
          memberIds: '{{ job.assigneeId }}',
          title,
          text: '{{ client.name | default: "A client" }}, {{ job.scheduledStart | date: "%A, %d %B at %H:%M" }}. {{ job.address | default: "" }}',
          link: '/jobs',
        },
      },
    ],
    settings: { debounceSeconds: 60 },
  }),
});
