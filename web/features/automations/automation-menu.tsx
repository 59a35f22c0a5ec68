import { ActionIcon, Menu } from '@mantine/core';
import {
  IconChevronRight,
  IconCopy,
  IconDots,
  IconDownload,
  IconFolder,
  IconHelpCircle,
  IconTrash,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { AutomationListItem } from '../../../src/contracts/automations.ts';
import { toast } from '../../ui/toast.tsx';
import { useMay } from '../accounts/roles.ts';
import { useDuplicate, useExport, useFolders, useMoveToFolder } from './automations.queries.ts';
import { DeleteAutomation } from './delete-automation.tsx';

type Props = {
  automation: Pick<AutomationListItem, 'id' | 'name' | 'status' | 'folderId' | 'counts'>;
  onDeleted?: () => void;
};

/** What can be done with an automation as a whole. */
export function AutomationMenu({ automation, onDeleted }: Props) {
  const { id, name, folderId } = automation;
  const [deleting, setDeleting] = useState(false);
  const navigate = useNavigate();
  const mayChange = useMay('agent');
  const mayDelete = useMay('admin');
  const folders = useFolders().data ?? [];
  const duplicate = useDuplicate();
  const exported = useExport();
  const move = useMoveToFolder();
  const moveTo = (next: string | null, words: string) =>
    move.mutate(
      { id, folderId: next },
      {
        onSuccess: () =>
          toast.done(`${name} moved ${words}`, () => move.mutateAsync({ id, folderId })),
      },
    );
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={`${name}: more`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayChange && (
            <Menu.Item
              leftSection={<IconCopy size={15} />}
              onClick={() =>
                duplicate.mutate(id, {
                  onSuccess: (copy) =>
                    void navigate({
                      to: '/automations/$automationId',
                      params: { automationId: copy.id },
                    }),
                })
              }
            >
              Duplicate
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconDownload size={15} />}
            onClick={() => exported.mutate({ id, name })}
          >
            Export as a file
          </Menu.Item>
          <Menu.Item
            leftSection={<IconHelpCircle size={15} />}
            onClick={() => void navigate({ to: '/why', search: { automationId: id } })}
          >
            Why did it not run?
          </Menu.Item>
          {mayChange && folders.length > 0 && (
            <>
              <Menu.Divider />
              <Menu.Label>Move to</Menu.Label>
              {folderId !== null && (
                <Menu.Item
                  leftSection={<IconChevronRight size={15} />}
                  onClick={() => moveTo(null, 'out of its folder')}
                >
                  No folder
                </Menu.Item>
              )}
              {folders
                .filter((folder) => folder.id !== folderId)
                .map((folder) => (
                  <Menu.Item
                    key={folder.id}
                    leftSection={<IconFolder size={15} />}
                    onClick={() => moveTo(folder.id, `to ${folder.name}`)}
                  >
                    {folder.name}
                  </Menu.Item>
                ))}
            </>
          )}
          {mayDelete && (
            <>
              <Menu.Divider />
              <Menu.Item
                leftSection={<IconTrash size={15} />}
                c="var(--mantine-color-error)"
                onClick={() => setDeleting(true)}
              >
                Delete
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {deleting && (
        <DeleteAutomation
          automation={automation}
          onClose={() => setDeleting(false)}
          {...(onDeleted ? { onDeleted } : {})}
        />
      )}
    </>
  );
}
