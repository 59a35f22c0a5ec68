import type { GraphCall } from './graph-call.ts';
import { GraphError } from './graph-errors.ts';
import type { TokenRecord } from './tokens.ts';
import type { MetaPlatform, SandboxPage } from './world.ts';

/** The call's token; GraphError 104 (2500 on /me) when there is none. */
export function requireToken(call: GraphCall): TokenRecord {
  if (call.token) return call.token;
  throw call.path.startsWith('/me')
    ? new GraphError({
        code: 2500,
        message: 'An active access token must be used to query information about the current user.',
      })
    : new GraphError({
        code: 104,
        message: 'An access token is required to request this resource.',
      });
}

export function notFound(id: string): GraphError {
  return new GraphError({
    code: 100,
    subcode: 33,
    type: 'GraphMethodException',
    message: `Unsupported get request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`,
  });
}

/** The Page, when the call's token is that Page's own. */
export function requirePageToken(call: GraphCall, pageId: string): SandboxPage {
  const token = requireToken(call);
  const page = call.world.pages.get(pageId);
  if (!page) throw notFound(pageId);
  if (token.kind !== 'page') {
    throw new GraphError({
      code: 190,
      subcode: 2069032,
      message: 'User Access Token Is Not Supported. A Page access token is required for this call.',
    });
  }
  if (token.pageId !== pageId) {
    throw call.world.knobs.wrongPageError === '190'
      ? new GraphError({ code: 190 })
      : notFound(pageId);
  }
  return page;
}

/** GraphError 230 (200 on Instagram) when the token may not read or write messages. */
export function requireMessagingScope(token: TokenRecord, platform: MetaPlatform): void {
  if (platform === 'messenger' && !token.scopes.includes('pages_messaging')) {
    throw new GraphError({ code: 230 });
  }
  if (platform === 'instagram' && !token.scopes.includes('instagram_manage_messages')) {
    throw new GraphError({
      code: 200,
      message: '(#200) Requires instagram_manage_messages permission to manage the object',
    });
  }
}
