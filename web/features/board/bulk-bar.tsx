import { ActionIcon, Button, Text, Tooltip } from '@mantine/core';
import { IconArrowRight, IconRefresh, IconX } from '@tabler/icons-react';
import { useContext } from 'react';
import classes from './board.module.css';
import { BoardContext } from './board-context.ts';
import { useSelected } from './selection.ts';

type Props = {
  onMove: (contactIds: readonly string[]) => void;
  onReanalyze: (contactIds: readonly string[]) => void;
};

/** What can be done with all chosen cards. */
export function BulkBar({ onMove, onReanalyze }: Props) {
  const board = useContext(BoardContext);
  const ids = useSelected(board.selection);
  if (ids.length === 0) return null;
  return (
    <div className={classes['bulk']} role="toolbar" aria-label="Selected contacts">
      <Text fw={500} style={{ whiteSpace: 'nowrap' }}>
        {ids.length} selected
      </Text>
      {board.mayMove() && (
        <>
          <Button leftSection={<IconArrowRight size={15} />} onClick={() => onMove(ids)}>
            Move
          </Button>
          <Button
            variant="default"
            leftSection={<IconRefresh size={15} />}
            onClick={() => onReanalyze(ids)}
          >
            Read again
          </Button>
        </>
      )}
      <Tooltip label="Choose nothing">
        <ActionIcon aria-label="Choose nothing" onClick={() => board.selection.clear()}>
          <IconX size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
