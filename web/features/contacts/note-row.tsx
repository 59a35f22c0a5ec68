import { ActionIcon, Group, Text, Tooltip } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Note } from '../../../src/contracts/notes.ts';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { toast } from '../../ui/toast.tsx';
import { ContestedAlert } from '../work/contested-alert.tsx';
import { NoteField } from './note-field.tsx';
import classes from './note-row.module.css';
import { useAddNote, useChangeNote, useDeleteNote } from './notes.queries.ts';

type Props = { note: Note; mayChange: boolean };

/** One note: text, author, and what can be done with it. */
export function NoteRow({ note, mayChange }: Props) {
  const { id, contactId, text, authorName, createdAt, updatedAt } = note;
  /** The text as it was when somebody began to edit it. */
  const [editedFrom, setEditedFrom] = useState<string | null>(null);
  const stop = () => setEditedFrom(null);
  const change = useChangeNote(contactId);
  const remove = useDeleteNote(contactId);
  const { mutateAsync: restore } = useAddNote(contactId);
  const deleteNote = () =>
    remove.mutate(id, { onSuccess: () => toast.done('Note deleted.', () => restore(text)) });
  if (editedFrom !== null) {
    return (
      <li className={classes['note']}>
        <ContestedAlert
          fields={editedFrom === text ? [] : ['The note']}
          onTakeTheirs={() => setEditedFrom(text)}
        />
        <NoteField
          key={editedFrom}
          label="Note"
          saveLabel="Save"
          initial={editedFrom}
          pending={change.isPending}
          onSave={(next) => change.mutate({ id, text: next }, { onSuccess: stop })}
          onCancel={stop}
        />
      </li>
    );
  }
  return (
    <li className={classes['note']}>
      <Text className={classes['text'] ?? ''}>{text}</Text>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="xs" c="dimmed">
          {authorName} · <TimeAgo at={createdAt} />
          {updatedAt !== createdAt && ' · edited'}
        </Text>
        {mayChange && (
          <Group gap={2} wrap="nowrap">
            <Tooltip label="Edit">
              <ActionIcon size={24} aria-label="Edit the note" onClick={() => setEditedFrom(text)}>
                <IconPencil size={14} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label="Delete">
              <ActionIcon size={24} aria-label="Delete the note" onClick={deleteNote}>
                <IconTrash size={14} />
              </ActionIcon>
            </Tooltip>
          </Group>
        )}
      </Group>
    </li>
  );
}
