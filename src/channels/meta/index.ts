export type { MetaAttachment, MetaPlatform } from './attachments.ts';
export type { AccountAccess, ConversationPage } from './conversations.ts';
export {
  findConversation,
  getConversation,
  getMessage,
  listConversations,
} from './conversations.ts';
export type { GraphCall, GraphClient, GraphClientOptions } from './graph-client.ts';
export { createGraphClient } from './graph-client.ts';
export { GraphError } from './graph-error.ts';
export type { GraphErrorKind, WaitScope } from './graph-errors.rules.ts';
export type {
  GraphConversation,
  GraphMessage,
  GraphPerson,
  GraphReaction,
} from './graph-shapes.ts';
export type { ContactName } from './names.rules.ts';
export { customerOf, splitName } from './names.rules.ts';
export type { PageAccount, TokenState, UserToken } from './oauth.ts';
export {
  debugToken,
  dialogUrl,
  exchangeCode,
  exchangeForLongLived,
  listPages,
  oauthScopes,
  revokeAccess,
  subscribedFields,
  subscribePage,
  unsubscribePage,
  webhookFields,
} from './oauth.ts';
export type { PageSize } from './page-size.rules.ts';
export { firstPageSize } from './page-size.rules.ts';
export { sendMessage } from './send.ts';
export type {
  DeliveryEvent,
  EchoEvent,
  EditEvent,
  IgnoredEvent,
  MessageEvent,
  PostbackEvent,
  ReactionEvent,
  ReadEvent,
  RefetchEvent,
  UnsendEvent,
  WebhookEvent,
} from './webhook-event.ts';
export { parseWebhook } from './webhook-events.rules.ts';
export { answerVerification, verifyWebhookSignature } from './webhook-signature.ts';
