import { Autocomplete, Group, Textarea, TextInput, type TextInputProps } from '@mantine/core';
import { type RefObject, useRef, useState } from 'react';
import { useCatalog } from '../catalog.queries.ts';
import { asText, type ControlProps, type FieldValue, inputProps } from './field-spec.ts';
import { inserted } from './values.rules.ts';
import { VariablePicker } from './variable-picker.tsx';

/** One line as the browser's input of a type takes it. */
function lineControl(more: Pick<TextInputProps, 'type' | 'w'>) {
  return (props: ControlProps) => (
    <TextInput
      {...inputProps(props)}
      {...more}
      value={asText(props.value)}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

export const TextControl = lineControl({});
export const TimeControl = lineControl({ type: 'time', w: 140 });
export const DateControl = lineControl({ type: 'date', w: 180 });

/** Texts with variables, of one line. */
export function TemplateControl(props: ControlProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <TextInput
      {...inputProps(props)}
      ref={input}
      label={<TemplateLabel {...props} input={input} />}
      aria-label={props.field.label}
      withAsterisk={false}
      labelProps={{ style: { display: 'block' } }}
      value={asText(props.value)}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

export function LongTemplateControl(props: ControlProps) {
  const input = useRef<HTMLTextAreaElement>(null);
  return (
    <Textarea
      {...inputProps(props)}
      ref={input}
      autosize
      minRows={3}
      maxRows={14}
      label={<TemplateLabel {...props} input={input} />}
      aria-label={props.field.label}
      withAsterisk={false}
      labelProps={{ style: { display: 'block' } }}
      value={asText(props.value)}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

type LabelProps = ControlProps & {
  input: RefObject<HTMLInputElement | HTMLTextAreaElement | null>;
};

function TemplateLabel({ field, value, onChange, roots, input }: LabelProps) {
  const pick = (variable: string) => {
    const text = asText(value);
    const start = input.current?.selectionStart ?? text.length;
    const end = input.current?.selectionEnd ?? text.length;
    const next = inserted(text, variable, { start, end });
    onChange(next.text);
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  return (
    <Group component="span" justify="space-between" gap="xs" wrap="nowrap" w="100%">
      <span>
        {field.label}
        {field.required && <span aria-hidden> *</span>}
      </span>
      <VariablePicker label={field.label} roots={roots} onPick={pick} />
    </Group>
  );
}

/** Path of a field: chosen from the known ones or written. */
export function FieldControl(props: ControlProps) {
  const fields = useCatalog().data?.fields ?? [];
  const withRoot = asText(props.value).startsWith('contact.');
  const paths = fields
    .filter(({ path }) => path.startsWith('contact.'))
    .map(({ path }) => (withRoot ? path : path.slice('contact.'.length)));
  return (
    <Autocomplete
      {...inputProps(props)}
      data={paths}
      maxDropdownHeight={240}
      value={asText(props.value)}
      onChange={props.onChange}
    />
  );
}

/** Five parts of a cron line. */
export function CronControl(props: ControlProps) {
  return (
    <TextInput
      {...inputProps(props)}
      description={
        props.field.help ?? 'Minute, hour, day of the month, month, day of the week: 0 9 * * 1'
      }
      ff="monospace"
      w={220}
      value={asText(props.value)}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

/** JSON, or a text with variables that is no JSON. */
export function JsonControl(props: ControlProps) {
  const { value, onChange } = props;
  const [text, setText] = useState(
    typeof value === 'object' && value !== null ? JSON.stringify(value, null, 2) : asText(value),
  );
  return (
    <Textarea
      {...inputProps(props)}
      autosize
      minRows={3}
      maxRows={14}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(parsed(event.currentTarget.value));
      }}
    />
  );
}

/** An object or a list as such, everything else as the text it is. */
function parsed(text: string): FieldValue {
  try {
    const value: FieldValue | null = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : text;
  } catch {
    return text;
  }
}
