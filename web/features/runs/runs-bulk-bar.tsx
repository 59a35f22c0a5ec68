import { ActionIcon, Button, Text, Tooltip } from '@mantine/core';
import { IconBan, IconCheck, IconRefresh, IconX } from '@tabler/icons-react';
import { toast } from '../../ui/toast.tsx';
import bar from '../board/bulk-bar.module.css';
import { type BulkAction, useBulkRuns } from './runs.queries.ts';
import classes from './runs-screen.module.css';

type Props = { ids: readonly string[]; onClear: () => void };

const done: Record<BulkAction, string> = {
  cancel: 'cancelled',
  retry: 'started again',
  review_done: 'marked as reviewed',
};

/** What can be done with all chosen runs. Those it does not fit are left as they are, and told. */
export function RunsBulkBar({ ids, onClear }: Props) {
  const bulk = useBulkRuns();
  if (ids.length === 0) return null;
  const run = (action: BulkAction) =>
    bulk.mutate(
      { ids: [...ids], action },
      {
        onSuccess: ({ changed, skipped }) => {
          const rest = skipped > 0 ? ` It did not fit ${skipped}.` : '';
          toast.done(`${changed} ${done[action]}.${rest}`);
          onClear();
        },
      },
    );
  return (
    <div className={`${bar['bar']} ${classes['bar']}`} role="toolbar" aria-label="Selected runs">
      <Text fw={500} style={{ whiteSpace: 'nowrap' }}>
        {ids.length.toLocaleString('en')} selected
      </Text>
      <Button
        leftSection={<IconRefresh size={15} />}
        disabled={bulk.isPending}
        onClick={() => run('retry')}
      >
        Retry what failed
      </Button>
      <Button
        variant="default"
        leftSection={<IconCheck size={15} />}
        disabled={bulk.isPending}
        onClick={() => run('review_done')}
      >
        Reviewed
      </Button>
      <Button
        variant="default"
        leftSection={<IconBan size={15} />}
        disabled={bulk.isPending}
        onClick={() => run('cancel')}
      >
        Cancel
      </Button>
      <Tooltip label="Choose nothing">
        <ActionIcon aria-label="Choose nothing" onClick={onClear}>
          <IconX size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
