import { requireMessagingScope, requirePageToken, requireToken } from '../access.ts';
import { conversationNode, messagesEdge } from '../conversation-node.ts';
import { parseFields, selectionOr } from '../field-selection.ts';
import type { GraphCall } from '../graph-call.ts';
import { ownAddress } from '../graph-call.ts';
import { GraphError } from '../graph-errors.ts';
import { conversationsNewestFirst, firstAfter } from '../inbox.ts';
import { showNode } from '../node-fields.ts';
import { encodeCursor, limitFrom, pagingEnvelope, sliceList, withCursor } from '../paging.ts';
import type { MetaPlatform, SandboxConversation } from '../world.ts';

/** `GET /{page}/conversations`: newest first, cursors only; since and until are refused. */
export function listConversations(call: GraphCall, pageId: string) {
  const { world, params } = call;
  const page = requirePageToken(call, pageId);
  const platform = platformOf(params['platform']);
  requireMessagingScope(requireToken(call), platform);
  if (params['since'] !== undefined || params['until'] !== undefined) {
    throw new GraphError({
      code: 100,
      message: '(#100) Time-based pagination is not supported on this endpoint',
    });
  }
  if (platform === 'instagram' && !page.instagram) {
    throw new GraphError({
      code: 100,
      message: '(#100) The Page is not linked to an Instagram account',
    });
  }
  if (world.knobs.emptyPages > 0) return emptyPage(call);
  return showList(call, forUser(call, conversationsNewestFirst(world, pageId, platform)));
}

function showList(call: GraphCall, list: readonly SandboxConversation[]) {
  const { params, world } = call;
  const selection = selectionOr(params['fields'], conversationNode.defaults);
  const slice = sliceList(
    list,
    {
      after: params['after'],
      before: params['before'],
      limit: limitFrom(params['limit'], world.knobs.maxPageSize),
    },
    ({ updatedAt, id }) => `${updatedAt}|${id}`,
    (place) => {
      const [updatedAt = '', id = ''] = place.split('|');
      return firstAfter(list, { updatedAt: Number(updatedAt), id });
    },
  );
  const data = slice.items.map((conversation) =>
    showNode(conversationNode, { call, conversation }, selection),
  );
  return pagingEnvelope(data, slice, () => ownAddress(call));
}

export function platformOf(text: string | undefined): MetaPlatform {
  const platform = (text ?? 'messenger').toLowerCase();
  if (platform === 'messenger' || platform === 'instagram') return platform;
  throw new GraphError({
    code: 100,
    message: '(#100) Param platform must be one of {INSTAGRAM, MESSENGER}',
  });
}

function forUser({ params }: GraphCall, list: readonly SandboxConversation[]) {
  const userId = params['user_id'];
  return userId === undefined ? list : list.filter(({ customer }) => customer.id === userId);
}

/** An empty list that nevertheless has a next page, which goes on at the same place. */
function emptyPage(call: GraphCall) {
  call.world.knobs.emptyPages -= 1;
  const cursor = call.params['after'] ?? encodeCursor(`${Number.MAX_SAFE_INTEGER}|~`);
  return {
    data: [],
    paging: {
      cursors: { before: cursor, after: cursor },
      next: withCursor(ownAddress(call), 'after', cursor),
    },
  };
}

/** `GET /{conversation}`. */
export function readConversation(call: GraphCall, conversation: SandboxConversation) {
  checkAccess(call, conversation);
  const selection = selectionOr(call.params['fields'], conversationNode.defaults);
  return showNode(conversationNode, { call, conversation }, selection);
}

/** `GET /{conversation}/messages`. */
export function listMessages(call: GraphCall, conversation: SandboxConversation) {
  checkAccess(call, conversation);
  const { fields, limit, after, before } = call.params;
  return messagesEdge(
    call,
    conversation,
    { fields: fields ? parseFields(fields) : null },
    { limit, after, before },
  );
}

export function checkAccess(call: GraphCall, { pageId, platform }: SandboxConversation): void {
  requirePageToken(call, pageId);
  requireMessagingScope(requireToken(call), platform);
}
