import { useMay } from '../accounts/roles.ts';
import type { PickedContact } from '../work/contact-picker.tsx';
import { LoadedRow, WorkDrawer } from '../work/work-drawer.tsx';
import { ownTimeZone } from '../work/zoned-time.rules.ts';
import { emptyJob, valuesOfJob } from './job-form.rules.ts';
import { JobForm } from './job-form.tsx';
import { useJob } from './jobs.queries.ts';

type Props = { jobId: string; onClose: () => void };

/** A job that is there, to be read and changed. */
export function JobDrawer({ jobId, onClose }: Props) {
  const query = useJob(jobId);
  const mayChange = useMay('agent');
  return (
    <WorkDrawer title={query.data ? `Job ${query.data.number}` : 'Job'} onClose={onClose}>
      <LoadedRow query={query} noun="job">
        {(job) => (
          <JobForm
            key={job.id}
            job={job}
            initial={valuesOfJob(job, ownTimeZone)}
            mayChange={mayChange}
            onClose={onClose}
          />
        )}
      </LoadedRow>
    </WorkDrawer>
  );
}

type NewProps = { contact: PickedContact | null; onClose: () => void };

/** A job to be made. */
export function NewJobDrawer({ contact, onClose }: NewProps) {
  return (
    <WorkDrawer title="New job" onClose={onClose}>
      <JobForm job={null} initial={emptyJob(contact, null)} mayChange onClose={onClose} />
    </WorkDrawer>
  );
}
