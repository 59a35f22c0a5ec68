import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Automation } from '../../../src/contracts/automations.ts';
import { Fact } from '../../ui/fact.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/section.tsx';
import { type AutomationAnalytics, useAutomationAnalytics } from './analytics.queries.ts';
import classes from './analytics-panel.module.css';
import { DayBars } from './day-bars.tsx';
import { percentWords, spanWords, successRate } from './numbers.rules.ts';

type Props = { automation: Automation };

/** How an automation did: numbers, days and steps. */
export default function AnalyticsPanel({ automation: { id } }: Props) {
  const query = useAutomationAnalytics(id);
  return <Loaded query={query}>{(analytics) => <Shown id={id} analytics={analytics} />}</Loaded>;
}

function Shown({ id, analytics }: { id: string; analytics: AutomationAnalytics }) {
  const { total, byDay, days } = analytics;
  return (
    <>
      <Section title={`The last ${days} days`}>
        <div className={classes['columns']}>
          <dl style={{ margin: 0 }}>
            <Fact label="Started">{total.started.toLocaleString('en')}</Fact>
            <Fact label="Completed">{total.completed.toLocaleString('en')}</Fact>
            <Fact label="Failed">{total.failed.toLocaleString('en')}</Fact>
            <Fact label="Cancelled">{total.cancelled.toLocaleString('en')}</Fact>
            <Fact label="Waiting now">{total.waiting.toLocaleString('en')}</Fact>
            <Fact label="Success">{percentWords(successRate(total))}</Fact>
            <Fact label="Messages">{total.sends.toLocaleString('en')}</Fact>
            <Fact label="Typical time">
              {spanWords(total.p50Ms)}, 95% within {spanWords(total.p95Ms)}
            </Fact>
          </dl>
          <DayBars days={byDay} />
        </div>
      </Section>
      <Section
        title="Step by step"
        note="How many runs came to each step, and what became of them there."
      >
        {analytics.steps.length === 0 ? (
          <Text c="dimmed">It has no published steps yet.</Text>
        ) : (
          <Steps id={id} steps={analytics.steps} />
        )}
      </Section>
    </>
  );
}

function Steps({ id, steps }: { id: string; steps: AutomationAnalytics['steps'] }) {
  return (
    <ol className={classes['steps']}>
      {steps.map((step) => (
        <li key={step.stepId} className={classes['step']}>
          <span className={classes['name']}>{step.title}</span>
          <span className={classes['meter']} aria-hidden>
            <span style={{ width: `${Math.round(step.conversion * 100)}%` }} />
          </span>
          <span className={classes['share']}>{Math.round(step.conversion * 100)}%</span>
          <Text size="xs" c="dimmed" className={classes['counts'] ?? ''}>
            {step.entered.toLocaleString('en')} came, {step.completed.toLocaleString('en')} done
            {step.waiting > 0 && (
              <>
                {', '}
                <Link to="/runs" search={{ automation: id, step: step.stepId, status: 'waiting' }}>
                  {step.waiting.toLocaleString('en')} waiting
                </Link>
              </>
            )}
            {step.failed > 0 && (
              <>
                {', '}
                <Link to="/runs" search={{ automation: id, step: step.stepId, status: 'failed' }}>
                  {step.failed.toLocaleString('en')} failed
                </Link>
              </>
            )}
          </Text>
        </li>
      ))}
    </ol>
  );
}
