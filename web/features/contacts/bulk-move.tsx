import { useState } from 'react';
import type { ContactCard } from '../../../src/contracts/contacts.ts';
import { LostDialog } from '../board/lost-dialog.tsx';
import { MoveMenu } from '../board/move-menu.tsx';
import { useMoveContacts } from '../board/use-move-contacts.ts';
import { usePipelines } from '../pipelines/pipelines.queries.ts';

type Props = { contacts: readonly ContactCard[]; onClose: () => void; onMoved: () => void };

/** Moves chosen contacts to a stage, with a reason when they are lost. */
export function BulkMove({ contacts, onClose, onMoved }: Props) {
  const open = (usePipelines().data ?? []).filter(({ archivedAt }) => archivedAt === null);
  const stages = open.flatMap((pipeline) =>
    pipeline.stages.map((stage) =>
      open.length > 1 ? { ...stage, name: `${pipeline.name}: ${stage.name}` } : stage,
    ),
  );
  const move = useMoveContacts();
  const [losingTo, setLosingTo] = useState<string | null>(null);
  const perform = (stageId: string | null, note?: string) => {
    move.mutate({ contacts, stageId, ...(note ? { note } : {}) });
    onMoved();
    onClose();
  };
  if (losingTo) {
    return (
      <LostDialog
        count={contacts.length}
        onClose={onClose}
        onConfirm={(note) => perform(losingTo, note)}
      />
    );
  }
  return (
    <MoveMenu
      stages={stages}
      count={contacts.length}
      onClose={onClose}
      onChoose={(stageId) => {
        const stage = stages.find(({ id }) => id === stageId);
        if (stage?.type === 'LOST') setLosingTo(stage.id);
        else perform(stageId);
      }}
    />
  );
}
