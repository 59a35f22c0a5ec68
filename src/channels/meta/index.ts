export type { MetaPlatform } from './attachments.ts';
export type { AccountAccess } from './conversations.ts';
export {
  findConversation,
  getConversation,
  getMessage,
  listConversations,
} from './conversations.ts';
export type { GraphClient } from './graph-client.ts';
export { createGraphClient } from './graph-client.ts';
export { GraphError } from './graph-error.ts';
export type {
  GraphConversation,
  GraphMessage,
} from './graph-shapes.ts';
export { customerOf, splitName } from './names.rules.ts';
export type { PageAccount, TokenState } from './oauth.ts';
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
} from './oauth.ts';
export { firstPageSize } from './page-size.rules.ts';
export { sendMessage } from './send.ts';
export type {
  DeliveryEvent,
  EchoEvent,
  EditEvent,
  MessageEvent,
  PostbackEvent,
  ReactionEvent,
  ReadEvent,
  UnsendEvent,
  WebhookEvent,
} from './webhook-event.ts';
export { parseWebhook } from './webhook-events.rules.ts';
export { answerVerification, verifyWebhookSignature } from './webhook-signature.ts';
