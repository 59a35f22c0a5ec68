import { Text } from '@mantine/core';
import { useState } from 'react';
import type { Definition, Step } from '../../../src/contracts/automation-definition.ts';
import type { Run } from '../../../src/contracts/runs.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { useMay } from '../accounts/roles.ts';
import { useWordBook } from '../automations/catalog.queries.ts';
import { allSteps } from '../automations/step-tree.rules.ts';
import { RetryDialog } from './retry-dialog.tsx';
import { mayOf, timelineOf } from './run.rules.ts';
import classes from './run-screen.module.css';
import { NotReached, RunStepRow } from './run-step-row.tsx';

/** Every step in the order it was done, then the ones that were not reached. */
export function RunTimeline({ run }: { run: Run }) {
  const book = useWordBook();
  const mayChange = useMay('agent');
  const [from, setFrom] = useState<string | null>(null);
  if (!book) return <SkeletonRows rows={4} />;
  const defined = allSteps(stepsOf(run.definition));
  const rows = timelineOf(run, defined);
  const mayRetry = mayChange && mayOf(run).retry;
  return (
    <>
      {rows.length === 0 && <Text c="dimmed">No step yet.</Text>}
      <ol className={classes['timeline']}>
        {rows.map((row) =>
          row.kind === 'done' ? (
            <RunStepRow
              key={row.key}
              step={row.step}
              {...(mayRetry && defined.some(({ id }) => id === row.step.stepId)
                ? { onRetry: () => setFrom(row.step.stepId) }
                : {})}
            />
          ) : (
            <NotReached key={row.key} step={row.step} book={book} />
          ),
        )}
      </ol>
      {from !== null && (
        <RetryDialog run={run} stepId={from} book={book} onClose={() => setFrom(null)} />
      )}
    </>
  );
}

/** The definition comes as any JSON; a version that is broken has no steps to show. */
function stepsOf(definition: Run['definition']): Step[] {
  const { steps } = (definition ?? {}) as Partial<Definition>;
  return Array.isArray(steps) ? steps : [];
}
