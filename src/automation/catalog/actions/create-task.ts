import { z } from 'zod';
import { TaskPriority, taskPriorities } from '../../../contracts/tasks.ts';
import type { ActionContext } from '../../model/action-types.ts';
import { durationMs } from '../../model/time.ts';
import { assigneeField, optionsOf } from '../action-forms.ts';
import {
  assignee,
  duration,
  longText,
  moment,
  optional,
  text,
  toMoment,
} from '../action-inputs.ts';
import { assigneeKey, raised, reference, zoneRoot } from '../action-keys.ts';
import { contactZone, done, memberOf } from '../action-plans.ts';
import { action } from '../define.ts';
import { sampleIds } from '../samples.ts';

const Input = z
  .strictObject({
    title: text(300),
    description: longText(5_000),
    priority: TaskPriority.default('normal'),
    dueIn: optional(duration),
    dueAt: optional(moment),
    assigneeId: optional(assignee),
  })
  .refine(({ dueIn, dueAt }) => dueIn === undefined || dueAt === undefined, {
    path: ['dueAt'],
    error: 'is too much beside dueIn',
  });

export const createTask = action({
  id: 'create_task',
  title: 'Create a task',
  group: 'Work',
  summary: 'Gives the team something to do, with the contact when the run has one.',
  permission: 'agent',
  sends: false,
  needs: [],
  touches: [],
  // Waits for tasks that a step before it completes: the new one is not among them.
  reads: ['owner', 'task', zoneRoot],
  form: [
    { name: 'title', label: 'Title', control: 'template', required: true },
    { name: 'description', label: 'Description', control: 'long_template', required: false },
    {
      name: 'priority',
      label: 'Priority',
      control: 'select',
      required: false,
      options: optionsOf(taskPriorities),
      default: 'normal',
    },
    { name: 'dueIn', label: 'Due in', control: 'duration', required: false },
    {
      name: 'dueAt',
      label: 'Or due at',
      control: 'template',
      required: false,
      help: "A date and time on the contact's clock, or a variable such as {{ appointment.startsAt }}.",
    },
    assigneeField,
  ],
  input: Input,
  sampleInput: {
    title: 'Call {{ contact.firstName | default: "the customer" }}',
    description: '{{ contact.nextBestAction | default: "" }}',
    priority: 'high',
    dueIn: { amount: 4, unit: 'hours' },
    assigneeId: 'contact_owner',
  },
  sampleOutput: { taskId: sampleIds.task, dueAt: '2026-03-02T15:00:00.000Z' },
  references: ({ assigneeId }) => reference('member', assigneeId),
  raises: (input) =>
    raised('task.created', {
      title: input['title'],
      status: 'open',
      priority: input['priority'] ?? 'normal',
      assigneeId: assigneeKey(input),
      dueAt: input['dueIn'] === undefined && input['dueAt'] === undefined ? undefined : null,
    }),
  plan: (input, context) => {
    const id = context.newId();
    const dueAt = dueOf(input, context);
    const { title, description, priority } = input;
    const assigneeId = memberOf(input.assigneeId, context.facts);
    return done(
      {
        kind: 'create_task',
        id,
        contactId: context.contactId,
        title,
        description,
        priority,
        assigneeId,
        dueAt,
      },
      { taskId: id, dueAt },
    );
  },
});

function dueOf({ dueIn, dueAt }: z.output<typeof Input>, { facts, now }: ActionContext) {
  if (dueAt !== undefined) return toMoment(dueAt, contactZone(facts));
  return dueIn === undefined ? null : new Date(now.getTime() + durationMs(dueIn)).toISOString();
}
