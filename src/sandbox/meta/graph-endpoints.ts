import { notFound } from './access.ts';
import { listAccounts, listPermissions, readMe, removePermissions } from './endpoints/accounts.ts';
import { listConversations, listMessages } from './endpoints/conversations.ts';
import { readNode } from './endpoints/nodes.ts';
import { debugToken, giveToken } from './endpoints/oauth.ts';
import { sendMessage } from './endpoints/send.ts';
import {
  listAppSubscriptions,
  listPageSubscriptions,
  subscribeApp,
  subscribePage,
  unsubscribeApp,
  unsubscribePage,
} from './endpoints/subscriptions.ts';
import type { GraphCall } from './graph-call.ts';
import type { Outbox } from './webhooks/outbox.ts';

export type GraphEndpoint = {
  method: 'GET' | 'POST' | 'DELETE';
  /** Path after the version; `:id` is given to the handler, `me` as the token's Page. */
  path: string;
  /** Counts against the 2 calls a second of the Conversations API. */
  isLimited?: boolean;
  handle: (call: GraphCall, id: string, outbox: Outbox) => unknown;
};

/** Every call of the Graph API that the stand-in answers. */
export const graphEndpoints: readonly GraphEndpoint[] = [
  { method: 'GET', path: '/me', handle: readMe },
  { method: 'GET', path: '/me/accounts', handle: listAccounts },
  { method: 'GET', path: '/me/permissions', handle: listPermissions },
  { method: 'DELETE', path: '/me/permissions', handle: removePermissions },
  { method: 'GET', path: '/oauth/access_token', handle: giveToken },
  { method: 'POST', path: '/oauth/access_token', handle: giveToken },
  { method: 'GET', path: '/debug_token', handle: debugToken },
  { method: 'GET', path: '/:id/conversations', isLimited: true, handle: listConversations },
  {
    method: 'GET',
    path: '/:id/messages',
    isLimited: true,
    handle(call, id) {
      const conversation = call.world.conversations.get(id);
      if (!conversation) throw notFound(id);
      return listMessages(call, conversation);
    },
  },
  {
    method: 'POST',
    path: '/:id/messages',
    async handle(call, id, outbox) {
      const sent = sendMessage(call, id, outbox);
      if (call.world.knobs.webhooks.echoFirst) await outbox.settle();
      return sent;
    },
  },
  { method: 'GET', path: '/:id/subscribed_apps', handle: listPageSubscriptions },
  { method: 'POST', path: '/:id/subscribed_apps', handle: subscribePage },
  { method: 'DELETE', path: '/:id/subscribed_apps', handle: unsubscribePage },
  { method: 'GET', path: '/:id/subscriptions', handle: listAppSubscriptions },
  { method: 'POST', path: '/:id/subscriptions', handle: subscribeApp },
  { method: 'DELETE', path: '/:id/subscriptions', handle: unsubscribeApp },
  { method: 'GET', path: '/:id', isLimited: true, handle: readNode },
];
