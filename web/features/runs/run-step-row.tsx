import { Anchor, Button, Text } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import {
  IconBan,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconClock,
  IconPlayerSkipForward,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Step } from '../../../src/contracts/automation-definition.ts';
import type { StatusTone } from '../../ui/status-dot.tsx';
import { spanWords } from '../automations/numbers.rules.ts';
import { outlineOf } from '../automations/outline.rules.ts';
import type { WordBook } from '../automations/word-book.rules.ts';
import { DeliveryState } from '../deliveries/delivery-state.tsx';
import { channelNames, deliveryWords } from '../deliveries/delivery-words.ts';
import { BranchReasons } from './branch-reasons.tsx';
import { JsonDetails } from './json-details.tsx';
import { helpFor, type RunStep, withoutReasons } from './run.rules.ts';
import classes from './run-screen.module.css';

const marks: Record<RunStep['status'], { icon: TablerIcon; tone: StatusTone; word: string }> = {
  completed: { icon: IconCircleCheck, tone: 'good', word: 'Done' },
  failed: { icon: IconCircleX, tone: 'bad', word: 'Failed' },
  waiting: { icon: IconClock, tone: 'warning', word: 'Waiting' },
  skipped: { icon: IconPlayerSkipForward, tone: 'quiet', word: 'Skipped' },
  cancelled: { icon: IconBan, tone: 'quiet', word: 'Cancelled' },
};

type Props = { step: RunStep; onRetry?: () => void };

/** What one step did. */
export function RunStepRow({ step, onRetry }: Props) {
  const { icon: Icon, tone, word } = marks[step.status];
  const help = helpFor(step.errorCode);
  const took = step.finishedAt ? Date.parse(step.finishedAt) - Date.parse(step.startedAt) : null;
  return (
    <li className={classes['step']} data-step={step.stepId} data-status={step.status}>
      <span className={classes['mark']} data-tone={tone}>
        <Icon size={18} aria-hidden />
      </span>
      <div style={{ minWidth: 0 }}>
        <div className={classes['head']}>
          <Text fw={500}>{step.title}</Text>
          <Text size="xs" c="dimmed">
            {word}
            {took !== null && took > 0 && `, took ${spanWords(took)}`}
            {step.attempt > 1 && `, try ${step.attempt}`}
          </Text>
          {onRetry && (
            <Button variant="subtle" color="gray" c="dimmed" size="compact-xs" onClick={onRetry}>
              Retry from here
            </Button>
          )}
        </div>
        {step.error && (
          <div className={classes['error']}>
            <Text>{step.error}</Text>
            {help && <Text c="dimmed">{help}</Text>}
          </div>
        )}
        {step.deliveries.map((delivery) => (
          <div key={delivery.id} className={classes['delivery']}>
            <Text>
              {channelNames[delivery.channel] ?? delivery.channel} to {delivery.recipient}
            </Text>
            <DeliveryState status={delivery.status} />
            {/* In a test run nothing was written, so there is nothing to show. */}
            {Object.hasOwn(deliveryWords, delivery.status) && (
              <Anchor
                component={Link}
                size="xs"
                underline="always"
                to={`/deliveries?delivery=${delivery.id}`}
              >
                Show
              </Anchor>
            )}
          </div>
        ))}
        <BranchReasons output={step.output} />
        <JsonDetails label="Input" value={step.input} inWords />
        <JsonDetails label="Output" value={withoutReasons(step.output)} inWords />
      </div>
    </li>
  );
}

/** A step that the run did not come to. */
export function NotReached({ step, book }: { step: Step; book: WordBook }) {
  const line = outlineOf([step], book)[0];
  return (
    <li className={classes['step']} data-step={step.id} data-status="not-reached">
      <span className={classes['mark']} data-tone="quiet">
        <IconCircleDashed size={18} aria-hidden />
      </span>
      <div className={classes['head']}>
        <Text c="dimmed">{line?.title}</Text>
        <Text size="xs" c="dimmed">
          Not reached
        </Text>
      </div>
    </li>
  );
}
