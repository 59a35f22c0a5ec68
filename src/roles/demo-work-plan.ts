import { AppointmentInput } from '../contracts/appointments.ts';
import { CustomFieldInput, type FieldValue } from '../contracts/custom-fields.ts';
import { JobInput } from '../contracts/jobs.ts';
import type { StageType } from '../contracts/stage-types.ts';
import type { TagInput } from '../contracts/tags.ts';
import { TaskInput } from '../contracts/tasks.ts';

export type DemoContact = {
  id: string;
  name: string;
  stageType: StageType;
  nextBestAction: string | null;
  dealAmount: number | null;
  dealCurrency: string | null;
};

type DemoWork = {
  customFields: CustomFieldInput[];
  fieldValues: { contactId: string; fields: Record<string, FieldValue> }[];
  tags: (TagInput & { contactIds: string[] })[];
  tasks: TaskInput[];
  appointments: AppointmentInput[];
  jobs: JobInput[];
};
type Setting = { now: Date; assigneeId: string | null };

const hours = 1;
const days = 24;

/** What a demo workspace's team has to do with its contacts; less when there are few of them. */
export function planDemoWork(contacts: readonly DemoContact[], setting: Setting): DemoWork {
  const of = (type: StageType) => contacts.filter(({ stageType }) => stageType === type);
  const [leads, open, customers, lost] = [of('LEAD'), of('IN_PROGRESS'), of('WON'), of('LOST')];
  return {
    ...planFields([...customers, ...open]),
    tags: [
      tag('VIP', 'grape', customers.slice(0, 3)),
      tag('Follow up', 'orange', [...open.slice(0, 4), ...leads.slice(0, 2)]),
      tag('Newsletter', 'teal', [...customers.slice(1, 4), ...leads.slice(1, 4)]),
      tag('Win back', 'red', lost.slice(0, 2)),
    ],
    tasks: planTasks([...open.slice(0, 5), ...leads.slice(0, 3)], setting),
    appointments: planAppointments(open.slice(3), setting),
    jobs: planJobs(customers, setting),
  };
}

function planFields(contacts: readonly DemoContact[]) {
  const sources = ['Instagram', 'A friend', 'Search'];
  return {
    customFields: [
      CustomFieldInput.parse({
        key: 'foundUs',
        label: 'Found us through',
        type: 'choice',
        choices: sources,
      }),
      CustomFieldInput.parse({ key: 'birthday', label: 'Birthday', type: 'date' }),
    ],
    fieldValues: contacts.slice(0, 6).map(({ id }, index) => ({
      contactId: id,
      fields: {
        foundUs: sources[index % sources.length] ?? '',
        ...(index % 2 === 0 ? { birthday: `19${80 + index}-0${index + 1}-14` } : {}),
      },
    })),
  };
}

function tag(name: string, colour: TagInput['colour'], contacts: readonly DemoContact[]) {
  return { name, colour, contactIds: contacts.map(({ id }) => id) };
}

/** What the analysis advises, the first of it overdue. */
function planTasks(contacts: readonly DemoContact[], setting: Setting): TaskInput[] {
  const shapes = [
    { due: -20 * hours, priority: 'urgent', status: 'open' },
    { due: 3 * hours, priority: 'high', status: 'in_progress' },
    { due: 6 * hours, priority: 'normal', status: 'open' },
    { due: 1 * days, priority: 'high', status: 'open' },
    { due: 2 * days, priority: 'normal', status: 'open' },
    { due: -2 * days, priority: 'normal', status: 'completed' },
    { due: 5 * days, priority: 'low', status: 'open' },
  ];
  return pair(shapes, contacts).map(([{ due, priority, status }, { id, name, nextBestAction }]) =>
    TaskInput.parse({
      contactId: id,
      title: (nextBestAction || `Write to ${name}`).slice(0, 300),
      priority,
      status,
      dueAt: at(setting, due),
      assigneeId: priority === 'low' ? null : setting.assigneeId,
    }),
  );
}

function planAppointments(contacts: readonly DemoContact[], setting: Setting): AppointmentInput[] {
  const shapes = [
    { title: 'Visit', start: 1 * days, minutes: 45, status: 'confirmed' },
    { title: 'Meeting on site', start: 3 * days, minutes: 90, status: 'scheduled' },
    { title: 'Call about the offer', start: 4 * hours, minutes: 20, status: 'scheduled' },
    { title: 'First call', start: -2 * days, minutes: 30, status: 'completed' },
    { title: 'Visit', start: -1 * days, minutes: 45, status: 'no_show' },
  ];
  return pair(shapes, contacts).map(([{ title, start, minutes, status }, { id, name }]) =>
    AppointmentInput.parse({
      contactId: id,
      title: `${title}: ${name}`,
      status,
      startsAt: at(setting, start),
      durationMinutes: minutes,
      assigneeId: setting.assigneeId,
    }),
  );
}

function planJobs(contacts: readonly DemoContact[], setting: Setting): JobInput[] {
  const shapes = [
    { title: 'Deliver and set up the order', start: -3 * days, status: 'completed' },
    { title: 'Set up on site', start: -1 * hours, status: 'in_progress' },
    { title: 'Deliver the order', start: 1 * days, status: 'scheduled' },
    { title: 'Repair under warranty', start: null, status: 'new' },
    { title: 'Wait for the missing part', start: 2 * days, status: 'on_hold' },
  ];
  return pair(shapes, contacts).map(([{ title, start, status }, contact]) =>
    JobInput.parse({
      contactId: contact.id,
      title,
      status,
      scheduledStart: start === null ? null : at(setting, start),
      scheduledEnd: start === null ? null : at(setting, start + 2 * hours),
      amount: contact.dealAmount,
      currency: contact.dealAmount === null ? null : contact.dealCurrency,
      assigneeId: status === 'new' ? null : setting.assigneeId,
    }),
  );
}

/** Each shape with a contact of its own, as far as there are contacts. */
function pair<S>(shapes: readonly S[], contacts: readonly DemoContact[]): [S, DemoContact][] {
  return shapes.flatMap((shape, index): [S, DemoContact][] => {
    const contact = contacts[index];
    return contact ? [[shape, contact]] : [];
  });
}

/** @param offset hours from now; times are on the full hour */
function at({ now }: Setting, offset: number): string {
  const hour = 3_600_000;
  return new Date((Math.floor(now.getTime() / hour) + offset) * hour).toISOString();
}
