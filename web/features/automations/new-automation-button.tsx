import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useCreateAutomation } from './automations.queries.ts';

/** An automation from nothing: started by hand, without steps. */
export function NewAutomationButton() {
  const create = useCreateAutomation();
  const navigate = useNavigate();
  return (
    <Button
      variant="default"
      leftSection={<IconPlus size={15} />}
      loading={create.isPending}
      onClick={() =>
        create.mutate(
          {
            name: 'New automation',
            description: '',
            folderId: null,
            pipelineId: null,
            definition: {
              trigger: { type: 'manual', params: {} },
              conditions: null,
              steps: [],
              settings: {
                reenrolment: { mode: 'always' },
                debounceSeconds: 0,
                maxRunsPerHour: null,
                sendingWindow: null,
                stopOnReply: false,
                pauseAfterFailures: 10,
              },
            },
          },
          {
            onSuccess: ({ id }) =>
              void navigate({
                to: '/automations/$automationId',
                params: { automationId: id },
                search: { tab: 'definition' },
              }),
          },
        )
      }
    >
      From scratch
    </Button>
  );
}
