import { lazy, Suspense } from 'react';
import type { Contact } from '../../../src/contracts/contacts.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { contactName } from './contact-words.ts';
import { Notes } from './notes.tsx';

// Loaded when opened: the board, which shows contacts too, starts with less script.
const ContactTasks = lazy(() => import('../tasks/contact-tasks.tsx'));
const ContactAppointments = lazy(() => import('../appointments/contact-appointments.tsx'));
const ContactJobs = lazy(() => import('../jobs/contact-jobs.tsx'));
const ContactAutomations = lazy(() => import('../runs/contact-automations.tsx'));

/** The tabs about what is kept and planned for a contact. */
export const workTabs = {
  notes: 'Notes',
  tasks: 'Tasks',
  appointments: 'Appointments',
  jobs: 'Jobs',
  automations: 'Automations',
} as const;

export type WorkTab = keyof typeof workTabs;

export function isWorkTab(tab: string): tab is WorkTab {
  return Object.hasOwn(workTabs, tab);
}

/** What one of these tabs shows. */
export function WorkTabPanel({ tab, contact }: { tab: WorkTab; contact: Contact }) {
  const picked = { id: contact.id, name: contactName(contact) };
  return (
    <Suspense fallback={<SkeletonRows rows={3} />}>
      {tab === 'notes' && <Notes contactId={contact.id} />}
      {tab === 'tasks' && <ContactTasks contact={picked} />}
      {tab === 'appointments' && <ContactAppointments contact={picked} />}
      {tab === 'jobs' && <ContactJobs contact={picked} />}
      {tab === 'automations' && <ContactAutomations contactId={contact.id} />}
    </Suspense>
  );
}
