import { ActionIcon, Button, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowRight, IconRefresh, IconTag, IconX } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import classes from './bulk-bar.module.css';

const BulkTagDialog = lazy(() => import('../tags/bulk-tag-dialog.tsx'));

type Props = {
  contactIds: readonly string[];
  mayChange: boolean;
  onMove: (contactIds: readonly string[]) => void;
  onReanalyze: (contactIds: readonly string[]) => void;
  onClear: () => void;
};

/** What can be done with all chosen contacts. */
export function BulkBar({ contactIds, mayChange, onMove, onReanalyze, onClear }: Props) {
  const [tagging, tag] = useDisclosure(false);
  if (contactIds.length === 0) return null;
  return (
    <div className={classes['bar']} role="toolbar" aria-label="Selected contacts">
      <Text fw={500} style={{ whiteSpace: 'nowrap' }}>
        {contactIds.length.toLocaleString('en')} selected
      </Text>
      {mayChange && (
        <>
          <Button leftSection={<IconArrowRight size={15} />} onClick={() => onMove(contactIds)}>
            Move
          </Button>
          <Button variant="default" leftSection={<IconTag size={15} />} onClick={tag.open}>
            Tags
          </Button>
          <Button
            variant="default"
            leftSection={<IconRefresh size={15} />}
            onClick={() => onReanalyze(contactIds)}
          >
            Read again
          </Button>
        </>
      )}
      <Tooltip label="Choose nothing">
        <ActionIcon aria-label="Choose nothing" onClick={onClear}>
          <IconX size={16} />
        </ActionIcon>
      </Tooltip>
      {tagging && (
        <Suspense fallback={null}>
          <BulkTagDialog contactIds={contactIds} onClose={tag.close} />
        </Suspense>
      )}
    </div>
  );
}
