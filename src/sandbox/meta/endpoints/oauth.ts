import { requireToken } from '../access.ts';
import type { GraphCall } from '../graph-call.ts';
import { GraphError } from '../graph-errors.ts';
import {
  checkedToken,
  describeToken,
  issueUserToken,
  longLivedSeconds,
  shortLivedSeconds,
} from '../tokens.ts';

/** `GET|POST /oauth/access_token`: a code, a token to be exchanged, or the app's own token. */
export function giveToken(call: GraphCall) {
  const { world, params } = call;
  if (params['client_id'] !== world.app.id) {
    throw oauthError(101, 'Error validating application. Cannot get application info.');
  }
  if (params['client_secret'] !== world.app.secret) {
    throw oauthError(1, 'Error validating client secret.');
  }
  if (params['grant_type'] === 'fb_exchange_token') return exchangeToken(call);
  if (params['grant_type'] === 'client_credentials') {
    return { access_token: `${world.app.id}|${world.app.secret}`, token_type: 'bearer' };
  }
  return redeemCode(call);
}

function oauthError(code: number, message: string, subcode?: number): GraphError {
  return new GraphError({ code, subcode, message, status: 400, isTransient: false });
}

function redeemCode({ world, params }: GraphCall) {
  const code = world.tokens.codes.get(params['code'] ?? '');
  const now = world.clock();
  if (!code) throw oauthError(100, 'Invalid verification code format.', 36009);
  if (code.isUsed) throw oauthError(100, 'This authorization code has been used.', 36009);
  if (code.expiresAt <= now.getTime()) {
    throw oauthError(100, 'This authorization code has expired.', 36007);
  }
  if (code.redirectUri !== params['redirect_uri']) {
    throw oauthError(
      100,
      'Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request',
      36008,
    );
  }
  code.isUsed = true;
  const { scopes, pageIds } = code;
  const token = issueUserToken(world.tokens, now, { scopes, pageIds, isLong: false });
  return { access_token: token.value, token_type: 'bearer', expires_in: shortLivedSeconds };
}

function exchangeToken({ world, params }: GraphCall) {
  const now = world.clock();
  const given = checkedToken(world.tokens, world.app, params['fb_exchange_token'] ?? '', now);
  const { scopes, pageIds } = given;
  const token = issueUserToken(world.tokens, now, { scopes, pageIds, isLong: true });
  return { access_token: token.value, token_type: 'bearer', expires_in: longLivedSeconds };
}

/** `GET /debug_token`, with the app's token or a user token of the app. */
export function debugToken(call: GraphCall) {
  requireToken(call);
  const { world, params } = call;
  const data = describeToken(
    world.tokens,
    world.app,
    world.user,
    params['input_token'] ?? '',
    world.clock(),
  );
  return { data };
}
