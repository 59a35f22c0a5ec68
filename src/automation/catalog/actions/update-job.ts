import { z } from 'zod';
import { JobStatus, jobStatuses } from '../../../contracts/jobs.ts';
import type { ActionPlan } from '../../model/action-types.ts';
import type { Facts, JsonObject } from '../../model/types.ts';
import { assigneeField, optionsOf } from '../action-forms.ts';
import { assignee, moment, optional, toMoment } from '../action-inputs.ts';
import { assigneeKey, raised, reference, zoneRoot } from '../action-keys.ts';
import { contactZone, done, factText, failed, memberOf } from '../action-plans.ts';
import { action } from '../define.ts';
import { sampleIds } from '../samples.ts';

const Input = z
  .strictObject({
    status: optional(JobStatus),
    assigneeId: optional(assignee),
    scheduledStart: optional(moment),
    scheduledEnd: optional(moment),
  })
  .refine((input) => Object.values(input).some((value) => value !== undefined), {
    error: 'give at least one change',
  });

const onTheClock = "A date and time such as 2026-03-09 14:30 on the contact's clock.";

export const updateJob = action({
  id: 'update_job',
  title: 'Update the job',
  group: 'Work',
  summary: 'Gives the job that the run is about another status, assignee or schedule.',
  permission: 'agent',
  sends: false,
  needs: ['job'],
  touches: ['job'],
  reads: ['job', 'owner', zoneRoot],
  form: [
    {
      name: 'status',
      label: 'Status',
      control: 'select',
      required: false,
      options: optionsOf(jobStatuses),
    },
    assigneeField,
    {
      name: 'scheduledStart',
      label: 'Starts at',
      control: 'template',
      required: false,
      help: onTheClock,
    },
    {
      name: 'scheduledEnd',
      label: 'Ends at',
      control: 'template',
      required: false,
      help: onTheClock,
    },
  ],
  input: Input,
  sampleInput: {
    status: 'scheduled',
    scheduledStart: '{{ appointment.startsAt | default: "2026-03-09 08:00" }}',
  },
  sampleOutput: {
    jobId: sampleIds.job,
    status: 'scheduled',
    scheduledStart: '2026-03-09T08:00:00.000Z',
  },
  references: ({ assigneeId }) => reference('member', assigneeId),
  raises: (input) =>
    raised('job.updated', {
      status: input['status'],
      assigneeId: assigneeKey(input),
      scheduledStart: input['scheduledStart'] === undefined ? undefined : null,
      scheduledEnd: input['scheduledEnd'] === undefined ? undefined : null,
      completedAt: input['status'] === 'completed' ? null : undefined,
    }),
  plan: (input, { facts }) => {
    const jobId = factText(facts, 'job.id');
    return jobId === null
      ? failed('no_job', 'This run has no job')
      : planChange(jobId, changesOf(input, facts), facts);
  },
});

function changesOf(input: z.output<typeof Input>, facts: Facts): JsonObject {
  const zone = contactZone(facts);
  const { status, assigneeId, scheduledStart: start, scheduledEnd: end } = input;
  return {
    ...(status !== undefined && { status }),
    ...(assigneeId !== undefined && { assigneeId: memberOf(assigneeId, facts) }),
    ...(start !== undefined && { scheduledStart: toMoment(start, zone) }),
    ...(end !== undefined && { scheduledEnd: toMoment(end, zone) }),
  };
}

/** The database refuses a job that ends before it starts: said here, before anything is written. */
function planChange(jobId: string, set: JsonObject, facts: Facts): ActionPlan {
  const timeOf = (field: 'scheduledStart' | 'scheduledEnd') =>
    field in set ? set[field] : factText(facts, `job.${field}`);
  const start = timeOf('scheduledStart');
  const end = timeOf('scheduledEnd');
  if (typeof start === 'string' && typeof end === 'string' && Date.parse(end) < Date.parse(start)) {
    return failed('invalid_input', `The job would end (${end}) before it starts (${start})`);
  }
  return done({ kind: 'update_job', jobId, set }, { jobId, ...set });
}
