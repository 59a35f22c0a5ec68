import type { Job, JobStatus } from '../../../src/contracts/jobs.ts';
import type { StatusWords } from '../work/status-menu.tsx';

export const jobStatuses: StatusWords<JobStatus> = {
  new: { name: 'New', tone: 'quiet' },
  scheduled: { name: 'Scheduled', tone: 'busy' },
  in_progress: { name: 'In progress', tone: 'busy' },
  on_hold: { name: 'On hold', tone: 'warning' },
  completed: { name: 'Completed', tone: 'good' },
  cancelled: { name: 'Cancelled', tone: 'bad' },
};

/** Whether nothing is left to do. */
export function isOver({ status }: Pick<Job, 'status'>): boolean {
  return status === 'completed' || status === 'cancelled';
}
