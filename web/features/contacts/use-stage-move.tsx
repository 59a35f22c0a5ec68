import { type ReactNode, useState } from 'react';
import type { Contact } from '../../../src/contracts/contacts.ts';
import type { Stage } from '../../../src/contracts/pipelines.ts';
import { LostDialog } from '../board/lost-dialog.tsx';
import { useMoveContacts } from '../board/use-move-contacts.ts';

/** Moves a contact by hand; `dialog` asks for a reason when it is lost. Null is incoming. */
export function useStageMove(contact: Contact): {
  move: (stage: Stage | null) => void;
  dialog: ReactNode;
} {
  const { mutate } = useMoveContacts();
  const [losing, setLosing] = useState<Stage | null>(null);
  const contacts = [contact];
  const dialog = losing && (
    <LostDialog
      count={1}
      onClose={() => setLosing(null)}
      onConfirm={(note) => {
        setLosing(null);
        mutate({ contacts, stageId: losing.id, note });
      }}
    />
  );
  return {
    dialog,
    move(stage) {
      if (stage?.type === 'LOST') setLosing(stage);
      else mutate({ contacts, stageId: stage?.id ?? null });
    },
  };
}
