import type { Job } from '../../../src/contracts/jobs.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { useRemoveJob } from './jobs.queries.ts';

type Props = { job: Job; onClose: () => void; onGone: () => void };

/** Asks before a job is gone for good. */
export function DeleteJob({ job, onClose, onGone }: Props) {
  const remove = useRemoveJob();
  return (
    <ConfirmDialog
      opened
      title={`Delete job ${job.number}?`}
      confirmLabel="Delete"
      danger
      pending={remove.isPending}
      onConfirm={() =>
        remove.mutate(job.id, {
          onSuccess: () => {
            toast.done(`Job ${job.number} is deleted.`);
            onGone();
          },
          onError: onClose,
        })
      }
      onClose={onClose}
    >
      It is gone for good, with its number, schedule and amount. If it will not be done, give it the
      status Cancelled instead: then it stays in the client’s history.
    </ConfirmDialog>
  );
}
