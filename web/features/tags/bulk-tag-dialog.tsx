import { Button, Group, Input, Modal, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import type { RunAutomations } from '../../../src/contracts/run-automations.ts';
import { toast } from '../../ui/toast.tsx';
import { TagAdder } from './tag-adder.tsx';
import classes from './tag-chip.module.css';
import { TagChip } from './tag-chip.tsx';
import { useTagColours, useTagContacts } from './tags.queries.ts';

type Props = { contactIds: readonly string[]; onClose: () => void };

const choices: { value: RunAutomations; label: string }[] = [
  { value: 'yes', label: 'Run for each of them' },
  { value: 'slowly', label: 'Run, but after everything else' },
  { value: 'no', label: 'Do not run' },
];

/** Puts tags on many contacts and takes others off. */
export default function BulkTagDialog({ contactIds, onClose }: Props) {
  const [add, setAdd] = useState<string[]>([]);
  const [remove, setRemove] = useState<string[]>([]);
  const [runAutomations, setRunAutomations] = useState<RunAutomations>('yes');
  const tag = useTagContacts();
  const count = contactIds.length;
  const submit = () =>
    tag.mutate(
      { contactIds, add, remove, runAutomations },
      {
        onSuccess: ({ changed }) => {
          toast.done(
            changed === 1
              ? 'One contact has other tags now.'
              : `${changed} contacts have other tags now.`,
          );
          onClose();
        },
      },
    );
  return (
    <Modal
      opened
      onClose={onClose}
      title={count === 1 ? 'Tags of one contact' : `Tags of ${count} contacts`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="md">
          <Tags label="Put on" tags={add} without={remove} creates onChange={setAdd} />
          <Tags label="Take off" tags={remove} without={add} onChange={setRemove} />
          <Select
            label="Automations that wait for these tags"
            allowDeselect={false}
            data={choices}
            value={runAutomations}
            onChange={(choice) => choice && setRunAutomations(choice)}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button
              type="submit"
              disabled={add.length + remove.length === 0}
              loading={tag.isPending}
            >
              Change tags
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

type TagsProps = {
  label: string;
  tags: string[];
  /** Chosen for the other thing. */
  without: string[];
  creates?: boolean;
  onChange: (tags: string[]) => void;
};

function Tags({ label, tags, without, creates = false, onChange }: TagsProps) {
  const colours = useTagColours();
  return (
    <Input.Wrapper label={label} labelElement="div">
      <div className={classes['list']}>
        {tags.map((name) => (
          <TagChip
            key={name}
            name={name}
            colour={colours.get(name)}
            onRemove={() => onChange(tags.filter((other) => other !== name))}
          />
        ))}
        <TagAdder
          present={[...tags, ...without]}
          creates={creates}
          label={`Tag to ${label.toLowerCase()}`}
          onAdd={(name) => onChange([...tags, name])}
        />
      </div>
    </Input.Wrapper>
  );
}
