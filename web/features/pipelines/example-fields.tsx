import { Button, Group, Stack, Text, Textarea, type TextareaProps } from '@mantine/core';

type Props = {
  number: number;
  disabled: boolean;
  conversation: TextareaProps;
  expected: TextareaProps;
  onRemove: () => void;
};

/** A conversation and how it should be read. */
export function ExampleFields({ number, disabled, conversation, expected, onRemove }: Props) {
  return (
    <Stack gap="xs" role="group" aria-label={`Example ${number}`}>
      <Group justify="space-between">
        <Text fw={500}>Example {number}</Text>
        {!disabled && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={onRemove}>
            Remove
          </Button>
        )}
      </Group>
      <Textarea
        label="Conversation"
        placeholder={'Customer: Do you deliver on Sundays?\nWe: Yes, from 9 to 14.'}
        autosize
        minRows={3}
        maxRows={12}
        disabled={disabled}
        {...conversation}
      />
      <Textarea
        label="How it should be read"
        placeholder="Interested, score about 40: asked about delivery, nothing ordered."
        autosize
        minRows={1}
        disabled={disabled}
        {...expected}
      />
    </Stack>
  );
}
