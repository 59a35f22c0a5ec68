import { Text, Title } from '@mantine/core';
import type { Appointment } from '../../../src/contracts/appointments.ts';
import { useNow } from '../../ui/use-now.ts';
import { byDay, dayWords, nearDay } from '../work/time-words.rules.ts';
import classes from '../work/work-list.module.css';
import { ownTimeZone, wallClock } from '../work/zoned-time.rules.ts';
import { AppointmentRow } from './appointment-row.tsx';

type Props = {
  appointments: readonly Appointment[];
  mayChange: boolean;
  onOpen: (id: string) => void;
};

/** Appointments under the day they are on. */
export function AppointmentsList({ appointments, mayChange, onOpen }: Props) {
  const today = wallClock(useNow(), ownTimeZone).date;
  const days = byDay(appointments, ({ startsAt }) => startsAt).map(([date, items]) => {
    const near = nearDay(date, today);
    const day = dayWords(date, today, 'long');
    return (
      <section key={date} aria-label={near ?? day}>
        <div className={classes['day']}>
          <Title order={2}>{near ?? day}</Title>
          {near && <Text c="dimmed">{day}</Text>}
        </div>
        <ul className={classes['list']}>
          {items.map((appointment) => (
            <AppointmentRow
              key={appointment.id}
              appointment={appointment}
              mayChange={mayChange}
              onOpen={onOpen}
            />
          ))}
        </ul>
      </section>
    );
  });
  return <div className={classes['days']}>{days}</div>;
}
