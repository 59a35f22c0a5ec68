import {
  Autocomplete,
  Group,
  Input,
  MultiSelect,
  NumberInput,
  Select,
  Switch,
  TagsInput,
} from '@mantine/core';
import { usePipelines } from '../../pipelines/pipelines.queries.ts';
import { useMembers } from '../../team/team.queries.ts';
import { useAutomationNames } from '../automations.queries.ts';
import { useCustomFields, useTags } from '../catalog.queries.ts';
import { asText, type ControlProps, inputProps } from './field-spec.ts';

type Choice = { value: string; label: string };
type Group_ = { group: string; items: Choice[] };

/** A list in a stored value may also be a text with commas. */
const asList = (value: ControlProps['value']): string[] =>
  Array.isArray(value)
    ? value.map(String)
    : asText(value)
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '');

function Choose(props: ControlProps & { data: Choice[] | Group_[]; nothing: string }) {
  const { field, value, isList, onChange, data, nothing } = props;
  if (isList) {
    return (
      <MultiSelect
        {...inputProps(props)}
        searchable
        clearable
        nothingFoundMessage={nothing}
        data={data}
        value={asList(value)}
        onChange={onChange}
      />
    );
  }
  return (
    <Select
      {...inputProps(props)}
      searchable
      clearable={!field.required}
      nothingFoundMessage={nothing}
      data={withUnknown(data, asText(value))}
      value={asText(value) || null}
      onChange={onChange}
    />
  );
}

/** A variable, or something that is gone, stays to be seen. */
function withUnknown(data: Choice[] | Group_[], value: string): (Choice | Group_)[] {
  const known = data.some((entry) =>
    'items' in entry ? entry.items.some((one) => one.value === value) : entry.value === value,
  );
  if (known || value === '') return data;
  return [...data, { value, label: value.includes('{{') ? value : 'Something that is gone' }];
}

export function SelectControl(props: ControlProps) {
  const { field } = props;
  return <Choose {...props} data={[...(field.options ?? [])]} nothing="Nothing of that name" />;
}

export function StageControl(props: ControlProps) {
  const pipelines = usePipelines().data ?? [];
  const data = pipelines
    .filter(({ archivedAt }) => archivedAt === null)
    .map(({ name, stages }) => ({
      group: name,
      items: stages.map((stage) => ({ value: stage.id, label: stage.name })),
    }));
  return <Choose {...props} data={data} nothing="No stage of that name" />;
}

export function PipelineControl(props: ControlProps) {
  const pipelines = usePipelines().data ?? [];
  const data = pipelines.map(({ id, name }) => ({ value: id, label: name }));
  return <Choose {...props} data={data} nothing="No pipeline of that name" />;
}

export function MemberControl(props: ControlProps) {
  const members = useMembers().data ?? [];
  const data = [
    ...(props.field.options ?? []),
    ...members.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return <Choose {...props} data={data} nothing="Nobody of that name" />;
}

export function AutomationControl(props: ControlProps) {
  const automations = useAutomationNames().data ?? [];
  const data = automations.map(({ id, name }) => ({ value: id, label: name }));
  return <Choose {...props} data={data} nothing="No automation of that name" />;
}

export function CustomFieldControl(props: ControlProps) {
  const fields = useCustomFields().data ?? [];
  const data = fields.map(({ key, label }) => ({ value: key, label }));
  return (
    <Choose
      {...props}
      data={data}
      nothing="No such custom field. They are made on a contact’s properties."
    />
  );
}

export function TagControl(props: ControlProps) {
  const names = (useTags().data ?? []).map(({ name }) => name);
  const { value, isList, onChange } = props;
  if (isList) {
    return (
      <TagsInput {...inputProps(props)} data={names} value={asList(value)} onChange={onChange} />
    );
  }
  return (
    <Autocomplete {...inputProps(props)} data={names} value={asText(value)} onChange={onChange} />
  );
}

export function TimeZoneControl(props: ControlProps) {
  return (
    <Choose
      {...props}
      data={Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone }))}
      nothing="No time zone of that name"
    />
  );
}

export function BooleanControl({ field, value, error, onChange }: ControlProps) {
  return (
    <Switch
      label={field.label}
      description={field.help}
      error={error}
      checked={value === true || value === 'true'}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

export function NumberControl(props: ControlProps) {
  return (
    <NumberInput
      {...inputProps(props)}
      w={180}
      value={typeof props.value === 'number' ? props.value : asText(props.value)}
      onChange={(value) => props.onChange(value === '' ? null : value)}
    />
  );
}

const units = ['minutes', 'hours', 'days'];

export function DurationControl(props: ControlProps) {
  const { field, value, onChange } = props;
  const span = spanOf(value);
  return (
    <Input.Wrapper {...inputProps(props)} labelElement="div">
      <Group gap="xs" wrap="nowrap">
        <NumberInput
          w={96}
          min={0}
          aria-label={`${field.label}: amount`}
          value={span.amount}
          onChange={(amount) =>
            onChange(amount === '' ? null : { amount: Number(amount), unit: span.unit })
          }
        />
        <Select
          w={120}
          allowDeselect={false}
          aria-label={`${field.label}: unit`}
          data={units.includes(span.unit) ? units : [...units, span.unit]}
          value={span.unit}
          onChange={(unit) => onChange({ amount: Number(span.amount) || 0, unit: unit ?? 'hours' })}
        />
      </Group>
    </Input.Wrapper>
  );
}

function spanOf(value: ControlProps['value']): { amount: number | string; unit: string } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { amount: '', unit: 'hours' };
  }
  const { amount, unit } = value;
  return {
    amount: typeof amount === 'number' ? amount : asText(amount),
    unit: typeof unit === 'string' ? unit : 'hours',
  };
}
