import type { FastifyInstance, FastifyReply } from 'fastify';
import { callParams } from './call-params.ts';
import { dialogPage, problemPage } from './oauth-dialog.html.ts';
import { allScopes } from './tokens.ts';
import type { MetaWorld } from './world.ts';

const codeLifeMs = 10 * 60_000;

/** Makes the one-time code that an Allow in the dialog gives. Lives ten minutes. */
export function issueCode(
  world: MetaWorld,
  grant: { redirectUri: string; scopes: readonly string[]; pageIds: readonly string[] | null },
): string {
  const code = `AQSandbox${world.tokens.codes.size + 1}`;
  const expiresAt = world.clock().getTime() + codeLifeMs;
  world.tokens.codes.set(code, { ...grant, expiresAt, isUsed: false });
  return code;
}

/** The consent page and its two buttons. */
export function registerOauthDialog(server: FastifyInstance, world: MetaWorld): void {
  server.get('/graph/dialog/oauth', (request, reply) => {
    const params = callParams(request);
    const problem = problemWith(world, params);
    if (problem !== null) return sendHtml(reply.code(400), problemPage(problem));
    const wanted = params['scope']?.split(/[, ]+/) ?? [...allScopes];
    return sendHtml(reply, dialogPage(world, params, wanted));
  });

  server.post('/graph/dialog/oauth', (request, reply) => {
    const params = callParams(request);
    const problem = problemWith(world, params);
    if (problem !== null) return sendHtml(reply.code(400), problemPage(problem));
    const redirectUri = params['redirect_uri'] ?? '';
    const target = new URL(redirectUri);
    if (params['decision'] === 'allow') {
      const scopes = chosen(params, 'scope:');
      const pageIds = chosen(params, 'page:');
      target.searchParams.set('code', issueCode(world, { redirectUri, scopes, pageIds }));
    } else {
      target.searchParams.set('error_reason', 'user_denied');
      target.searchParams.set('error', 'access_denied');
      target.searchParams.set('error_description', 'Permissions error');
    }
    if (params['state'] !== undefined) target.searchParams.set('state', params['state']);
    return reply.redirect(`${target.href}#_=_`, 302);
  });
}

function sendHtml(reply: FastifyReply, html: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(html);
}

function chosen(params: Record<string, string>, prefix: string): string[] {
  return Object.keys(params)
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length));
}

function problemWith(world: MetaWorld, params: Record<string, string>): string | null {
  if (params['client_id'] !== world.app.id) return `Invalid App ID: ${params['client_id'] ?? ''}`;
  const redirectUri = params['redirect_uri'] ?? '';
  const isWeb = URL.canParse(redirectUri) && /^https?:$/.test(new URL(redirectUri).protocol);
  return isWeb ? null : 'URL Blocked: redirect_uri must be a full http or https address.';
}
