export type {
  IncomingConversation,
  IncomingMessage,
} from './incoming.ts';
export { refreshContacts } from './ingest.store.ts';
export { ingestConversations } from './ingest-conversations.ts';
export { storableJson, storableText } from './storable.rules.ts';
