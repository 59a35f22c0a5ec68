import { Button } from '@mantine/core';
import { IconBolt, IconHelpCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Automation } from '../../../src/contracts/automations.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RunsList } from '../runs/runs-list.tsx';

type Props = { automation: Automation };

/** The runs of one automation. */
export default function AutomationRuns({ automation: { id, status } }: Props) {
  return (
    <RunsList
      search={{
        automation: id,
        q: undefined,
        status: undefined,
        contact: undefined,
        error: undefined,
        step: undefined,
        review: undefined,
      }}
      withAutomation={false}
      empty={
        <EmptyState
          icon={IconBolt}
          title="It has not run yet"
          actions={
            <Button
              component={Link}
              variant="default"
              leftSection={<IconHelpCircle size={15} />}
              to={`/why?automationId=${id}`}
            >
              Why did it not run?
            </Button>
          }
        >
          {status === 'active'
            ? 'It is on: its next run appears here by itself, the moment it starts.'
            : 'It is not switched on. Nothing starts it until it is.'}
        </EmptyState>
      }
    />
  );
}
