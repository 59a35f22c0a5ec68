import { Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import type { Appointment } from '../../../src/contracts/appointments.ts';
import { showFieldErrors } from '../../api/field-errors.ts';
import { FormAlert } from '../../ui/form-alert.tsx';
import { toast } from '../../ui/toast.tsx';
import { AssigneeSelect } from '../work/assignee-select.tsx';
import { ContactPicker } from '../work/contact-picker.tsx';
import { DateTimeInput } from '../work/date-time-input.tsx';
import { errorOf } from '../work/form-error.ts';
import { FormFoot } from '../work/form-foot.tsx';
import { TimeZoneSelect } from '../work/time-zone-select.tsx';
import {
  type AppointmentValues,
  appointmentProblems,
  inputOfAppointment,
} from './appointment-form.rules.ts';
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

/** An appointment: with whom, when on the clock of the place, where. */
export function AppointmentForm({ appointment, initial, mayChange, onClose }: Props) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [deleting, deletion] = useDisclosure(false);
  const create = useCreateAppointment(true);
  const change = useChangeAppointment(true);
  const form = useForm({ initialValues: initial, validate: appointmentProblems });
  const { values, errors } = form;
  const submit = form.onSubmit((entered) => {
    setRefusal(null);
    const input = inputOfAppointment(entered);
    if (!input) return;
    const done = {
      onSuccess: () => {
        toast.done(appointment ? 'Appointment saved.' : 'Appointment made.');
        onClose();
      },
      onError: (error: unknown) => setRefusal(showFieldErrors(form, error)),
    };
    if (appointment) change.mutate({ id: appointment.id, change: input }, done);
    else create.mutate(input, done);
  });
  return (
    <form onSubmit={submit}>
      <fieldset disabled={!mayChange} style={{ border: 0, padding: 0, margin: 0 }}>
        <Stack gap="md">
          <FormAlert message={refusal} />
          <TextInput
            label="Title"
            withAsterisk
            maxLength={300}
            autoFocus={appointment === null}
            {...form.getInputProps('title')}
          />
          <ContactPicker
            label="Contact"
            required
            value={values.contactId}
            error={errorOf(errors['contactId'])}
            onChange={(contact) => form.setFieldValue('contactId', contact)}
          />
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
        </Stack>
      </fieldset>
      {mayChange && (
        <FormFoot
          saveLabel={appointment ? 'Save' : 'Make appointment'}
          saving={create.isPending || change.isPending}
          onCancel={onClose}
          onDelete={appointment ? deletion.open : undefined}
        />
      )}
      {appointment && deleting && (
        <DeleteAppointment appointment={appointment} onClose={deletion.close} onGone={onClose} />
      )}
    </form>
  );
}
