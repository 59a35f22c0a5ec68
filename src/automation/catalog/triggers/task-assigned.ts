import { z } from 'zod';
import { id } from '../action-inputs.ts';
import { trigger } from '../define.ts';
import { changeKey, changeOf, contactRoots, differs, matchMember } from '../matching.ts';
import { sampleEvent, sampleIds } from '../samples.ts';
import { memberField } from '../trigger-forms.ts';

export const taskAssigned = trigger({
  id: 'task_assigned',
  title: 'Task assigned',
  group: 'Tasks',
  summary: 'Starts when a task is given to somebody, when it is made or later.',
  params: z.strictObject({ member: id.optional() }),
  form: [memberField('Assignee')],
  sampleParams: { member: sampleIds.member },
  sample: sampleEvent('task.updated', sampleIds.task, { assigneeId: [null, sampleIds.member] }),
  listens: ['task.created', 'task.updated'],
  provides: [...contactRoots, 'task'],
  keys: ({ member }) => [
    changeKey('task.created', 'assigneeId', member),
    changeKey('task.updated', 'assigneeId', member),
  ],
  match(happening, { member }) {
    if (changeOf(happening, 'assigneeId')?.[1] === null)
      return differs('The task was taken from somebody');
    return matchMember(happening, 'assigneeId', member, 'Assignee');
  },
  references: ({ member }) => (member ? [{ kind: 'member', id: member }] : []),
});
