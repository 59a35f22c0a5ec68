import { Select, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import type { Job, JobStatus } from '../../../src/contracts/jobs.ts';
import { toast } from '../../ui/toast.tsx';
import { AssigneeSelect } from '../work/assignee-select.tsx';
import { ContactPicker } from '../work/contact-picker.tsx';
import { DateTimeInput } from '../work/date-time-input.tsx';
import { errorOf } from '../work/form-error.ts';
import { RowForm } from '../work/row-form.tsx';
import { useSaveRow } from '../work/use-save-row.ts';
import { ownTimeZone } from '../work/zoned-time.rules.ts';
import { AmountInput } from './amount-input.tsx';
import { DeleteJob } from './delete-job.tsx';
import { inputOfJob, type JobValues, jobProblems } from './job-form.rules.ts';
import { jobStatuses } from './job-words.ts';
import { useChangeJob, useCreateJob } from './jobs.queries.ts';

type Props = {
  /** The job that is edited; null makes one. */
  job: Job | null;
  initial: JobValues;
  mayChange: boolean;
  onClose: () => void;
};

const statuses = Object.entries(jobStatuses).map(([value, { name }]) => ({ value, label: name }));
const labels: Record<keyof JobValues, string> = {
  title: 'Title',
  contactId: 'Client',
  status: 'Status',
  scheduledStart: 'Starts',
  scheduledEnd: 'Ends',
  address: 'Address',
  amount: 'Amount',
  currency: 'Currency',
  assigneeId: 'Assignee',
  description: 'Description',
};

/** A job: what, for whom, when, where and for how much. */
export function JobForm({ job, initial, mayChange, onClose }: Props) {
  const [deleting, deletion] = useDisclosure(false);
  const create = useCreateJob(true);
  const change = useChangeJob(true);
  const form = useForm({ initialValues: initial, validate: jobProblems });
  const { values, errors } = form;
  const { save, refusal, saving, fresh } = useSaveRow({
    form,
    row: job,
    values: initial,
    inputOf: (entered: JobValues) => inputOfJob(entered, ownTimeZone),
    create,
    change,
    onSaved: ({ number }: Job) => toast.done(`Job ${number} ${job ? 'saved' : 'added'}.`),
    onClose,
  });
  return (
    <>
      <RowForm
        isNew={job === null}
        mayChange={mayChange}
        onSubmit={form.onSubmit(save)}
        refusal={refusal}
        contested={fresh.contested.map((field) => labels[field])}
        onTakeTheirs={fresh.takeTheirs}
        title={form.getInputProps('title')}
        addLabel="Add job"
        saving={saving}
        onCancel={onClose}
        onDelete={deletion.open}
      >
        <ContactPicker
          label="Client"
          required
          value={values.contactId}
          error={errorOf(errors['contactId'])}
          onChange={(contact) => form.setFieldValue('contactId', contact)}
        />
        {job && (
          <Select
            label="Status"
            allowDeselect={false}
            data={statuses}
            value={values.status}
            error={errorOf(errors['status'])}
            onChange={(status) => form.setFieldValue('status', status as JobStatus)}
          />
        )}
        <DateTimeInput
          label="Starts"
          value={values.scheduledStart}
          error={errorOf(errors['scheduledStart'])}
          onChange={(start) => form.setFieldValue('scheduledStart', start)}
        />
        <DateTimeInput
          label="Ends"
          defaultTime="17:00"
          value={values.scheduledEnd}
          error={errorOf(errors['scheduledEnd'])}
          onChange={(end) => form.setFieldValue('scheduledEnd', end)}
        />
        <Textarea
          label="Address"
          autosize
          minRows={1}
          maxLength={1000}
          {...form.getInputProps('address')}
        />
        <AmountInput
          amount={values.amount}
          currency={values.currency}
          error={errorOf(errors['amount'] ?? errors['currency'])}
          onChange={(money) => form.setValues(money)}
        />
        <AssigneeSelect
          value={values.assigneeId}
          error={errorOf(errors['assigneeId'])}
          onChange={(assigneeId) => form.setFieldValue('assigneeId', assigneeId)}
        />
        <Textarea
          label="Description"
          autosize
          minRows={3}
          maxRows={12}
          maxLength={10_000}
          {...form.getInputProps('description')}
        />
      </RowForm>
      {job && deleting && <DeleteJob job={job} onClose={deletion.close} onGone={onClose} />}
    </>
  );
}
