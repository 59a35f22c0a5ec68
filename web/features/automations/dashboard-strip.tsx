import { Anchor, Skeleton, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWorkspaceAnalytics } from './analytics.queries.ts';
import classes from './dashboard-strip.module.css';
import { percentWords, spanWords, successRate } from './numbers.rules.ts';

/** How automations are doing today, at a glance. */
export function DashboardStrip() {
  const { data, isError, refetch } = useWorkspaceAnalytics();
  if (isError) {
    return (
      <Text c="dimmed" mb="lg">
        The numbers of today could not be loaded.{' '}
        <Anchor component="button" type="button" underline="always" onClick={() => refetch()}>
          Try again
        </Anchor>
      </Text>
    );
  }
  if (!data) return <Skeleton height={60} mb="lg" radius="md" />;
  const { today, total, queue, needsReview } = data;
  const waiting = queue.events + queue.dueRuns;
  return (
    <dl className={classes['strip']} aria-label="Automations today">
      <Tile label="Triggered today">{today.started.toLocaleString('en')}</Tile>
      <Tile label="Success today" bad={today.failed > 0}>
        {percentWords(successRate(today))}
      </Tile>
      <Tile label="Typical time" note={`95% within ${spanWords(total.p95Ms)}`}>
        {spanWords(total.p50Ms)}
      </Tile>
      <Tile
        label="In the queue"
        note={queue.oldestSeconds === null ? '' : `oldest ${spanWords(queue.oldestSeconds * 1000)}`}
      >
        {waiting.toLocaleString('en')}
      </Tile>
      <Tile label="Waiting now">
        <Link to="/runs" search={{ status: 'waiting' }} className={classes['link']}>
          {total.waiting.toLocaleString('en')}
        </Link>
      </Tile>
      <Tile label="Needs review" bad={needsReview > 0}>
        <Link to="/runs" search={{ review: true }} className={classes['link']}>
          {needsReview.toLocaleString('en')}
        </Link>
      </Tile>
    </dl>
  );
}

type TileProps = { label: string; note?: string; bad?: boolean; children: ReactNode };

function Tile({ label, note, bad = false, children }: TileProps) {
  return (
    <div className={classes['tile']}>
      <Text component="dt" size="xs" c="dimmed">
        {label}
      </Text>
      <dd className={classes['value']} data-bad={bad || undefined}>
        {children}
        {note && (
          <Text span size="xs" c="dimmed">
            {note}
          </Text>
        )}
      </dd>
    </div>
  );
}
