import { ActionIcon, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconGripVertical, IconPencil, IconTrash } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import type { CustomField } from '../../../src/contracts/custom-fields.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { useSortableRow } from '../pipelines/use-sortable-row.ts';
import { fieldTypeNames } from './custom-field.rules.ts';
import { useDeleteCustomField } from './custom-fields.queries.ts';
import { EditFieldDialog } from './edit-field-dialog.tsx';
import classes from './field-row.module.css';

type Props = {
  field: CustomField;
  index: number;
  count: number;
  mayChange: boolean;
  onMove: (from: number, to: number) => void;
};

/** One custom field: moved by its handle or the arrow keys, edited, deleted. */
export function FieldRow({ field, index, count, mayChange, onMove }: Props) {
  const [editing, edit] = useDisclosure(false);
  const [deleting, deletion] = useDisclosure(false);
  const { row, handle, dragging, edge } = useSortableRow({ index, list: 'custom fields', onMove });
  const { label, key, type, choices } = field;
  const moveByKey = (event: KeyboardEvent) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onMove(index, index + step);
  };
  return (
    <div ref={row} className={classes['row']} data-dragging={dragging} data-edge={edge}>
      {mayChange && (
        <Tooltip label="Drag, or move with the arrow keys">
          <ActionIcon
            ref={handle}
            className={classes['handle'] ?? ''}
            aria-label={`Move ${label}, field ${index + 1} of ${count}. Arrow keys move it.`}
            onKeyDown={moveByKey}
          >
            <IconGripVertical size={16} />
          </ActionIcon>
        </Tooltip>
      )}
      <div className={classes['main']}>
        <Text fw={500}>{label}</Text>
        <Text size="xs" c="dimmed" truncate>
          {fieldTypeNames[type]} · <code>{key}</code>
          {choices.length > 0 && ` · ${choices.join(', ')}`}
        </Text>
      </div>
      {mayChange && (
        <>
          <Tooltip label="Edit">
            <ActionIcon aria-label={`Edit ${label}`} onClick={edit.open}>
              <IconPencil size={16} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Delete">
            <ActionIcon aria-label={`Delete ${label}`} onClick={deletion.open}>
              <IconTrash size={16} />
            </ActionIcon>
          </Tooltip>
        </>
      )}
      {editing && <EditFieldDialog field={field} onClose={edit.close} />}
      {deleting && <DeleteField field={field} onClose={deletion.close} />}
    </div>
  );
}

function DeleteField({ field, onClose }: { field: CustomField; onClose: () => void }) {
  const remove = useDeleteCustomField();
  return (
    <ConfirmDialog
      opened
      title={`Delete ${field.label}?`}
      confirmLabel="Delete for good"
      danger
      pending={remove.isPending}
      onConfirm={() =>
        remove.mutate(field.id, {
          onSuccess: () => toast.done(`${field.label} is deleted.`),
          onSettled: onClose,
        })
      }
      onClose={onClose}
    >
      What is stored in it is gone on every contact and cannot be brought back. Automations and
      texts that name <code>{field.key}</code> will say that they miss it.
    </ConfirmDialog>
  );
}
