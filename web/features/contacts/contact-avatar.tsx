import type { CSSProperties } from 'react';
import type { ContactCard } from '../../../src/contracts/contacts.ts';
import classes from './contact-avatar.module.css';
import { contactName } from './contact-words.ts';
import { PlatformIcon } from './platform-icon.tsx';

type Props = {
  contact: Pick<ContactCard, 'id' | 'firstName' | 'lastName' | 'avatarUrl' | 'lastPlatform'>;
  size?: number;
};

/** A face or initials with the platform of the last message. Plain elements: boards have hundreds. */
export function ContactAvatar({ contact, size = 28 }: Props) {
  const style = { '--avatar-size': `${size}px`, '--hue': hueOf(contact.id) } as CSSProperties;
  return (
    <span className={classes['avatar']} style={style} aria-hidden>
      {contact.avatarUrl ? (
        <img src={contact.avatarUrl} alt="" loading="lazy" />
      ) : (
        initialsOf(contactName(contact))
      )}
      {contact.lastPlatform && (
        <span className={classes['platform']}>
          <PlatformIcon platform={contact.lastPlatform} size={12} />
        </span>
      )}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/);
  const first = [...(words[0] ?? '')][0] ?? '';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toUpperCase();
}

/** Always the same colour for the same contact. The end of a UUIDv7 is random, its start is not. */
function hueOf(id: string): number {
  return Number.parseInt(id.slice(-4), 16) % 360;
}
