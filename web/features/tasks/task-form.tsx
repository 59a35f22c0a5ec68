import { Input, SegmentedControl, Select, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Task, TaskPriority, TaskStatus } from '../../../src/contracts/tasks.ts';
import { toast } from '../../ui/toast.tsx';
import { AssigneeSelect } from '../work/assignee-select.tsx';
import { ContactPicker } from '../work/contact-picker.tsx';
import { DateTimeInput } from '../work/date-time-input.tsx';
import { errorOf } from '../work/form-error.ts';
import { RowForm } from '../work/row-form.tsx';
import { useSaveRow } from '../work/use-save-row.ts';
import { lacksTime, ownTimeZone, wallClock } from '../work/zoned-time.rules.ts';
import { inputOfTask, type TaskValues } from './task-form.rules.ts';
import { priorityNames, taskStatuses } from './task-words.ts';
import { useChangeTask, useCreateTask, useDeleteTask } from './tasks.queries.ts';

type Props = {
  /** The task that is edited; null makes one. */
  task: Task | null;
  initial: TaskValues;
  mayChange: boolean;
  onClose: () => void;
};

const priorities = Object.entries(priorityNames).map(([value, label]) => ({ value, label }));
const statuses = Object.entries(taskStatuses).map(([value, { name }]) => ({ value, label: name }));
const labels: Record<keyof TaskValues, string> = {
  title: 'Title',
  dueAt: 'Due',
  priority: 'Priority',
  status: 'Status',
  assigneeId: 'Assignee',
  contactId: 'Contact',
  description: 'Description',
};
const dayMs = 86_400_000;

/** A task: what, until when, who, for whom. */
export function TaskForm({ task, initial, mayChange, onClose }: Props) {
  const create = useCreateTask(true);
  const change = useChangeTask(true);
  const remove = useDeleteTask();
  const form = useForm({
    initialValues: initial,
    validate: {
      title: (title) => (title.trim() ? null : 'Say what is to be done.'),
      dueAt: (due) => (lacksTime(due) ? 'Choose the time too.' : null),
    },
  });
  const { save, refusal, saving, fresh } = useSaveRow({
    form,
    row: task,
    values: initial,
    inputOf: (values: TaskValues) => inputOfTask(values, ownTimeZone),
    create,
    change,
    onSaved: () => toast.done(task ? 'Task saved.' : 'Task added.'),
    onClose,
  });
  return (
    <RowForm
      isNew={task === null}
      mayChange={mayChange}
      onSubmit={form.onSubmit(save)}
      refusal={refusal}
      contested={fresh.contested.map((field) => labels[field])}
      onTakeTheirs={fresh.takeTheirs}
      title={form.getInputProps('title')}
      addLabel="Add task"
      saving={saving}
      onCancel={onClose}
      onDelete={() => task && remove(task, onClose)}
    >
      <DateTimeInput
        label="Due"
        value={form.values.dueAt}
        defaultTime="17:00"
        error={errorOf(form.errors['dueAt'])}
        suggestions={suggestedDays()}
        onChange={(dueAt) => form.setFieldValue('dueAt', dueAt)}
      />
      <Input.Wrapper label="Priority" labelElement="div">
        <SegmentedControl
          fullWidth
          aria-label="Priority"
          data={priorities}
          value={form.values.priority}
          onChange={(priority) => form.setFieldValue('priority', priority as TaskPriority)}
        />
      </Input.Wrapper>
      {task && (
        <Select
          label="Status"
          allowDeselect={false}
          data={statuses}
          value={form.values.status}
          error={errorOf(form.errors['status'])}
          onChange={(status) => form.setFieldValue('status', status as TaskStatus)}
        />
      )}
      <AssigneeSelect
        value={form.values.assigneeId}
        error={errorOf(form.errors['assigneeId'])}
        onChange={(assigneeId) => form.setFieldValue('assigneeId', assigneeId)}
      />
      <ContactPicker
        label="Contact"
        value={form.values.contactId}
        error={errorOf(form.errors['contactId'])}
        onChange={(contact) => form.setFieldValue('contactId', contact)}
      />
      <Textarea
        label="Description"
        autosize
        minRows={3}
        maxRows={12}
        maxLength={5000}
        {...form.getInputProps('description')}
      />
    </RowForm>
  );
}

function suggestedDays(): { label: string; date: string }[] {
  const day = (days: number) => wallClock(Date.now() + days * dayMs, ownTimeZone).date;
  return [
    { label: 'Today', date: day(0) },
    { label: 'Tomorrow', date: day(1) },
    { label: 'In a week', date: day(7) },
  ];
}
