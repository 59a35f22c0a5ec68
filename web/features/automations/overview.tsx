import { Text } from '@mantine/core';
import type { Automation } from '../../../src/contracts/automations.ts';
import { Section } from '../../ui/section.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import classes from './automation-screen.module.css';
import { useWordBook } from './catalog.queries.ts';
import { NextStep } from './next-step.tsx';
import { Outline } from './outline.tsx';

type Props = { automation: Automation; onEdit: () => void };

/** The automation in words, and what to do next with it. */
export function Overview({ automation, onEdit }: Props) {
  const book = useWordBook();
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
          {book ? <Outline automation={automation} book={book} /> : <SkeletonRows rows={4} />}
        </Section>
      </div>
      <aside aria-label="Next step">
        <NextStep automation={automation} onEdit={onEdit} />
      </aside>
    </div>
  );
}
