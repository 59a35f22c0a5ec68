import { Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import type { Appointment, AppointmentStatus } from '../../../src/contracts/appointments.ts';
import { toast } from '../../ui/toast.tsx';
import { AssigneeSelect } from '../work/assignee-select.tsx';
import { ContactPicker } from '../work/contact-picker.tsx';
import { DateTimeInput } from '../work/date-time-input.tsx';
import { errorOf } from '../work/form-error.ts';
import { RowForm } from '../work/row-form.tsx';
import { TimeZoneSelect } from '../work/time-zone-select.tsx';
import { useSaveRow } from '../work/use-save-row.ts';
import {
  type AppointmentValues,
  appointmentProblems,
  inputOfAppointment,
} from './appointment-form.rules.ts';
import { appointmentStatuses } from './appointment-words.ts';
import { useChangeAppointment, useCreateAppointment } from './appointments.queries.ts';
import { DeleteAppointment } from './delete-appointment.tsx';
import { DurationSelect } from './duration-select.tsx';

type Props = {
  /** The appointment that is edited; null makes one. */
  appointment: Appointment | null;
  initial: AppointmentValues;
  mayChange: boolean;
  onClose: () => void;
};
const statuses = Object.entries(appointmentStatuses).map(([value, { name }]) => ({
  value,
  label: name,
}));
const labels: Record<keyof AppointmentValues, string> = {
  title: 'Title',
  contactId: 'Contact',
  status: 'Status',
  startsAt: 'Starts',
  durationMinutes: 'Duration',
  timeZone: 'Time zone',
  location: 'Location',
  assigneeId: 'Assignee',
  notes: 'Notes',
};

/** An appointment: with whom, when on the clock of the place, where. */
export function AppointmentForm({ appointment, initial, mayChange, onClose }: Props) {
  const [deleting, deletion] = useDisclosure(false);
  const create = useCreateAppointment(true);
  const change = useChangeAppointment(true);
  const form = useForm({ initialValues: initial, validate: appointmentProblems });
  const { values, errors } = form;
  const { save, refusal, saving, fresh } = useSaveRow({
    form,
    row: appointment,
    values: initial,
    inputOf: inputOfAppointment,
    create,
    change,
    onSaved: () => toast.done(appointment ? 'Appointment saved.' : 'Appointment made.'),
    onClose,
  });
  return (
    <>
      <RowForm
        isNew={appointment === null}
        mayChange={mayChange}
        onSubmit={form.onSubmit(save)}
        refusal={refusal}
        contested={fresh.contested.map((field) => labels[field])}
        onTakeTheirs={fresh.takeTheirs}
        title={form.getInputProps('title')}
        addLabel="Make appointment"
        saving={saving}
        onCancel={onClose}
        onDelete={deletion.open}
      >
        <ContactPicker
          label="Contact"
          required
          value={values.contactId}
          error={errorOf(errors['contactId'])}
          onChange={(contact) => form.setFieldValue('contactId', contact)}
        />
        {appointment && (
          <Select
            label="Status"
            allowDeselect={false}
            data={statuses}
            value={values.status}
            error={errorOf(errors['status'])}
            onChange={(status) => form.setFieldValue('status', status as AppointmentStatus)}
          />
        )}
        <DateTimeInput
          label="Starts"
          required
          value={values.startsAt}
          error={errorOf(errors['startsAt'])}
          onChange={(startsAt) => form.setFieldValue('startsAt', startsAt)}
        />
        <DurationSelect
          value={values.durationMinutes}
          error={errorOf(errors['durationMinutes'])}
          onChange={(minutes) => form.setFieldValue('durationMinutes', minutes)}
        />
        <TimeZoneSelect
          label="Time zone"
          value={values.timeZone}
          error={errorOf(errors['timeZone'])}
          onChange={(timeZone) => timeZone && form.setFieldValue('timeZone', timeZone)}
        />
        <TextInput
          label="Location"
          placeholder="Address, room or link"
          maxLength={1000}
          {...form.getInputProps('location')}
        />
        <AssigneeSelect
          value={values.assigneeId}
          error={errorOf(errors['assigneeId'])}
          onChange={(assigneeId) => form.setFieldValue('assigneeId', assigneeId)}
        />
        <Textarea
          label="Notes"
          autosize
          minRows={3}
          maxRows={12}
          maxLength={10_000}
          {...form.getInputProps('notes')}
        />
      </RowForm>
      {appointment && deleting && (
        <DeleteAppointment appointment={appointment} onClose={deletion.close} onGone={onClose} />
      )}
    </>
  );
}
