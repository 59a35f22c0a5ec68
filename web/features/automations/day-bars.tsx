import type { AutomationAnalytics } from './analytics.queries.ts';
import classes from './analytics-panel.module.css';

type Props = { days: AutomationAnalytics['byDay'] };

const dayFormat = new Intl.DateTimeFormat('en', {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});
const dayWords = (day: string) => dayFormat.format(new Date(`${day}T00:00:00Z`));

/** Runs day by day: completed, failed, and what has not ended or was cancelled. */
export function DayBars({ days }: Props) {
  const most = Math.max(1, ...days.map(heightOf));
  const share = (count: number) => `${(count / most) * 100}%`;
  return (
    <figure style={{ margin: 0 }} aria-label="Runs by day">
      <ol className={classes['bars']}>
        {days.map((day) => {
          const rest = heightOf(day) - day.completed - day.failed;
          const words = `${dayWords(day.day)}: ${day.started} started, ${day.completed} completed, ${day.failed} failed`;
          return (
            <li key={day.day} title={words} aria-label={words}>
              <span className={classes['good']} style={{ height: share(day.completed) }} />
              <span className={classes['bad']} style={{ height: share(day.failed) }} />
              <span className={classes['rest']} style={{ height: share(rest) }} />
            </li>
          );
        })}
      </ol>
      <div className={classes['axis']}>
        <span>{days[0] && dayWords(days[0].day)}</span>
        <span>{days.at(-1) && dayWords(days.at(-1)?.day ?? '')}</span>
      </div>
      <div className={classes['legend']}>
        <span>
          <i className={classes['good']} aria-hidden /> Completed
        </span>
        <span>
          <i className={classes['bad']} aria-hidden /> Failed
        </span>
        <span>
          <i className={classes['rest']} aria-hidden /> Under way or cancelled
        </span>
      </div>
    </figure>
  );
}

/** Runs may end on another day than they started on. */
function heightOf({ started, completed, failed }: Props['days'][number]): number {
  return Math.max(started, completed + failed);
}
