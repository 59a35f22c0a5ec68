import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { AutomationListItem } from '../../../src/contracts/automations.ts';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { AutomationMenu } from './automation-menu.tsx';
import { AutomationStatus } from './automation-status.tsx';
import { AutomationSwitch } from './automation-switch.tsx';
import classes from './automation-table.module.css';
import { percentWords, successRate } from './numbers.rules.ts';
import { TriggerIcon } from './trigger-icon.tsx';

type Props = { automations: readonly AutomationListItem[] };

/** Automations line by line; the counts are of the last 30 days. */
export function AutomationTable({ automations }: Props) {
  return (
    <>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th style={{ width: 56 }}>On</th>
            <th>Name</th>
            <th className={classes['wide']} style={{ width: 128 }}>
              Last run
            </th>
            <th className={classes['number']} style={{ width: 72 }} title="Started in 30 days">
              Runs
            </th>
            <th className={classes['number']} style={{ width: 72 }} title="Failed in 30 days">
              Failed
            </th>
            <th className={classes['number']} style={{ width: 72 }} title="Waiting now">
              Waiting
            </th>
            <th
              className={classes['number']}
              style={{ width: 72 }}
              title="Completed of those that ended in 30 days"
            >
              Success
            </th>
            <th style={{ width: 44 }} aria-label="More" />
          </tr>
        </thead>
        <tbody>
          {automations.map((automation) => (
            <Row key={automation.id} automation={automation} />
          ))}
        </tbody>
      </table>
      <Text size="xs" c="dimmed" mt="xs">
        Runs, failures and success are of the last 30 days.
      </Text>
    </>
  );
}

function Row({ automation }: { automation: AutomationListItem }) {
  const { id, name, triggerTitle, triggerType, stepCount, counts, lastTriggeredAt } = automation;
  const rate = successRate(counts);
  return (
    <tr className={classes['row']}>
      <td className={classes['above']}>
        <AutomationSwitch automation={automation} />
      </td>
      <td>
        <div className={classes['what']}>
          <TriggerIcon type={triggerType} />
          <div style={{ minWidth: 0 }}>
            <div className={classes['title']}>
              <Link
                to="/automations/$automationId"
                params={{ automationId: id }}
                className={classes['name']}
              >
                {name}
              </Link>
              <AutomationStatus automation={automation} />
            </div>
            <Text size="xs" c="dimmed" truncate>
              {triggerTitle} · {stepCount} {stepCount === 1 ? 'step' : 'steps'}
            </Text>
            {automation.pausedReason && (
              <Text size="xs" c="var(--mantine-color-error)" lineClamp={2}>
                {automation.pausedReason}
              </Text>
            )}
            <Text size="xs" c="dimmed" className={classes['narrow'] ?? ''}>
              {counts.started} {counts.started === 1 ? 'run' : 'runs'} · {counts.failed} failed ·{' '}
              {counts.waiting} waiting
            </Text>
          </div>
        </div>
      </td>
      <td className={classes['wide']}>
        <Text c="dimmed">{lastTriggeredAt ? <TimeAgo at={lastTriggeredAt} /> : 'Never'}</Text>
      </td>
      <td className={classes['number']}>{counts.started.toLocaleString('en')}</td>
      <td className={classes['number']} data-bad={counts.failed > 0 || undefined}>
        {counts.failed.toLocaleString('en')}
      </td>
      <td className={classes['number']}>{counts.waiting.toLocaleString('en')}</td>
      <td className={classes['number']}>{percentWords(rate)}</td>
      <td className={classes['above']}>
        <AutomationMenu automation={automation} />
      </td>
    </tr>
  );
}
