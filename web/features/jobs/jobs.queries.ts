import type { Job, JobChange, JobInput } from '../../../src/contracts/jobs.ts';
import { toast } from '../../ui/toast.tsx';
import { workQueries } from '../work/work.queries.ts';
import { jobStatuses } from './job-words.ts';

export const {
  useList: useJobs,
  useOne: useJob,
  useCreate: useCreateJob,
  useChange: useChangeJob,
  useRemove: useRemoveJob,
} = workQueries<Job, JobInput, JobChange>('jobs');

/** Sets a job's status; the note offers to take it back. */
export function useSetJobStatus() {
  const { mutate, mutateAsync } = useChangeJob();
  return ({ id, number, status: before }: Job, status: Job['status']) =>
    mutate(
      { id, change: { status } },
      {
        onSuccess: () =>
          toast.done(`Job ${number}: ${jobStatuses[status].name.toLowerCase()}.`, () =>
            mutateAsync({ id, change: { status: before } }),
          ),
      },
    );
}
