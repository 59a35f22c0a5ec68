import { ActionIcon, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendarRepeat, IconMapPin, IconUser, IconWorld } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Appointment } from '../../../src/contracts/appointments.ts';
import { exactTime } from '../../ui/relative-time.ts';
import { useNow } from '../../ui/use-now.ts';
import { StatusMenu } from '../work/status-menu.tsx';
import { durationWords, timeWords } from '../work/time-words.rules.ts';
import classes from '../work/work-list.module.css';
import { ownTimeZone, wallClock } from '../work/zoned-time.rules.ts';
import { appointmentStatuses, mayMove, timeThere } from './appointment-words.ts';
import { useSetAppointmentStatus } from './appointments.queries.ts';
import { RescheduleDialog } from './reschedule-dialog.tsx';

type Props = {
  appointment: Appointment;
  mayChange: boolean;
  /** In the list of one contact: with the day, without the contact. */
  ofContact?: boolean;
  onOpen: (id: string) => void;
};

/** One appointment of a list. */
export function AppointmentRow({ appointment, mayChange, ofContact = false, onOpen }: Props) {
  const [moving, move] = useDisclosure(false);
  const setStatus = useSetAppointmentStatus();
  const now = useNow();
  const { id, title, startsAt, durationMinutes, location, status } = appointment;
  const there = timeThere(appointment);
  return (
    <li className={classes['row']} data-done={status === 'cancelled' || undefined}>
      {!ofContact && (
        <Tooltip label={exactTime(startsAt)}>
          <time className={classes['clock']} dateTime={startsAt}>
            <Text fw={500}>{wallClock(startsAt, ownTimeZone).time}</Text>
            <Text size="xs" c="dimmed">
              {durationWords(durationMinutes)}
            </Text>
          </time>
        </Tooltip>
      )}
      <div className={classes['main']}>
        <button type="button" className={classes['title']} onClick={() => onOpen(id)}>
          {title}
        </button>
        <div className={classes['meta']}>
          {ofContact ? (
            <span>
              {timeWords(startsAt, now)} · {durationWords(durationMinutes)}
            </span>
          ) : (
            <span>
              <IconUser size={13} aria-hidden />
              <Link to="/contacts/$contactId" params={{ contactId: appointment.contactId }}>
                {appointment.contactName}
              </Link>
            </span>
          )}
          {there && (
            <span>
              <IconWorld size={13} aria-hidden />
              {there}
            </span>
          )}
          {location && (
            <span>
              <IconMapPin size={13} aria-hidden />
              {location}
            </span>
          )}
        </div>
      </div>
      {!ofContact && (
        <Text className={classes['side'] ?? ''}>{appointment.assigneeName ?? 'Nobody'}</Text>
      )}
      <div className={`${classes['above']} ${classes['status']}`}>
        {mayChange && mayMove(appointment) && (
          <Tooltip label="Reschedule">
            <ActionIcon aria-label={`Reschedule ${title}`} onClick={move.open}>
              <IconCalendarRepeat size={16} />
            </ActionIcon>
          </Tooltip>
        )}
        <StatusMenu
          of={title}
          statuses={appointmentStatuses}
          value={status}
          disabled={!mayChange}
          onChange={(next) => setStatus(appointment, next)}
        />
      </div>
      {moving && <RescheduleDialog appointment={appointment} onClose={move.close} />}
    </li>
  );
}
