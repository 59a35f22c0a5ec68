import { ActionIcon, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Tag } from '../../../src/contracts/tags.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EditableText } from '../../ui/editable-text.tsx';
import { toast } from '../../ui/toast.tsx';
import { useMay } from '../accounts/roles.ts';
import { ColorMenu } from '../pipelines/color-menu.tsx';
import { colorNames } from '../pipelines/stage-words.ts';
import list from '../team/team.module.css';
import chip from './tag-chip.module.css';
import { TagChip } from './tag-chip.tsx';
import { useChangeTag, useDeleteTag } from './tags.queries.ts';

/** One tag: rename and recolour in place, delete. */
export function TagRow({ tag }: { tag: Tag }) {
  const { id, name, colour, contactCount } = tag;
  const [opened, dialog] = useDisclosure(false);
  const change = useChangeTag();
  const remove = useDeleteTag();
  const mayChange = useMay('admin');
  const contacts =
    contactCount === 1 ? '1 contact' : `${contactCount.toLocaleString('en')} contacts`;
  const rename = (next: string) =>
    change.mutate(
      { id, change: { name: next } },
      {
        onSuccess: () =>
          toast.done(`${name} is now ${next}.`, () => change.mutateAsync({ id, change: { name } })),
      },
    );
  // Somebody with SQL may have written a colour that the menu does not know.
  const [shownColour = 'gray'] = colorNames.find(([known]) => known === colour) ?? [];
  return (
    <li className={list['row']}>
      {mayChange ? (
        <>
          <ColorMenu
            name={name}
            color={shownColour}
            onChange={(next) => change.mutate({ id, change: { colour: next } })}
          />
          <div className={list['grow']}>
            <EditableText
              label="Name of the tag"
              value={name}
              placeholder="Name"
              required
              onSave={rename}
            />
          </div>
        </>
      ) : (
        <div className={list['grow']}>
          <TagChip name={name} colour={colour} />
        </div>
      )}
      <Link to="/contacts" search={{ tag: name }} className={chip['count']}>
        {contacts}
      </Link>
      {mayChange && (
        <Tooltip label="Delete">
          <ActionIcon aria-label={`Delete the tag ${name}`} onClick={dialog.open}>
            <IconTrash size={16} />
          </ActionIcon>
        </Tooltip>
      )}
      <ConfirmDialog
        opened={opened}
        title={`Delete the tag ${name}?`}
        confirmLabel="Delete for good"
        danger
        pending={remove.isPending}
        onConfirm={() =>
          remove.mutate(id, {
            onSuccess: () => toast.done(`The tag ${name} is deleted.`),
            onSettled: dialog.close,
          })
        }
        onClose={dialog.close}
      >
        {contactCount === 0
          ? 'No contact has it.'
          : `${contacts} ${contactCount === 1 ? 'loses' : 'lose'} it, and nobody can say later which they were.`}{' '}
        Automations do not take that for a tag removed. Those that name this tag no longer find it
        on anybody. To call it something else, rename it instead.
      </ConfirmDialog>
    </li>
  );
}
