import { IconPaperclip } from '@tabler/icons-react';
import type { Attachment, Message } from '../../../src/contracts/conversations.ts';
import type { Platform } from '../../../src/contracts/platforms.ts';
import { exactTime } from '../../ui/relative-time.ts';
import { platformNames } from './contact-filter.search.ts';
import classes from './thread.module.css';

type Props = {
  message: Message;
  /** Said where the thread changes its platform. */
  platform: Platform | undefined;
  focused: boolean;
};

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });

/** One message with its marks. */
export function MessageBubble({ message, platform, focused }: Props) {
  const muted = mutedText(message);
  return (
    <article
      className={classes['message']}
      data-direction={message.direction}
      data-muted={muted !== null || undefined}
      data-focused={focused || undefined}
      data-message={message.externalId}
      aria-label={message.direction === 'in' ? 'Customer' : 'Business'}
    >
      <div className={classes['bubble']} dir="auto">
        {muted ?? message.text}
        {muted === null &&
          message.attachments.map((attachment, index) => (
            <AttachmentLine
              key={`${attachment.kind} ${attachment.url ?? index}`}
              attachment={attachment}
              isAlone={message.text === '' && index === 0}
            />
          ))}
      </div>
      {message.reactions.length > 0 && (
        <span className={classes['reactions']} title="Reactions">
          {message.reactions.map(({ emoji }) => emoji).join(' ')}
        </span>
      )}
      <div className={classes['meta']}>
        {platform && <span>{platformNames[platform]}</span>}
        <time dateTime={message.sentAt} title={exactTime(message.sentAt)}>
          {clock.format(new Date(message.sentAt))}
        </time>
        {message.editedAt && <span title={exactTime(message.editedAt)}>edited</span>}
        {message.direction === 'out' && message.fromPlatformApp && (
          <span>typed in the platform’s own app</span>
        )}
        {message.direction === 'out' && receipt(message)}
      </div>
    </article>
  );
}

function mutedText({ deletedAt, unreadable, text, attachments }: Message): string | null {
  if (deletedAt) return 'This message was deleted';
  if (unreadable) return 'The provider no longer shows this message';
  return text === '' && attachments.length === 0 ? 'A message without text' : null;
}

function receipt({ readAt, deliveredAt }: Message) {
  if (readAt) return <span title={exactTime(readAt)}>read</span>;
  if (deliveredAt) return <span title={exactTime(deliveredAt)}>delivered</span>;
  return null;
}

function AttachmentLine({ attachment, isAlone }: { attachment: Attachment; isAlone: boolean }) {
  const words = attachment.name ?? kindWords[attachment.kind] ?? attachment.kind;
  const line = (
    <>
      <IconPaperclip size={14} aria-hidden />
      {words}
    </>
  );
  return (
    <div style={isAlone ? undefined : { marginTop: 4 }}>
      {attachment.url ? (
        <a
          className={classes['attachment']}
          href={attachment.url}
          target="_blank"
          rel="noreferrer noopener"
        >
          {line}
        </a>
      ) : (
        <span className={classes['attachment']}>{line}</span>
      )}
    </div>
  );
}

const kindWords: Record<string, string> = {
  image: 'Picture',
  video: 'Video',
  audio: 'Voice message',
  file: 'File',
  sticker: 'Sticker',
  share: 'Shared link',
  story_mention: 'Mention in a story',
  ig_reel: 'Reel',
};
