import { useMutation, useQueryClient } from '@tanstack/react-query';
import type {
  Appointment,
  AppointmentChange,
  AppointmentInput,
  RescheduleInput,
} from '../../../src/contracts/appointments.ts';
import { api } from '../../api/client.ts';
import { toast } from '../../ui/toast.tsx';
import { workQueries } from '../work/work.queries.ts';
import { appointmentStatuses } from './appointment-words.ts';

export const {
  useList: useAppointments,
  useOne: useAppointment,
  useCreate: useCreateAppointment,
  useChange: useChangeAppointment,
  useRemove: useRemoveAppointment,
} = workQueries<Appointment, AppointmentInput, AppointmentChange>('appointments');

/** Sets an appointment's status; the note offers to take it back. */
export function useSetAppointmentStatus() {
  const { mutate, mutateAsync } = useChangeAppointment();
  return ({ id, title, status: before }: Appointment, status: Appointment['status']) =>
    mutate(
      { id, change: { status } },
      {
        onSuccess: () =>
          toast.done(`${title}: ${appointmentStatuses[status].name.toLowerCase()}.`, () =>
            mutateAsync({ id, change: { status: before } }),
          ),
      },
    );
}

export function useReschedule(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: RescheduleInput) =>
      api.post<Appointment>(`/appointments/${id}/reschedule`, input),
    meta: { showsOwnErrors: true },
    onSuccess: () => void client.invalidateQueries({ queryKey: ['appointments'] }),
  });
}
