import { lineQuestion, memberQuestion, recipe, timeQuestion } from './define.ts';

export const weeklySummary = recipe({
  id: 'weekly_summary',
  title: 'Weekly review of the pipeline',
  group: 'Team',
  summary: 'Makes a task every Monday to go through the board with the team.',
  questions: {
    time: timeQuestion('At', '09:00'),
    title: lineQuestion('Title of the task', 'Go through the board: who is stuck, who is next?'),
    assigneeId: memberQuestion('For'),
  },
  define: ({ time, title, assigneeId }) => ({
    trigger: { type: 'schedule', params: { cron: mondayAt(time) } },
    steps: [
      {
        id: 'review',
        kind: 'action',
        action: 'create_task',
        input: {
          title,
          dueIn: { amount: 8, unit: 'hours' },
          ...(assigneeId === undefined ? {} : { assigneeId }),
        },
      },
    ],
  }),
});

/** '09:30' → '30 9 * * 1' */
function mondayAt(time: string): string {
  const [hour, minute] = time.split(':').map(Number);
  return `${minute} ${hour} * * 1`;
}
