import { Checkbox, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { RunListItem } from '../../../src/contracts/runs.ts';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { useNow } from '../../ui/use-now.ts';
import { spanWords } from '../automations/numbers.rules.ts';
import { spanMs, waitWords } from './run.rules.ts';
import { RunStatus } from './run-status.tsx';
import classes from './runs-table.module.css';

type Props = {
  runs: readonly RunListItem[];
  chosen: readonly string[];
  onChoose: (ids: string[]) => void;
  mayChange: boolean;
  /** Off where all runs are of one automation. */
  withAutomation?: boolean;
};

/** Runs line by line, newest first. */
export function RunsTable(props: Props) {
  const { runs, chosen, onChoose, mayChange, withAutomation = true } = props;
  const all = runs.length > 0 && runs.every(({ id }) => chosen.includes(id));
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          {mayChange && (
            <th style={{ width: 36 }}>
              <Checkbox
                size="xs"
                aria-label="Choose all runs shown"
                checked={all}
                indeterminate={!all && chosen.length > 0}
                onChange={() => onChoose(all ? [] : runs.map(({ id }) => id))}
              />
            </th>
          )}
          <th>{withAutomation ? 'Automation' : 'Contact'}</th>
          {withAutomation && (
            <th className={classes['wide']} style={{ width: '22%' }}>
              Contact
            </th>
          )}
          <th style={{ width: '34%' }}>Status</th>
          <th className={classes['medium']} style={{ width: 120 }}>
            Started
          </th>
          <th className={classes['wide']} style={{ width: 80 }}>
            Took
          </th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <Row
            key={run.id}
            run={run}
            withAutomation={withAutomation}
            {...(mayChange && {
              isChosen: chosen.includes(run.id),
              onToggle: () =>
                onChoose(
                  chosen.includes(run.id)
                    ? chosen.filter((id) => id !== run.id)
                    : [...chosen, run.id],
                ),
            })}
          />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = {
  run: RunListItem;
  withAutomation: boolean;
  isChosen?: boolean;
  onToggle?: () => void;
};

function Row({ run, withAutomation, isChosen = false, onToggle }: RowProps) {
  const now = useNow();
  const contact = run.contactName ?? (run.contactId ? 'Unknown' : 'No contact');
  return (
    <tr className={classes['row']} data-selected={isChosen || undefined} data-run={run.id}>
      {onToggle && (
        <td className={classes['choose']}>
          <Checkbox
            size="xs"
            aria-label={`Choose the run of ${run.automationName} for ${contact}`}
            checked={isChosen}
            onChange={onToggle}
          />
        </td>
      )}
      <td>
        <Link to="/runs/$runId" params={{ runId: run.id }} className={classes['name']}>
          {withAutomation ? run.automationName : contact}
        </Link>
        {withAutomation && (
          <Text size="xs" c="dimmed" className={classes['narrow'] ?? ''} truncate>
            {contact}
          </Text>
        )}
      </td>
      {withAutomation && <td className={classes['wide']}>{contact}</td>}
      <td>
        <RunStatus status={run.status} />
        {run.needsReview && <span className={classes['review']}>Needs review</span>}
        <Why run={run} />
      </td>
      <td className={classes['medium']}>
        <Text c="dimmed">
          <TimeAgo at={run.startedAt} />
        </Text>
      </td>
      <td className={classes['wide']}>
        <Text c="dimmed">{spanWords(spanMs(run.startedAt, run.finishedAt, now))}</Text>
      </td>
    </tr>
  );
}

function Why({ run: { status, waitReason, dueAt, error } }: { run: RunListItem }) {
  if (error !== null) {
    return (
      <Text size="xs" c="dimmed" truncate title={error}>
        {error}
      </Text>
    );
  }
  if (status !== 'waiting') return null;
  return (
    <Text size="xs" c="dimmed" truncate>
      {waitWords(waitReason)}
      {dueAt && (
        <>
          {', '}
          <TimeAgo at={dueAt} />
        </>
      )}
    </Text>
  );
}
