import { Button, Group, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';

type Props = {
  label: string;
  saveLabel: string;
  initial?: string;
  pending: boolean;
  onSave: (text: string, onSaved: () => void) => void;
  onCancel?: () => void;
};

/** A text to be written down; Ctrl or Cmd with Enter keeps it. */
export function NoteField({ label, saveLabel, initial = '', pending, onSave, onCancel }: Props) {
  const [text, setText] = useState(initial);
  const isEmpty = text.trim() === '';
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (!isEmpty && !pending) onSave(text.trim(), () => setText(''));
  };
  return (
    <form onSubmit={submit} style={{ marginBottom: 12 }}>
      <Textarea
        aria-label={label}
        placeholder="Write a note for your team…"
        autosize
        minRows={2}
        maxRows={12}
        maxLength={10_000}
        autoFocus={initial !== ''}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
          if (event.key !== 'Escape' || !onCancel) return;
          event.stopPropagation();
          onCancel();
        }}
      />
      {(!isEmpty || onCancel) && (
        <Group justify="flex-end" gap="xs" mt="xs">
          {onCancel && (
            <Button variant="default" size="compact-sm" onClick={onCancel}>
              Cancel
            </Button>
          )}
          <Button type="submit" size="compact-sm" disabled={isEmpty} loading={pending}>
            {saveLabel}
          </Button>
        </Group>
      )}
    </form>
  );
}
