import classes from './thread.module.css';

const sameYear = new Intl.DateTimeFormat(undefined, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
});
const otherYear = new Intl.DateTimeFormat(undefined, { dateStyle: 'long' });

/** The reader's day, to compare with another one. */
export function dayOf(at: string): string {
  return new Date(at).toDateString();
}

/** Between the messages of two days. */
export function DaySeparator({ at }: { at: string }) {
  const date = new Date(at);
  const today = new Date();
  const yesterday = new Date(today);
  yesterday.setDate(today.getDate() - 1);
  const format = date.getFullYear() === today.getFullYear() ? sameYear : otherYear;
  const words =
    dayOf(at) === today.toDateString()
      ? 'Today'
      : dayOf(at) === yesterday.toDateString()
        ? 'Yesterday'
        : format.format(date);
  return <div className={classes['day']}>{words}</div>;
}
