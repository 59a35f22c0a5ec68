import { z } from 'zod';
import { type GraphClient, graphPath } from './graph-client.ts';
import { GraphId, GraphPage } from './graph-shapes.ts';

/** What the Page route needs; `business_management` for Pages that a business portfolio owns. */
export const oauthScopes = [
  'pages_show_list',
  'pages_messaging',
  'pages_manage_metadata',
  'pages_read_engagement',
  'instagram_basic',
  'instagram_manage_messages',
  'business_management',
] as const;

/** Page webhook fields that feed conversations (provider-apis.md §3). */
export const webhookFields = [
  'messages',
  'message_echoes',
  'message_deliveries',
  'message_reads',
  'messaging_postbacks',
  'message_reactions',
  'message_edits',
  'messaging_referrals',
  'messaging_handovers',
  'standby',
] as const;

/**
 * Where the person is sent to allow access.
 * @param input.dialogBaseUrl `https://www.facebook.com`, or the sandbox's Graph address
 * @param input.configId Facebook Login for Business; then it replaces the scopes
 */
export function dialogUrl(input: {
  dialogBaseUrl: string;
  version: string;
  appId: string;
  redirectUri: string;
  state: string;
  configId?: string;
  /** Ask again for what was declined before. */
  rerequest?: boolean;
}): string {
  const url = new URL(`${input.dialogBaseUrl.replace(/\/+$/, '')}/${input.version}/dialog/oauth`);
  url.searchParams.set('client_id', input.appId);
  url.searchParams.set('redirect_uri', input.redirectUri);
  url.searchParams.set('state', input.state);
  url.searchParams.set('response_type', 'code');
  if (input.configId === undefined) url.searchParams.set('scope', oauthScopes.join(','));
  else url.searchParams.set('config_id', input.configId);
  if (input.rerequest === true) url.searchParams.set('auth_type', 'rerequest');
  return url.href;
}

/** A user's token. `expiresInSeconds` is null when Meta does not say. */
export type UserToken = { token: string; expiresInSeconds: number | null };

const TokenAnswer = z
  .object({
    access_token: z.string().min(1),
    expires_in: z.coerce.number().int().positive().nullable().catch(null),
  })
  .transform(
    (answer): UserToken => ({ token: answer.access_token, expiresInSeconds: answer.expires_in }),
  );

/** Turns the dialog's code into a short-lived user token. `redirectUri` as in the dialog. */
export function exchangeCode(input: {
  client: GraphClient;
  redirectUri: string;
  code: string;
}): Promise<UserToken> {
  return input.client.get('/oauth/access_token', TokenAnswer, {
    credentials: 'client_secret',
    params: { redirect_uri: input.redirectUri, code: input.code },
  });
}

/** Turns a user token into one of about 60 days; Page tokens read with it do not expire by time. */
export function exchangeForLongLived(input: {
  client: GraphClient;
  token: string;
}): Promise<UserToken> {
  return input.client.get('/oauth/access_token', TokenAnswer, {
    credentials: 'client_secret',
    params: { grant_type: 'fb_exchange_token', fb_exchange_token: input.token },
  });
}

export type PageAccount = {
  id: string;
  name: string;
  category: string | null;
  token: string;
  /** What the user may do there; reading and sending needs `MESSAGING`, webhooks `MODERATE`. */
  tasks: readonly string[];
  instagram: { id: string; username: string | null } | null;
};

const Account = z
  .object({
    id: GraphId,
    name: z.string().catch(''),
    category: z.string().nullable().catch(null),
    access_token: z.string().min(1),
    tasks: z.array(z.string()).catch([]),
    instagram_business_account: z
      .object({ id: GraphId, username: z.string().nullable().catch(null) })
      .nullable()
      .catch(null),
  })
  .transform(
    (node): PageAccount => ({
      id: node.id,
      name: node.name,
      category: node.category,
      token: node.access_token,
      tasks: node.tasks,
      instagram: node.instagram_business_account,
    }),
  );

