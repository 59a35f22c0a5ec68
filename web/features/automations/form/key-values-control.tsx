import { ActionIcon, Button, Group, Input, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { asText, type ControlProps, inputProps } from './field-spec.ts';

type Row = { id: number; name: string; value: string };

/** Names with values: fixed names where the field has options, else any. */
export function KeyValuesControl(props: ControlProps) {
  return props.field.options ? <FixedNames {...props} /> : <AnyNames {...props} />;
}

function FixedNames(props: ControlProps) {
  const { field, value, onChange } = props;
  const entries = entriesOf(value);
  return (
    <Input.Wrapper {...inputProps(props)} labelElement="div">
      <Stack gap={6} mt={4}>
        {(field.options ?? []).map((option) => (
          <TextInput
            key={option.value}
            aria-label={`${field.label}: ${option.label}`}
            leftSection={option.label}
            leftSectionWidth={96}
            styles={{ section: { justifyContent: 'flex-start', paddingLeft: 10, fontSize: 12 } }}
            value={entries[option.value] ?? ''}
            onChange={(event) => {
              const next = { ...entries, [option.value]: event.currentTarget.value };
              onChange(Object.fromEntries(Object.entries(next).filter(([, text]) => text !== '')));
            }}
          />
        ))}
      </Stack>
    </Input.Wrapper>
  );
}

function AnyNames(props: ControlProps) {
  const { field, value, onChange } = props;
  const [rows, setRows] = useState<Row[]>(() =>
    Object.entries(entriesOf(value)).map(([name, text], id) => ({ id, name, value: text })),
  );
  const change = (next: Row[]) => {
    setRows(next);
    onChange(
      Object.fromEntries(
        next.filter(({ name }) => name !== '').map((row) => [row.name, row.value]),
      ),
    );
  };
  const put = (id: number, part: Partial<Row>) =>
    change(rows.map((row) => (row.id === id ? { ...row, ...part } : row)));
  const nextId = Math.max(-1, ...rows.map(({ id }) => id)) + 1;
  return (
    <Input.Wrapper {...inputProps(props)} labelElement="div">
      <Stack gap={6} mt={4} align="flex-start">
        {rows.map(({ id, name, value: text }) => (
          <Group key={id} gap={6} wrap="nowrap" w="100%">
            <TextInput
              w="36%"
              placeholder="Name"
              aria-label={`${field.label}: name`}
              value={name}
              onChange={(event) => put(id, { name: event.currentTarget.value })}
            />
            <TextInput
              flex={1}
              placeholder="Value"
              aria-label={`${field.label}: value of ${name || 'the new one'}`}
              value={text}
              onChange={(event) => put(id, { value: event.currentTarget.value })}
            />
            <ActionIcon
              aria-label={`Remove ${name || 'this row'}`}
              onClick={() => change(rows.filter((row) => row.id !== id))}
            >
              <IconX size={14} />
            </ActionIcon>
          </Group>
        ))}
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          onClick={() => setRows([...rows, { id: nextId, name: '', value: '' }])}
        >
          Add
        </Button>
      </Stack>
    </Input.Wrapper>
  );
}

function entriesOf(value: ControlProps['value']): { [name: string]: string } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, asText(one)]));
}
