import { Button } from '@mantine/core';
import { IconChecks, IconSparkles } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { reviewViews } from './review.search.ts';

type Props = { view: keyof typeof reviewViews };

/** Nothing to judge. */
export function ReviewEmpty({ view }: Props) {
  if (view === 'recent') {
    return (
      <EmptyState
        icon={IconSparkles}
        title="The AI has moved nobody yet"
        actions={
          <Button component={Link} to="/integrations">
            Connect a page or the sandbox
          </Button>
        }
      >
        Contacts are placed once their conversations have been read. What it does can be looked at
        and undone here.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={IconChecks}
      title="Nothing waits for you"
      actions={
        <Button component={Link} variant="default" to="/review?view=recent">
          Look at recent moves
        </Button>
      }
    >
      Decisions that the AI is not sure enough of come here. How sure it has to be is set for each
      page under Integrations.
    </EmptyState>
  );
}
