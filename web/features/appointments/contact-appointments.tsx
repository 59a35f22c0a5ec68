import type { PickedContact } from '../work/contact-picker.tsx';
import { ContactWork } from '../work/contact-work.tsx';
import { AppointmentDrawer, NewAppointmentDrawer } from './appointment-drawer.tsx';
import { AppointmentRow } from './appointment-row.tsx';
import { useAppointments } from './appointments.queries.ts';

type Props = { contact: PickedContact };

/** Appointments with a contact, the latest first. */
export default function ContactAppointments({ contact }: Props) {
  return (
    <ContactWork
      noun="appointments"
      query={useAppointments({ contactId: contact.id, sort: 'startLatest' })}
      empty="No appointment with this contact."
      addLabel="Make appointment"
      row={(appointment, mayChange, open) => (
        <AppointmentRow
          key={appointment.id}
          appointment={appointment}
          mayChange={mayChange}
          ofContact
          onOpen={open}
        />
      )}
      drawer={(id, close) => <AppointmentDrawer appointmentId={id} onClose={close} />}
      newDrawer={(close) => <NewAppointmentDrawer contact={contact} onClose={close} />}
    />
  );
}
