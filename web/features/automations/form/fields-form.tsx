import { Stack } from '@mantine/core';
import type { ComponentType } from 'react';
import {
  AutomationControl,
  BooleanControl,
  CustomFieldControl,
  DurationControl,
  MemberControl,
  NumberControl,
  PipelineControl,
  SelectControl,
  StageControl,
  TagControl,
  TimeZoneControl,
} from './choice-controls.tsx';
import type { ControlProps, FieldSpec, FieldValues } from './field-spec.ts';
import { KeyValuesControl } from './key-values-control.tsx';
import {
  CronControl,
  DateControl,
  FieldControl,
  JsonControl,
  LongTemplateControl,
  TemplateControl,
  TextControl,
  TimeControl,
} from './text-controls.tsx';

type Props = {
  fields: readonly FieldSpec[];
  values: FieldValues;
  errors: Readonly<Record<string, string>>;
  onChange: (values: FieldValues) => void;
  /** Values that fit: a list there means that several may be chosen. */
  sample?: Readonly<Record<string, unknown>>;
  roots?: readonly string[];
};

const controls: Record<FieldSpec['control'], ComponentType<ControlProps>> = {
  text: TextControl,
  template: TemplateControl,
  long_template: LongTemplateControl,
  number: NumberControl,
  boolean: BooleanControl,
  select: SelectControl,
  multi_select: (props) => <SelectControl {...props} isList />,
  date: DateControl,
  duration: DurationControl,
  time: TimeControl,
  stage: StageControl,
  pipeline: PipelineControl,
  tag: TagControl,
  member: MemberControl,
  custom_field: CustomFieldControl,
  automation: AutomationControl,
  field: FieldControl,
  key_values: KeyValuesControl,
  json: JsonControl,
  cron: CronControl,
  time_zone: TimeZoneControl,
};

const everyRun = ['contact', 'owner', 'company', 'event'];

/** The inputs of a trigger, an action or a recipe, made from their description. */
export function FieldsForm(props: Props) {
  const { fields, values, errors, onChange, sample = {}, roots = everyRun } = props;
  return (
    <Stack gap="md">
      {fields.map((field) => {
        const Control = controls[field.control] ?? TextControl;
        return (
          <Control
            key={field.name}
            field={field}
            value={values[field.name]}
            error={errors[field.name]}
            isList={Array.isArray(sample[field.name])}
            roots={roots}
            onChange={(value) => onChange({ ...values, [field.name]: value })}
          />
        );
      })}
    </Stack>
  );
}
