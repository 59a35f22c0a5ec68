import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import { invalidField, notFound, Problem } from '../../platform/http/problem.ts';

type SandboxPlatform = 'messenger' | 'instagram';
type CustomerWrites = {
  pageId: string;
  platform: SandboxPlatform;
  conversationId?: string;
  name?: string;
  text: string;
};

/** What "a customer writes" needs of the sandbox. Unknown ids throw a RangeError. */
export type SandboxPort = {
  meta: {
    pages(): readonly { id: string }[];
    customerWrites(input: CustomerWrites): { conversationId: string; messageId: string };
  };
};

export type WriterWish = {
  /** Our id of the Page. */
  pageId: string;
  platform: SandboxPlatform;
  contactId?: string | undefined;
  name?: string | undefined;
  text: string;
};

export type SandboxPage = { id: string; name: string; externalId: string; instagram: boolean };

/** Connected Pages that the sandbox plays, by name. */
export async function sandboxPages(
  tx: Tx,
  workspaceId: string,
  sandbox: SandboxPort,
): Promise<SandboxPage[]> {
  const externalIds = sandbox.meta.pages().map(({ id }) => id);
  const { rows } = await sql<SandboxPage>`
    select id, name, external_id, instagram_id is not null as instagram from pages
    where workspace_id = ${workspaceId} and status = 'connected'
      and external_id = any(${externalIds}::text[])
    order by name, id`.execute(tx);
  return rows;
}

/**
 * Whom the sandbox is to let write: an existing contact by their thread, or anybody by name.
 * @throws Problem invalid naming the field, or not_found
 */
export async function findWriter(
  tx: Tx,
  workspaceId: string,
  sandbox: SandboxPort,
  wish: WriterWish,
): Promise<CustomerWrites> {
  const pages = await sandboxPages(tx, workspaceId, sandbox);
  const page = pages.find(({ id }) => id === wish.pageId);
  if (!page) throw invalidField('body.pageId', 'This is no connected Page of the sandbox.');
  if (wish.platform === 'instagram' && !page.instagram) {
    throw invalidField('body.platform', 'This Page has no Instagram account.');
  }
  const base = { pageId: page.externalId, platform: wish.platform, text: wish.text };
  if (wish.contactId === undefined) return wish.name ? { ...base, name: wish.name } : base;
  const { rows } = await sql<{ externalId: string | null; name: string | null }>`
    select v.external_id, i.name
    from contact_identities i
    join channels ch on ch.workspace_id = i.workspace_id and ch.id = i.channel_id
    left join conversations v on v.workspace_id = i.workspace_id
      and v.channel_id = i.channel_id and v.contact_id = i.contact_id
    where i.workspace_id = ${workspaceId} and i.contact_id = ${wish.contactId}
      and ch.page_id = ${wish.pageId} and ch.platform = ${wish.platform}
    limit 1`.execute(tx);
  const [writer] = rows;
  if (!writer) throw notFound('contact on this channel');
  if (writer.externalId !== null) return { ...base, conversationId: writer.externalId };
  if (writer.name !== null) return { ...base, name: writer.name };
  throw new Problem('conflict', 'This contact is too new: try again once its name has come in.');
}

/** @throws Problem conflict when the sandbox has forgotten the thread, as it does at a restart */
export function letWrite(sandbox: SandboxPort, input: CustomerWrites): { messageId: string } {
  try {
    return { messageId: sandbox.meta.customerWrites(input).messageId };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Problem(
      'conflict',
      'The sandbox does not know this thread: what was written before its restart is gone. Let somebody new write.',
      undefined,
      error,
    );
  }
}
