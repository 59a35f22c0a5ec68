import type {
  Appointment,
  AppointmentInput,
  AppointmentStatus,
} from '../../../src/contracts/appointments.ts';
import type { PickedContact } from '../work/contact-picker.tsx';
import { instantOf, noTime, type WallClock, wallClock } from '../work/zoned-time.rules.ts';

/** The fields of the form; those of the API carry its names, for its refusals. */
export type AppointmentValues = {
  title: string;
  contactId: PickedContact | null;
  status: AppointmentStatus;
  /** As the clock of `timeZone` shows it. */
  startsAt: WallClock;
  durationMinutes: number;
  timeZone: string;
  location: string;
  notes: string;
  assigneeId: string | null;
};

export function emptyAppointment(
  contact: PickedContact | null,
  assigneeId: string | null,
  timeZone: string,
): AppointmentValues {
  return {
    title: '',
    contactId: contact,
    status: 'scheduled',
    startsAt: noTime,
    durationMinutes: 60,
    timeZone,
    location: '',
    notes: '',
    assigneeId,
  };
}

export function valuesOfAppointment(appointment: Appointment): AppointmentValues {
  const { title, contactId, contactName, status, startsAt, durationMinutes } = appointment;
  const { timeZone, location, notes, assigneeId } = appointment;
  return {
    title,
    contactId: { id: contactId, name: contactName },
    status,
    startsAt: wallClock(startsAt, timeZone),
    durationMinutes,
    timeZone,
    location,
    notes,
    assigneeId,
  };
}

/** What is missing, beside its field. */
export function appointmentProblems(values: AppointmentValues): Record<string, string> {
  return {
    ...(values.title.trim() ? {} : { title: 'Say what it is about.' }),
    ...(values.contactId ? {} : { contactId: 'Choose whom it is with.' }),
    ...(instantOf(values.startsAt, values.timeZone) ? {} : { startsAt: 'Choose day and time.' }),
  };
}

/** What the API takes; null while something is missing. */
export function inputOfAppointment(values: AppointmentValues): AppointmentInput | null {
  const startsAt = instantOf(values.startsAt, values.timeZone);
  if (!startsAt || !values.contactId) return null;
  return { ...values, contactId: values.contactId.id, startsAt };
}
