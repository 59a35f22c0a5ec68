import type { PickedContact } from '../work/contact-picker.tsx';
import { ContactWork } from '../work/contact-work.tsx';
import { JobDrawer, NewJobDrawer } from './job-drawer.tsx';
import { JobRow } from './job-row.tsx';
import { useJobs } from './jobs.queries.ts';

type Props = { contact: PickedContact };

/** Jobs for a contact, the newest first. */
export default function ContactJobs({ contact }: Props) {
  return (
    <ContactWork
      noun="jobs"
      query={useJobs({ contactId: contact.id })}
      empty="No job for this contact."
      addLabel="Add job"
      row={(job, mayChange, open) => (
        <JobRow key={job.id} job={job} mayChange={mayChange} ofContact onOpen={open} />
      )}
      drawer={(id, close) => <JobDrawer jobId={id} onClose={close} />}
      newDrawer={(close) => <NewJobDrawer contact={contact} onClose={close} />}
    />
  );
}
