import { useMembership } from '../accounts/accounts.queries.ts';
import { useMay } from '../accounts/roles.ts';
import { useWorkspace } from '../team/team.queries.ts';
import type { PickedContact } from '../work/contact-picker.tsx';
import { LoadedRow, WorkDrawer } from '../work/work-drawer.tsx';
import { emptyAppointment, valuesOfAppointment } from './appointment-form.rules.ts';
import { AppointmentForm } from './appointment-form.tsx';
import { useAppointment } from './appointments.queries.ts';

type Props = { appointmentId: string; onClose: () => void };

/** An appointment that is there, to be read and changed. */
export function AppointmentDrawer({ appointmentId, onClose }: Props) {
  const query = useAppointment(appointmentId);
  const mayChange = useMay('agent');
  return (
    <WorkDrawer title="Appointment" onClose={onClose}>
      <LoadedRow query={query} noun="appointment">
        {(appointment) => (
          <AppointmentForm
            key={appointment.id}
            appointment={appointment}
            initial={valuesOfAppointment(appointment)}
            mayChange={mayChange}
            onClose={onClose}
          />
        )}
      </LoadedRow>
    </WorkDrawer>
  );
}

type NewProps = { contact: PickedContact | null; onClose: () => void };

/** An appointment to be made, in the time zone of the workspace. */
export function NewAppointmentDrawer({ contact, onClose }: NewProps) {
  const { memberId } = useMembership();
  const query = useWorkspace();
  return (
    <WorkDrawer title="New appointment" onClose={onClose}>
      <LoadedRow query={query} noun="workspace">
        {({ timeZone }) => (
          <AppointmentForm
            appointment={null}
            initial={emptyAppointment(contact, memberId, timeZone)}
            mayChange
            onClose={onClose}
          />
        )}
      </LoadedRow>
    </WorkDrawer>
  );
}
