import { Checkbox, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { RunListItem } from '../../../src/contracts/runs.ts';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { spanWords } from '../automations/numbers.rules.ts';
import { spanMs } from './run.rules.ts';
import { RunStatus } from './run-status.tsx';
import classes from './runs-table.module.css';
import { WaitLine } from './wait-line.tsx';

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
          <th className={classes['status']}>Status</th>
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
        <Text size="xs" c="dimmed" className={classes['phone'] ?? ''}>
          <TimeAgo at={run.startedAt} />
        </Text>
      </td>
      {withAutomation && <td className={classes['wide']}>{contact}</td>}
      <td>
        <div className={classes['state']}>
          <RunStatus status={run.status} />
          {run.needsReview && <span className={classes['review']}>Needs review</span>}
        </div>
        <Why run={run} />
      </td>
      <td className={classes['medium']}>
        <Text c="dimmed">
          <TimeAgo at={run.startedAt} />
        </Text>
      </td>
      <td className={classes['wide']}>
        <Text c="dimmed">
          {spanWords(run.finishedAt === null ? null : spanMs(run.startedAt, run.finishedAt, 0))}
        </Text>
      </td>
    </tr>
  );
}

function Why({ run }: { run: RunListItem }) {
  const { status, error } = run;
  if (error !== null) {
    return (
      <Text size="xs" c="dimmed" lineClamp={2} title={error}>
        {error}
      </Text>
    );
  }
  if (status !== 'waiting') return null;
  return (
    <Text size="xs" c="dimmed" lineClamp={2}>
      <WaitLine run={run} />
    </Text>
  );
}
