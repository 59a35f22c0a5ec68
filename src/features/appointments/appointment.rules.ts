import type { AppointmentStatus } from '../../contracts/appointments.ts';

type Rescheduled = { status: AppointmentStatus } | { refusal: string };

/** The status with which an appointment goes on at another time; a missed one begins anew. */
export function reschedule(status: AppointmentStatus): Rescheduled {
  if (status === 'completed') {
    return { refusal: 'This appointment is completed: make a new one for another time.' };
  }
  if (status === 'cancelled') {
    return {
      refusal: 'This appointment is cancelled: set its status to scheduled, then give it a time.',
    };
  }
  return { status: status === 'no_show' ? 'scheduled' : status };
}
