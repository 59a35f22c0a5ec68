import { notFound, requirePageToken, requireToken } from '../access.ts';
import { selectionOr } from '../field-selection.ts';
import type { GraphCall } from '../graph-call.ts';
import { GraphError } from '../graph-errors.ts';
import { findMessage } from '../inbox.ts';
import { isPastHorizon, showMessage } from '../message-node.ts';
import { nodeFields, showNode } from '../node-fields.ts';
import type { SandboxConversation } from '../world.ts';
import { accountNode } from './accounts.ts';
import { checkAccess, readConversation } from './conversations.ts';

/** `GET /{id}`: a conversation, message, Page or person, whichever has that id. */
export function readNode(call: GraphCall, id: string) {
  requireToken(call);
  const conversation = call.world.conversations.get(id);
  if (conversation) return readConversation(call, conversation);
  if (call.world.messageHomes.has(id)) return readMessage(call, id);
  const page = call.world.pages.get(id);
  if (page) {
    const selection = selectionOr(call.params['fields'], pageDefaults);
    return showNode(accountNode, { call, page }, selection);
  }
  return readProfile(call, id);
}

const pageDefaults = new Map(
  ['name', 'id'].map((name) => [
    name,
    { name, arguments: new Map<string, string>(), fields: null },
  ]),
);

function readMessage(call: GraphCall, id: string) {
  const found = findMessage(call.world, id);
  if (!found) throw notFound(id);
  const { conversation, message } = found;
  checkAccess(call, conversation);
  const readable = conversation.messages.filter(({ isDeleted }) => !isDeleted);
  const age = readable.length - 1 - readable.indexOf(message);
  if (message.isDeleted || isPastHorizon(call.world.knobs.horizon, age)) {
    throw new GraphError({ code: 9000001 });
  }
  const fields = call.params['fields'];
  const selection = fields ? selectionOr(fields, pageDefaults) : null;
  return showMessage({ world: call.world, conversation, message }, selection, false);
}

type Profile = { conversation: SandboxConversation };

const profileNode = nodeFields<Profile>('User', 'id', {
  id: ({ conversation }) => conversation.customer.id,
  first_name: ({ conversation }) => conversation.customer.name.split(' ')[0],
  last_name: ({ conversation }) => conversation.customer.name.split(' ').slice(1).join(' '),
  name: ({ conversation }) => conversation.customer.name,
  username: ({ conversation: { platform, customer } }) =>
    platform === 'instagram' ? customer.username : undefined,
  profile_pic: () => undefined,
});

/** A page-scoped person; without the `profiles` knob they cannot be looked up. */
function readProfile(call: GraphCall, id: string) {
  const token = requireToken(call);
  if (!call.world.knobs.profiles) throw notFound(id);
  for (const conversation of call.world.conversations.values()) {
    if (conversation.customer.id !== id || conversation.pageId !== token.pageId) continue;
    requirePageToken(call, conversation.pageId);
    return showNode(
      profileNode,
      { conversation },
      selectionOr(call.params['fields'], profileNode.defaults),
    );
  }
  throw notFound(id);
}
