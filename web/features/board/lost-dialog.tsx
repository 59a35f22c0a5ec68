import { Button, Chip, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';

type Props = { count: number; onConfirm: (reason: string) => void; onClose: () => void };

const commonReasons = ['Too expensive', 'Went elsewhere', 'No answer', 'Not a fit', 'Bad timing'];

/** Asks why contacts are lost; the reason stays on their cards. */
export function LostDialog({ count, onConfirm, onClose }: Props) {
  const [reason, setReason] = useState('');
  return (
    <Modal
      opened
      onClose={onClose}
      title={count === 1 ? 'Why is this contact lost?' : `Why are these ${count} contacts lost?`}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onConfirm(reason.trim());
        }}
      >
        <Stack gap="md">
          <Group gap={6} role="group" aria-label="Common reasons">
            {commonReasons.map((common) => (
              <Chip
                key={common}
                size="xs"
                variant="light"
                checked={reason === common}
                onChange={() => setReason(common)}
              >
                {common}
              </Chip>
            ))}
          </Group>
          <Textarea
            data-autofocus
            label="Reason"
            description="Shown on the card and in the timeline."
            maxLength={500}
            autosize
            minRows={2}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={reason.trim() === ''}>
              Move to lost
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
