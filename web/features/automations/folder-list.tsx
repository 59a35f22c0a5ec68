import { ActionIcon, Button, Menu, Text } from '@mantine/core';
import { IconDots, IconFolder, IconFolderOff, IconPlus, IconStack2 } from '@tabler/icons-react';
import { useState } from 'react';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useMay } from '../accounts/roles.ts';
import { type AutomationFolder, useDeleteFolder, useFolders } from './automations.queries.ts';
import classes from './automations-screen.module.css';
import { FolderDialog } from './folder-dialog.tsx';

type Props = { folderId: string | undefined; onChoose: (folderId: string | undefined) => void };

/** Folders to look into. */
export function FolderList({ folderId, onChoose }: Props) {
  const folders = useFolders().data ?? [];
  const mayChange = useMay('agent');
  const [named, setNamed] = useState<AutomationFolder | 'new' | null>(null);
  const [deleted, setDeleted] = useState<AutomationFolder | null>(null);
  const remove = useDeleteFolder();
  const entry = (id: string | undefined, name: string, Icon: typeof IconFolder) => (
    <button
      type="button"
      className={classes['folder']}
      aria-current={folderId === id ? 'true' : undefined}
      onClick={() => onChoose(id)}
    >
      <Icon size={16} stroke={1.6} aria-hidden />
      <span className={classes['folderName']}>{name}</span>
    </button>
  );
  return (
    <nav aria-label="Folders">
      <ul className={classes['folders']}>
        <li>{entry(undefined, 'All', IconStack2)}</li>
        {folders.length > 0 && <li>{entry('none', 'In no folder', IconFolderOff)}</li>}
        {folders.map((folder) => (
          <li key={folder.id}>
            {entry(folder.id, `${folder.name} (${folder.automations})`, IconFolder)}
            {mayChange && (
              <Menu position="bottom-end">
                <Menu.Target>
                  <ActionIcon
                    className={classes['folderMenu'] ?? ''}
                    aria-label={`Folder ${folder.name}: more`}
                  >
                    <IconDots size={15} />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item onClick={() => setNamed(folder)}>Rename</Menu.Item>
                  <Menu.Item c="var(--mantine-color-error)" onClick={() => setDeleted(folder)}>
                    Delete
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            )}
          </li>
        ))}
        {mayChange && (
          <li>
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              leftSection={<IconPlus size={14} />}
              onClick={() => setNamed('new')}
            >
              New folder
            </Button>
          </li>
        )}
      </ul>
      {named && (
        <FolderDialog
          folder={named === 'new' ? null : named}
          onClose={() => setNamed(null)}
          onDone={(folder) => onChoose(folder.id)}
        />
      )}
      <ConfirmDialog
        opened={deleted !== null}
        title={`Delete the folder “${deleted?.name ?? ''}”?`}
        confirmLabel="Delete the folder"
        danger
        pending={remove.isPending}
        onClose={() => setDeleted(null)}
        onConfirm={() => {
          if (!deleted) return;
          remove.mutate(deleted.id);
          if (folderId === deleted.id) onChoose(undefined);
          setDeleted(null);
        }}
      >
        <Text>Its automations stay, and stay switched on, in no folder.</Text>
      </ConfirmDialog>
    </nav>
  );
}
