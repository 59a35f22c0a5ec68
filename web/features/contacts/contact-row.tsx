import { Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { ContactCard } from '../../../src/contracts/contacts.ts';
import type { Stage } from '../../../src/contracts/pipelines.ts';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { stageColor } from '../pipelines/stage-words.ts';
import { ContactAvatar } from './contact-avatar.tsx';
import { contactName } from './contact-words.ts';
import classes from './contacts-screen.module.css';
import { ScoreBadge } from './score-badge.tsx';

type Props = {
  contact: ContactCard;
  stage: Stage | undefined;
  owner: string | null;
  chosen: boolean;
  onToggle: (id: string) => void;
};

/** One contact of the list. Its link covers the row, so a click anywhere opens it. */
export const ContactRow = memo(function ContactRow(props: Props) {
  const { contact, stage, owner, chosen, onToggle } = props;
  const { id: contactId } = contact;
  const name = contactName(contact);
  return (
    <tr className={classes['row']} data-selected={chosen || undefined}>
      <td className={classes['choose']}>
        <Checkbox
          size="xs"
          aria-label={`Choose ${name}`}
          checked={chosen}
          onChange={() => onToggle(contactId)}
        />
      </td>
      <td>
        <span className={classes['who']}>
          <ContactAvatar contact={contact} />
          <Link to="/contacts/$contactId" params={{ contactId }} className={classes['name']}>
            {name}
          </Link>
        </span>
      </td>
      <td>
        <ScoreBadge score={contact.score} />
      </td>
      <td className={classes['medium']} title={contact.placementReason ?? undefined}>
        <span className={classes['stage']}>
          <span
            className={classes['dot']}
            style={{ background: stageColor(stage?.color ?? 'gray') }}
            aria-hidden
          />
          {stage?.name ?? 'Incoming'}
        </span>
      </td>
      <td className={classes['medium']} title={contact.summary ?? undefined}>
        {contact.lastMessage ?? <span className={classes['dim']}>No message yet</span>}
      </td>
      <td className={classes['wide']}>{owner ?? <span className={classes['dim']}>Nobody</span>}</td>
      <td className={`${classes['medium']} ${classes['dim']}`}>
        {contact.lastInteractionAt && <TimeAgo at={contact.lastInteractionAt} />}
      </td>
    </tr>
  );
});
