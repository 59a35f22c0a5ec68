import { Select, TextInput } from '@mantine/core';
import type { CustomField, FieldValue as Value } from '../../../src/contracts/custom-fields.ts';
import { EditableText } from '../../ui/editable-text.tsx';
import { toast } from '../../ui/toast.tsx';
import { numberOf } from './custom-field.rules.ts';

type Props = {
  field: CustomField;
  value: Value | null;
  disabled: boolean;
  /** Rejected when the value was refused. */
  onChange: (value: Value | null) => Promise<unknown>;
};

/** 12,500.5 but 2026, which may be a year; with as many digits as there are. */
const numberWords = new Intl.NumberFormat('en', {
  maximumFractionDigits: 20,
  useGrouping: 'min2',
});

/** These fields show the old value again, and a toast has said why. */
const saidAlready = () => undefined;

/** A custom field of a contact, edited in place the way its type is. */
export function FieldValue(props: Props) {
  const { field, value, disabled, onChange } = props;
  switch (field.type) {
    case 'boolean':
      return (
        <Select
          aria-label={field.label}
          placeholder="Not known"
          clearable
          disabled={disabled}
          data={['Yes', 'No']}
          value={value === null ? null : value ? 'Yes' : 'No'}
          onChange={(answer) => void onChange(answer && answer === 'Yes').catch(saidAlready)}
        />
      );
    case 'choice':
      return <Choice {...props} />;
    case 'date':
      return (
        <TextInput
          key={String(value)}
          type="date"
          aria-label={field.label}
          disabled={disabled}
          defaultValue={String(value ?? '')}
          onBlur={(event) => {
            const day = event.currentTarget.value || null;
            if (day !== value) void onChange(day).catch(saidAlready);
          }}
        />
      );
    case 'number':
      return (
        <EditableText
          label={field.label}
          value={value === null ? '' : String(value)}
          shown={value === null ? '' : numberWords.format(Number(value))}
          placeholder="Add a number"
          disabled={disabled}
          onSave={(text) => saveNumber(text, field.label, onChange)}
        />
      );
    case 'text':
      return (
        <EditableText
          label={field.label}
          value={String(value ?? '')}
          placeholder="Add a text"
          disabled={disabled}
          onSave={(text) => onChange(text || null)}
        />
      );
  }
}

/** A contact may have a choice that is no longer offered: it stays until another one is taken. */
function Choice({ field, value, disabled, onChange }: Props) {
  const chosen = value === null ? null : String(value);
  return (
    <Select
      aria-label={field.label}
      placeholder="Choose"
      clearable
      disabled={disabled}
      data={[...new Set([...field.choices, ...(chosen === null ? [] : [chosen])])]}
      value={chosen}
      onChange={(next) => void onChange(next).catch(saidAlready)}
    />
  );
}

async function saveNumber(text: string, label: string, onChange: Props['onChange']): Promise<void> {
  const number = numberOf(text);
  if (text === '' || number !== null) return void (await onChange(number));
  const refusal = `${label} takes a number, and “${text}” is none.`;
  toast.error(refusal);
  throw new Error(refusal);
}