/** All Pages that a user let the app see, with their tokens. Pages without a token are left out. */
export async function listPages(input: {
  client: GraphClient;
  token: string;
  signal?: AbortSignal;
}): Promise<PageAccount[]> {
  const pages: PageAccount[] = [];
  let after: string | null = null;
  do {
    const params: { after?: string } = after === null ? {} : { after };
    const page: z.infer<typeof GraphPage> = await input.client.get('/me/accounts', GraphPage, {
      token: input.token,
      params: {
        fields: 'id,name,category,access_token,tasks,instagram_business_account{id,username}',
        limit: 100,
        ...params,
      },
      ...(input.signal === undefined ? {} : { signal: input.signal }),
    });
    pages.push(...page.data.flatMap((node) => Account.safeParse(node).data ?? []));
    after = page.after === after ? null : page.after;
  } while (after !== null);
  return pages;
}

export type TokenState = {
  isValid: boolean;
  /** The app-scoped user; null for tokens without one. */
  userId: string | null;
  scopes: readonly string[];
  /** Null when the token does not expire by time. */
  expiresAt: Date | null;
  /** After this the person must allow access again, about 90 days; null when there is no end. */
  dataAccessExpiresAt: Date | null;
};

const unixTime = z
  .number()
  .nullable()
  .catch(null)
  .transform((seconds) => (seconds ? new Date(seconds * 1_000) : null));

const TokenDebug = z
  .object({
    data: z.object({
      is_valid: z.boolean().catch(false),
      user_id: GraphId.nullable().catch(null),
      scopes: z.array(z.string()).catch([]),
      expires_at: unixTime,
      data_access_expires_at: unixTime,
    }),
  })
  .transform(
    ({ data }): TokenState => ({
      isValid: data.is_valid,
      userId: data.user_id,
      scopes: data.scopes,
      expiresAt: data.expires_at,
      dataAccessExpiresAt: data.data_access_expires_at,
    }),
  );

/** Asks Meta about a token, as the app. An invalid token is an answer, not an error. */
export function debugToken(input: { client: GraphClient; token: string }): Promise<TokenState> {
  return input.client.get('/debug_token', TokenDebug, {
    credentials: 'app_token',
    params: { input_token: input.token },
  });
}

// The documentation prints {"success":"true"}, the API answers with a boolean.
const Success = z.object({ success: z.union([z.literal(true), z.literal('true')]) });

type PageAccess = { client: GraphClient; pageId: string; token: string };

/** Lets Meta send the Page's (and its Instagram account's) events to the app's webhook. */
export async function subscribePage({ client, pageId, token }: PageAccess): Promise<void> {
  await client.post(graphPath(pageId, 'subscribed_apps'), Success, {
    token,
    accountId: pageId,
    params: { subscribed_fields: webhookFields.join(',') },
  });
}

const Subscriptions = z.object({
  data: z.array(z.object({ id: GraphId, subscribed_fields: z.array(z.string()).catch([]) })),
});

/** Fields of the Page that this app's webhook gets; null when the app is not subscribed. */
export async function subscribedFields(access: PageAccess): Promise<readonly string[] | null> {
  const { client, pageId, token } = access;
  const path = graphPath(pageId, 'subscribed_apps');
  const { data } = await client.get(path, Subscriptions, { token, accountId: pageId });
  return data.find(({ id }) => id === client.appId)?.subscribed_fields ?? null;
}

/** Stops the Page's webhooks. */
export async function unsubscribePage({ client, pageId, token }: PageAccess): Promise<void> {
  await client.delete(graphPath(pageId, 'subscribed_apps'), Success, { token, accountId: pageId });
}

/** Takes back everything the user allowed; all tokens of theirs end, other Pages' included. */
export async function revokeAccess(input: { client: GraphClient; token: string }): Promise<void> {
  await input.client.delete('/me/permissions', Success, { token: input.token });
}
