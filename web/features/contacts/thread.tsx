import { Button, Text } from '@mantine/core';
import { useContext, useRef } from 'react';
import type { Conversation, Message } from '../../../src/contracts/conversations.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { useConversations, useMessages } from './contacts.queries.ts';
import { DaySeparator, dayOf } from './day-separator.tsx';
import { MessageBubble } from './message-bubble.tsx';
import { MessageFocus } from './message-focus.ts';
import classes from './thread.module.css';
import { useThreadScroll } from './use-thread-scroll.ts';

type Props = { contactId: string };

/** Everything that was written, over all platforms, newest at the bottom. */
export function Thread({ contactId }: Props) {
  const query = useMessages(contactId);
  const conversations = useConversations(contactId).data ?? [];
  const { focused } = useContext(MessageFocus);
  const root = useRef<HTMLDivElement>(null);
  const messages = (query.data?.pages ?? []).flatMap(({ items }) => items).toReversed();
  useThreadScroll(root, messages, {
    focused,
    hasMore: query.hasNextPage && !query.isFetchingNextPage,
    loadMore: query.fetchNextPage,
  });
  return (
    <div ref={root} className={classes['root']}>
      <Loaded
        query={query}
        skeleton={
          <div className={classes['thread']}>
            <SkeletonRows rows={5} />
          </div>
        }
      >
        {() => (
          <div className={classes['thread']}>
            {query.hasNextPage ? (
              <Button
                variant="subtle"
                size="compact-sm"
                style={{ alignSelf: 'center' }}
                loading={query.isFetchingNextPage}
                onClick={() => query.fetchNextPage()}
              >
                Show older messages
              </Button>
            ) : (
              <Start conversations={conversations} />
            )}
            {messages.length === 0 && (
              <Text className={classes['note'] ?? ''}>No message yet.</Text>
            )}
            {messages.map((message, index) => (
              <Entry
                key={message.id}
                message={message}
                before={messages[index - 1]}
                conversations={conversations}
                focused={focused?.externalId === message.externalId}
              />
            ))}
          </div>
        )}
      </Loaded>
    </div>
  );
}

/** Says honestly where the provider cut the history off. */
function Start({ conversations }: { conversations: readonly Conversation[] }) {
  if (conversations.every(({ historyComplete }) => historyComplete)) return null;
  return (
    <Text className={classes['note'] ?? ''}>
      Older messages are not shown by the provider: it hands out only the newest ones of a
      conversation.
    </Text>
  );
}

type EntryProps = {
  message: Message;
  before: Message | undefined;
  conversations: readonly Conversation[];
  focused: boolean;
};

function Entry({ message, before, conversations, focused }: EntryProps) {
  const isNewDay = !before || dayOf(before.sentAt) !== dayOf(message.sentAt);
  const channel =
    conversations.length > 1 && before?.conversationId !== message.conversationId
      ? conversations.find(({ id }) => id === message.conversationId)
      : undefined;
  return (
    <>
      {isNewDay && <DaySeparator at={message.sentAt} />}
      <MessageBubble message={message} platform={channel?.platform} focused={focused} />
    </>
  );
}
