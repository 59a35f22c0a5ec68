import type { FieldRequest } from './field-selection.ts';
import { printFields } from './field-selection.ts';
import type { GraphCall } from './graph-call.ts';
import { callAddress } from './graph-call.ts';
import { GraphError } from './graph-errors.ts';
import { isPastHorizon, showMessage } from './message-node.ts';
import { graphTime, nodeFields } from './node-fields.ts';
import { limitFrom, pagingEnvelope, sliceList } from './paging.ts';
import { showPerson } from './person-node.ts';
import type { SandboxConversation } from './world.ts';

/** The knob `maxPageSize` concerns lists of conversations, not the messages inside one. */
const largestList = 100;

export type ConversationNode = { call: GraphCall; conversation: SandboxConversation };

function people({ call, conversation }: ConversationNode, { fields }: FieldRequest) {
  const sides = ['customer', 'business'] as const;
  return { data: sides.map((side) => showPerson(call.world, conversation, side, fields)) };
}

export const conversationNode = nodeFields<ConversationNode>('UnifiedThread', 'id,updated_time', {
  id: ({ conversation }) => conversation.id,
  updated_time: ({ conversation }) => graphTime(conversation.updatedAt),
  message_count: ({ conversation }) => readable(conversation).length,
  unread_count: ({ conversation }) => conversation.unread,
  participants: people,
  senders: people,
  former_participants: () => ({ data: [] }),
  snippet: ({ conversation }) => conversation.messages.at(-1)?.text || undefined,
  link: ({ conversation }) => `/${conversation.pageId}/inbox/${conversation.id.slice(2)}/`,
  scoped_thread_key: ({ conversation }) => conversation.id,
  can_reply: ({ conversation }) => conversation.messages.length > 0,
  is_subscribed: () => true,
  is_owner: () => undefined,
  folder: () => 'inbox',
  name: () => undefined,
  messages: ({ call, conversation }, request) =>
    messagesEdge(call, conversation, request, {
      limit: request.arguments.get('limit'),
      after: request.arguments.get('after'),
      before: request.arguments.get('before'),
    }),
});

function readable(conversation: SandboxConversation) {
  return conversation.messages.filter((message) => !message.isDeleted);
}

/** A conversation's messages, newest first, as an edge with paging. */
export function messagesEdge(
  call: GraphCall,
  conversation: SandboxConversation,
  { fields }: Pick<FieldRequest, 'fields'>,
  wanted: Record<'limit' | 'after' | 'before', string | undefined>,
) {
  const { world } = call;
  const newestFirst = readable(conversation).reverse();
  const slice = sliceList(
    newestFirst,
    {
      after: wanted.after,
      before: wanted.before,
      limit: limitFrom(wanted.limit, largestList),
    },
    ({ id }) => id,
    (place) => newestFirst.findIndex(({ id }) => id === place) + 1,
  );
  countNested(call, slice.items.length);
  const data = slice.items.map((message) => {
    const age = newestFirst.indexOf(message);
    const node = { world, conversation, message };
    return showMessage(node, fields, isPastHorizon(world.knobs.horizon, age));
  });
  const addressOf = () =>
    callAddress(call, `/${conversation.id}/messages`, {
      ...(wanted.limit === undefined ? {} : { limit: wanted.limit }),
      ...(fields === null ? {} : { fields: printFields(fields) }),
    });
  return pagingEnvelope(data, slice, addressOf);
}

/** GraphError 1 "reduce the amount" when an answer grows past `maxNestedItems`. */
function countNested(call: GraphCall, items: number): void {
  call.nested.items += items;
  const most = call.world.knobs.maxNestedItems;
  if (most === null || call.nested.items <= most) return;
  throw new GraphError({
    code: 1,
    isTransient: false,
    message: "Please reduce the amount of data you're asking for, then retry your request",
  });
}
