import { Text } from '@mantine/core';
import { useState } from 'react';
import type { ActionStep } from '../../../src/contracts/automation-definition.ts';
import type { Automation } from '../../../src/contracts/automations.ts';
import { Section } from '../../ui/section.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import classes from './automation-screen.module.css';
import { useWordBook } from './catalog.queries.ts';
import { NextStep } from './next-step.tsx';
import { Outline } from './outline.tsx';
import type { Problem } from './problems.rules.ts';
import { allSteps } from './step-tree.rules.ts';

type Props = { automation: Automation; onEdit: () => void };

/** The automation in words, and what to do next with it. */
export function Overview({ automation, onEdit }: Props) {
  const book = useWordBook();
  const [edited, setEdited] = useState<ActionStep | 'trigger' | null>(null);
  const { draft } = automation;
  // Where there is a form for what is wrong, that; else the definition.
  const goTo = ({ place, stepId }: Problem) => {
    const step = allSteps(draft.steps).find(({ id }) => id === stepId);
    if (step?.kind === 'action' && (book?.actions.get(step.action)?.form.length ?? 0) > 0) {
      setEdited(step);
    } else if (
      place.startsWith('trigger.params') &&
      (book?.triggers.get(draft.trigger.type)?.form.length ?? 0) > 0
    ) {
      setEdited('trigger');
    } else onEdit();
  };
  return (
    <div className={classes['columns']}>
      <div>
        {automation.description && (
          <Text c="dimmed" mb="md">
            {automation.description}
          </Text>
        )}
        <Section
          title="What it does"
          note={
            automation.version !== null && automation.hasChanges
              ? `This is the draft. Version ${automation.version} is the one that runs.`
              : undefined
          }
        >
          {book ? (
            <Outline automation={automation} book={book} edited={edited} onEdit={setEdited} />
          ) : (
            <SkeletonRows rows={4} />
          )}
        </Section>
      </div>
      <aside aria-label="Next step">
        <NextStep automation={automation} onGo={goTo} />
      </aside>
    </div>
  );
}
