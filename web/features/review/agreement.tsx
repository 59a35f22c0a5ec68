import { Text } from '@mantine/core';
import classes from './review.module.css';
import { type Agreement as Row, useAgreement } from './review.queries.ts';

/** How often people agreed with the AI, by the stage that it chose. Shown once somebody judged. */
export function Agreement() {
  const rows = (useAgreement().data ?? []).filter((row) => judged(row) > 0);
  if (rows.length === 0) return null;
  return (
    <section className={classes['agreement']} aria-label="Agreement by stage">
      {rows.map((row) => (
        <Rate key={row.stageId ?? 'none'} row={row} />
      ))}
    </section>
  );
}

function Rate({ row }: { row: Row }) {
  const percent = Math.round((row.accepted / judged(row)) * 100);
  return (
    <div
      className={classes['rate']}
      title={`${row.accepted} accepted, ${row.corrected} corrected, ${row.undone} undone of ${row.decisions} decisions`}
    >
      <Text size="xs" c="dimmed">
        {row.stageName}
      </Text>
      <div className={classes['meter']} aria-hidden>
        <span style={{ width: `${percent}%` }} />
      </div>
      <Text size="xs">
        <b>{percent}%</b> agreed, {judged(row)} judged
      </Text>
    </div>
  );
}

function judged({ accepted, corrected, undone }: Row): number {
  return accepted + corrected + undone;
}
