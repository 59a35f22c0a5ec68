import { Text, Tooltip } from '@mantine/core';
import { IconCalendarEvent, IconMapPin, IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Job } from '../../../src/contracts/jobs.ts';
import { money } from '../../ui/money.ts';
import { exactTime } from '../../ui/relative-time.ts';
import { useNow } from '../../ui/use-now.ts';
import { contactName } from '../contacts/contact-words.ts';
import { StatusMenu } from '../work/status-menu.tsx';
import { timeWords } from '../work/time-words.rules.ts';
import classes from '../work/work-list.module.css';
import { isOver, jobStatuses } from './job-words.ts';
import { useSetJobStatus } from './jobs.queries.ts';

type Props = {
  job: Job;
  mayChange: boolean;
  /** In the list of one contact: without the contact and the assignee. */
  ofContact?: boolean;
  onOpen: (id: string) => void;
};

/** One job of a list; its status is set right here. */
export function JobRow({ job, mayChange, ofContact = false, onOpen }: Props) {
  const setStatus = useSetJobStatus();
  const now = useNow();
  const { id, number, title, client, scheduledStart, address, amount, status } = job;
  return (
    <li className={classes['row']} data-over={isOver(job) || undefined}>
      <Text className={classes['number'] ?? ''}>#{number}</Text>
      <div className={classes['main']}>
        <button type="button" className={classes['title']} onClick={() => onOpen(id)}>
          {title}
        </button>
        <div className={classes['meta']}>
          {!ofContact && (
            <span>
              <IconUser size={13} aria-hidden />
              <Link to="/contacts/$contactId" params={{ contactId: client.id }}>
                {contactName(client)}
              </Link>
            </span>
          )}
          {scheduledStart && (
            <Tooltip label={exactTime(scheduledStart)}>
              <span>
                <IconCalendarEvent size={13} aria-hidden />
                <time dateTime={scheduledStart}>{timeWords(scheduledStart, now)}</time>
              </span>
            </Tooltip>
          )}
          {address && (
            <span>
              <IconMapPin size={13} aria-hidden />
              {address}
            </span>
          )}
        </div>
      </div>
      {amount !== null && (
        <Text className={classes['amount'] ?? ''}>{money(amount, job.currency)}</Text>
      )}
      {!ofContact && <Text className={classes['side'] ?? ''}>{job.assigneeName ?? 'Nobody'}</Text>}
      <div className={`${classes['above']} ${classes['status']}`}>
        <StatusMenu
          of={`job ${number}`}
          statuses={jobStatuses}
          value={status}
          disabled={!mayChange}
          onChange={(next) => setStatus(job, next)}
        />
      </div>
    </li>
  );
}
