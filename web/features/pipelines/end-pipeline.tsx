import { Button, Group, List, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Pipeline } from '../../../src/contracts/pipelines.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Section } from '../../ui/section.tsx';
import { toast } from '../../ui/toast.tsx';
import { useMay } from '../accounts/roles.ts';
import { useChangePipeline, useDeletePipeline } from './pipelines.queries.ts';

/** Archive, bring back, delete. */
export function EndPipeline({ pipeline }: { pipeline: Pipeline }) {
  const [opened, dialog] = useDisclosure(false);
  const change = useChangePipeline(pipeline.id);
  const mayArchive = useMay('admin');
  if (!mayArchive) return null;
  const archived = pipeline.archivedAt !== null;
  const setArchived = (next: boolean) =>
    change.mutate(
      { archived: next },
      {
        onSuccess: () =>
          toast.done(next ? `${pipeline.name} is archived.` : `${pipeline.name} is back.`, () =>
            change.mutateAsync({ archived: !next }),
          ),
      },
    );
  return (
    <Section
      title={archived ? 'Bring back or delete' : 'Archive or delete'}
      note="An archived pipeline keeps its contacts and its history, but nothing new is placed in it."
    >
      <Group gap="xs">
        <Button variant="default" loading={change.isPending} onClick={() => setArchived(!archived)}>
          {archived ? 'Bring back' : 'Archive'}
        </Button>
        <Button variant="default" c="var(--mantine-color-error)" onClick={dialog.open}>
          Delete…
        </Button>
      </Group>
      {opened && <DeleteDialog pipeline={pipeline} onClose={dialog.close} />}
    </Section>
  );
}

function DeleteDialog({ pipeline, onClose }: { pipeline: Pipeline; onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const remove = useDeletePipeline(pipeline.id);
  const navigate = useNavigate();
  const confirm = () => {
    if (typed.trim() !== pipeline.name) return;
    remove.mutate(undefined, {
      onSuccess: () => {
        toast.done(`${pipeline.name} is deleted.`);
        void navigate({ to: '/pipelines' });
      },
      onError: onClose,
    });
  };
  return (
    <ConfirmDialog
      opened
      title={`Delete ${pipeline.name}?`}
      confirmLabel="Delete for good"
      danger
      disabled={typed.trim() !== pipeline.name}
      pending={remove.isPending}
      onConfirm={confirm}
      onClose={onClose}
    >
      <List spacing={4} mb="md">
        <List.Item>
          Its {pipeline.contactCount.toLocaleString('en')} contacts stay, without a stage, under
          Incoming.
        </List.Item>
        <List.Item>Its stages, instructions and examples are gone.</List.Item>
        <List.Item>Pages that place contacts in it stop placing them.</List.Item>
      </List>
      <TextInput
        label={`Type “${pipeline.name}” to delete it`}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
