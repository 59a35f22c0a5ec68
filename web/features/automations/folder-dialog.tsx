import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { messageOf } from '../../api/problem.ts';
import { type AutomationFolder, useCreateFolder, useRenameFolder } from './automations.queries.ts';

type Props = {
  /** Null: a new one. */
  folder: AutomationFolder | null;
  onClose: () => void;
  onDone: (folder: AutomationFolder) => void;
};

/** The name of a folder. */
export function FolderDialog({ folder, onClose, onDone }: Props) {
  const [name, setName] = useState(folder?.name ?? '');
  const create = useCreateFolder();
  const rename = useRenameFolder();
  const error = create.error ?? rename.error;
  const callbacks = {
    onSuccess: (saved: AutomationFolder) => {
      onDone(saved);
      onClose();
    },
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    if (folder) rename.mutate({ id: folder.id, name: name.trim() }, callbacks);
    else create.mutate(name.trim(), callbacks);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={folder ? 'Rename the folder' : 'New folder'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={submit}>
        <Stack gap="lg">
          <TextInput
            label="Name"
            data-autofocus
            maxLength={100}
            value={name}
            error={error ? messageOf(error) : undefined}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button
              type="submit"
              disabled={name.trim() === ''}
              loading={create.isPending || rename.isPending}
            >
              {folder ? 'Rename' : 'Create the folder'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
