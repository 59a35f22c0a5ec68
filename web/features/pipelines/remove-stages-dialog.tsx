import { Text } from '@mantine/core';
import type { Stage } from '../../../src/contracts/pipelines.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

type Props = {
  opened: boolean;
  stages: readonly Stage[];
  pending: boolean;
  onConfirm: () => void;
  onClose: () => void;
};

export function RemoveStagesDialog({ opened, stages, pending, onConfirm, onClose }: Props) {
  const names = stages.map(({ name }) => name).join(', ');
  return (
    <ConfirmDialog
      opened={opened}
      title={stages.length === 1 ? `Remove ${names}?` : `Remove ${stages.length} stages?`}
      confirmLabel="Save and remove"
      danger
      pending={pending}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <Text>
        The contacts in {names} are not deleted: they go back to Incoming, and wait there to be
        placed.
      </Text>
    </ConfirmDialog>
  );
}
