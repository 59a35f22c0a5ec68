import type { Random } from '../random.ts';
import type { SandboxApp, SandboxUser } from './app.ts';
import type { MetaKnobs } from './knobs.ts';
import type { TokenStore } from './tokens.ts';

export type MetaPlatform = 'messenger' | 'instagram';

export type SandboxPage = {
  id: string;
  name: string;
  category: string;
  tasks: readonly string[];
  instagram: { id: string; username: string } | null;
};

export const attachmentTypes = ['image', 'video', 'audio', 'file', 'sticker', 'share'] as const;
export type AttachmentType = (typeof attachmentTypes)[number];
export type SandboxAttachment = { id: string; type: AttachmentType; name: string };

/** Who is on the customer's side. `username` is what Instagram shows instead of a name. */
type SandboxCustomer = { id: string; name: string; username: string };

export type SandboxMessage = {
  id: string;
  author: 'customer' | 'business';
  /** Milliseconds since 1970; the API shows whole seconds. */
  sentAt: number;
  text: string;
  attachments: readonly SandboxAttachment[];
  replyTo: string | null;
  reactions: readonly { emoji: string; by: 'customer' | 'business' }[];
  edits: number;
  isDeleted: boolean;
  /** The app that sent it through the Send API, null when a person wrote it. */
  appId: string | null;
};

export type SandboxConversation = {
  id: string;
  pageId: string;
  platform: MetaPlatform;
  customer: SandboxCustomer;
  /** Oldest first. */
  messages: SandboxMessage[];
  updatedAt: number;
  unread: number;
};

/** Conversations of one Page on one platform. `sorted` is newest first, null when it must be sorted anew. */
export type Inbox = {
  conversations: Map<string, SandboxConversation>;
  sorted: SandboxConversation[] | null;
};

export type AppSubscription = {
  object: 'page' | 'instagram';
  callbackUrl: string;
  verifyToken: string;
  fields: readonly string[];
};

/** Everything the Meta stand-in knows. */
export type MetaWorld = {
  /** Address of the sandbox, without a slash at the end. */
  url: string;
  clock: () => Date;
  random: Random;
  knobs: MetaKnobs;
  app: SandboxApp;
  user: SandboxUser;
  pages: Map<string, SandboxPage>;
  tokens: TokenStore;
  inboxes: Map<string, Inbox>;
  conversations: Map<string, SandboxConversation>;
  messageHomes: Map<string, SandboxConversation>;
  appSubscriptions: Map<'page' | 'instagram', AppSubscription>;
  /** Fields a Page is subscribed to, by page id. */
  pageSubscriptions: Map<string, readonly string[]>;
};

const allTasks = ['ADVERTISE', 'ANALYZE', 'CREATE_CONTENT', 'MESSAGING', 'MODERATE', 'MANAGE'];

export const defaultPages: readonly SandboxPage[] = [
  {
    id: '104600000000001',
    name: 'Lantern Row Collective',
    category: 'Local Business',
    tasks: allTasks,
    instagram: { id: '17841400000000001', username: 'lanternrow' },
  },
  {
    id: '104600000000002',
    name: 'Copperleaf Bakery',
    category: 'Bakery',
    tasks: allTasks,
    instagram: { id: '17841400000000002', username: 'copperleaf.bakes' },
  },
  {
    id: '104600000000003',
    name: 'Tidewater Plumbing',
    category: 'Plumbing Service',
    tasks: allTasks,
    instagram: null,
  },
];

/** A generated Page; every tenth may not read messages, every second has no Instagram account. */
export function generatedPage(number: number): SandboxPage {
  const suffix = String(number).padStart(6, '0');
  return {
    id: `104700000${suffix}`,
    name: `Branch ${number}`,
    category: 'Local Business',
    tasks: number % 10 === 0 ? ['ADVERTISE', 'ANALYZE'] : allTasks,
    instagram:
      number % 2 === 0 ? null : { id: `17841500000${suffix}`, username: `branch.${number}` },
  };
}

/** The Page's own id on a platform: the page id, or its Instagram account's. */
export function accountId(page: SandboxPage, platform: MetaPlatform): string {
  return platform === 'instagram' && page.instagram ? page.instagram.id : page.id;
}
