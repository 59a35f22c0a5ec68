import { Button, Text } from '@mantine/core';
import { IconCheck, IconPlayerPlay, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import type { Run } from '../../../src/contracts/runs.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { useMay } from '../accounts/roles.ts';
import { RetryDialog } from './retry-dialog.tsx';
import { mayOf } from './run.rules.ts';
import { useChangeRun } from './runs.queries.ts';

/** Go on now, retry, cancel, reviewed: what fits the run as it is. */
export function RunActions({ run }: { run: Run }) {
  const [asks, setAsks] = useState<'cancel' | 'retry' | null>(null);
  const mayChange = useMay('agent');
  const change = useChangeRun(run.id);
  const may = mayOf(run);
  if (!mayChange) return null;
  return (
    <>
      {may.reviewDone && (
        <Button
          variant="default"
          leftSection={<IconCheck size={15} />}
          disabled={change.isPending}
          onClick={() =>
            change.mutate('review-done', { onSuccess: () => toast.done('Marked as reviewed') })
          }
        >
          Reviewed
        </Button>
      )}
      {may.wake && (
        <Button
          variant="default"
          leftSection={<IconPlayerPlay size={15} />}
          disabled={change.isPending}
          onClick={() => change.mutate('wake')}
        >
          Run now
        </Button>
      )}
      {may.cancel && (
        <Button variant="default" onClick={() => setAsks('cancel')}>
          Cancel the run
        </Button>
      )}
      {may.retry && (
        <Button
          {...(run.status === 'failed' ? {} : { variant: 'default' })}
          leftSection={<IconRefresh size={15} />}
          onClick={() => setAsks('retry')}
        >
          Retry
        </Button>
      )}
      {asks === 'retry' && <RetryDialog run={run} stepId={null} onClose={() => setAsks(null)} />}
      <ConfirmDialog
        opened={asks === 'cancel'}
        title="Cancel this run?"
        confirmLabel="Cancel the run"
        danger
        pending={change.isPending}
        onClose={() => setAsks(null)}
        onConfirm={() =>
          change.mutate('cancel', {
            onSuccess: () => {
              setAsks(null);
              toast.done('The run was cancelled');
            },
          })
        }
      >
        <Text>
          It does nothing more, and what it has not sent yet is not sent. What it has done stays.
        </Text>
      </ConfirmDialog>
    </>
  );
}
