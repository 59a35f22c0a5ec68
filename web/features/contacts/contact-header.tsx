import { ActionIcon, Group, Text, Title, Tooltip } from '@mantine/core';
import { IconArrowsDiagonal, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Contact } from '../../../src/contracts/contacts.ts';
import { useNow } from '../../ui/use-now.ts';
import { ContactAvatar } from './contact-avatar.tsx';
import { platformNames } from './contact-filter.search.ts';
import classes from './contact-panel.module.css';
import { contactName, shortDuration, windowLeft } from './contact-words.ts';
import { ScoreBadge } from './score-badge.tsx';

type Props = {
  contact: Contact;
  /** Off where the name is the title of the page. */
  titled?: boolean;
  onClose?: () => void;
};

/** Who it is, where they write, and how long they can be answered. */
export function ContactHeader({ contact, titled = true, onClose }: Props) {
  const name = contactName(contact);
  return (
    <div className={classes['who']}>
      <ContactAvatar contact={contact} size={36} />
      <div style={{ flex: 1, minWidth: 0 }}>
        {titled && (
          <Title order={2} size="h1" style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Title>
        )}
        <WhereAndWhen contact={contact} />
      </div>
      <ScoreBadge score={contact.score} size="lg" />
      {onClose && (
        <Group gap={4} wrap="nowrap">
          <Tooltip label="Open as a page">
            <ActionIcon
              component={Link}
              to={`/contacts/${contact.id}`}
              aria-label={`Open ${name} as a page`}
            >
              <IconArrowsDiagonal size={16} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Close">
            <ActionIcon aria-label="Close the contact" onClick={onClose}>
              <IconX size={16} />
            </ActionIcon>
          </Tooltip>
        </Group>
      )}
    </div>
  );
}

function WhereAndWhen({ contact }: { contact: Contact }) {
  const left = windowLeft(contact, useNow());
  const words = [
    contact.lastPlatform && platformNames[contact.lastPlatform],
    left !== null
      ? `${shortDuration(left)} left to answer`
      : contact.lastInboundAt && 'window to answer closed',
  ].filter(Boolean);
  return (
    <Text size="xs" c="dimmed">
      {words.join(' · ') || 'No conversation yet'}
    </Text>
  );
}
