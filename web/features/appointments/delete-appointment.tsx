import type { Appointment } from '../../../src/contracts/appointments.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { useRemoveAppointment } from './appointments.queries.ts';

type Props = { appointment: Appointment; onClose: () => void; onGone: () => void };

/** Asks before an appointment is gone for good. */
export function DeleteAppointment({ appointment, onClose, onGone }: Props) {
  const remove = useRemoveAppointment();
  return (
    <ConfirmDialog
      opened
      title={`Delete ${appointment.title}?`}
      confirmLabel="Delete"
      danger
      pending={remove.isPending}
      onConfirm={() =>
        remove.mutate(appointment.id, {
          onSuccess: () => {
            toast.done(`${appointment.title} is deleted.`);
            onGone();
          },
          onError: onClose,
        })
      }
      onClose={onClose}
    >
      It is gone for good, and with it the reminders that wait for it. If it was called off, give it
      the status Cancelled instead: then it stays in the history of {appointment.contactName}.
    </ConfirmDialog>
  );
}
