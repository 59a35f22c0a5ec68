import { requireToken } from '../access.ts';
import type { FieldSelection } from '../field-selection.ts';
import { selectionOr } from '../field-selection.ts';
import type { GraphCall } from '../graph-call.ts';
import { ownAddress } from '../graph-call.ts';
import { GraphError } from '../graph-errors.ts';
import { nodeFields, showNode } from '../node-fields.ts';
import { limitFrom, pagingEnvelope, sliceList } from '../paging.ts';
import type { TokenRecord } from '../tokens.ts';
import { allScopes, pageTokenFor } from '../tokens.ts';
import type { SandboxPage } from '../world.ts';

type AccountNode = { call: GraphCall; page: SandboxPage };

const instagramNode = nodeFields<{ id: string; username: string }>('IGUser', 'id', {
  id: ({ id }) => id,
  username: ({ username }) => username,
  name: ({ username }) => username,
});

export const accountNode = nodeFields<AccountNode>(
  'Page',
  'access_token,category,category_list,name,id,tasks',
  {
    id: ({ page }) => page.id,
    name: ({ page }) => page.name,
    category: ({ page }) => page.category,
    category_list: ({ page }) => [{ id: '2500', name: page.category }],
    tasks: ({ page }) => page.tasks,
    access_token: ({ call, page }) => pageToken(call, page),
    instagram_business_account: ({ page }, { fields }) => linkedInstagram(page, fields),
    connected_instagram_account: ({ page }, { fields }) => linkedInstagram(page, fields),
    picture: () => undefined,
    link: () => undefined,
  },
);

function linkedInstagram(page: SandboxPage, fields: FieldSelection | null) {
  return page.instagram ? showNode(instagramNode, page.instagram, fields) : undefined;
}

function pageToken({ world, token }: GraphCall, page: SandboxPage): string | undefined {
  if (token?.kind === 'page') return token.pageId === page.id ? token.value : undefined;
  if (token?.kind !== 'user' || !mayUse(token, page)) return undefined;
  return pageTokenFor(world.tokens, world.clock(), token, page.id).value;
}

function mayUse(token: TokenRecord, page: SandboxPage): boolean {
  return token.pageIds === null || token.pageIds.includes(page.id);
}

function requireUser(call: GraphCall): TokenRecord {
  const token = requireToken(call);
  if (token.kind === 'user') return token;
  throw new GraphError({ code: 100, message: '(#100) A user access token is required' });
}

/** `GET /me/accounts`: the Pages that were granted in the dialog. */
export function listAccounts(call: GraphCall) {
  const token = requireUser(call);
  const canList = token.scopes.includes('pages_show_list');
  const pages = [...call.world.pages.values()].filter((page) => canList && mayUse(token, page));
  const { after, before, limit, fields } = call.params;
  const slice = sliceList(
    pages,
    { after, before, limit: limitFrom(limit, call.world.knobs.maxPageSize) },
    ({ id }) => id,
    (place) => pages.findIndex(({ id }) => id === place) + 1,
  );
  const selection = selectionOr(fields, accountNode.defaults);
  const data = slice.items.map((page) => showNode(accountNode, { call, page }, selection));
  return pagingEnvelope(data, slice, () => ownAddress(call));
}

/** `GET /me`: the user, or the Page when the token is a Page's. */
export function readMe(call: GraphCall) {
  const token = requireToken(call);
  const page = token.pageId === null ? undefined : call.world.pages.get(token.pageId);
  const { id, name } = page ?? call.world.user;
  return { id, name };
}

/** `GET /me/permissions`. */
export function listPermissions(call: GraphCall) {
  const token = requireUser(call);
  const data = allScopes.map((permission) => ({
    permission,
    status: token.scopes.includes(permission) ? 'granted' : 'declined',
  }));
  return { data };
}

/** `DELETE /me/permissions`: the user takes the app's access away; every token of theirs dies. */
export function removePermissions(call: GraphCall) {
  requireUser(call);
  for (const record of call.world.tokens.records.values()) record.revokedWith ??= 458;
  call.world.pageSubscriptions.clear();
  return { success: true };
}
