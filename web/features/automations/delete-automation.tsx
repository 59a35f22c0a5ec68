import { Checkbox, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { AutomationListItem } from '../../../src/contracts/automations.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { useDeleteAutomation } from './automations.queries.ts';

type Props = {
  automation: Pick<AutomationListItem, 'id' | 'name' | 'status' | 'counts'>;
  onClose: () => void;
  onDeleted?: () => void;
};

/** Says what goes with an automation before it is deleted. */
export function DeleteAutomation({ automation, onClose, onDeleted }: Props) {
  const { id, name, status, counts } = automation;
  const [cancelRuns, setCancelRuns] = useState(false);
  const remove = useDeleteAutomation();
  const isBlocked = counts.waiting > 0 && !cancelRuns;
  return (
    <ConfirmDialog
      opened
      title={`Delete “${name}”?`}
      confirmLabel="Delete the automation"
      danger
      disabled={isBlocked}
      pending={remove.isPending}
      onClose={onClose}
      onConfirm={() =>
        remove.mutate(
          { id, cancelRuns },
          {
            onSuccess: () => {
              toast.done(`${name} was deleted`);
              onClose();
              onDeleted?.();
            },
          },
        )
      }
    >
      <Stack gap="sm">
        <Text>
          {status === 'active' && 'It is switched on and will do nothing any more. '}
          Its versions and the log of its runs go with it. What it has done to contacts stays. This
          cannot be undone; export it first to keep a copy.
        </Text>
        <Checkbox
          label={
            counts.waiting > 0
              ? `Also end its ${counts.waiting.toLocaleString('en')} waiting runs; what they have not sent yet is not sent`
              : 'Also end runs that are under way'
          }
          checked={cancelRuns}
          onChange={(event) => setCancelRuns(event.currentTarget.checked)}
        />
      </Stack>
    </ConfirmDialog>
  );
}
