import Fastify, { type FastifyInstance } from 'fastify';
import { ZodError } from 'zod';
import { registerControl } from './control-routes.ts';
import { toGraphConversations } from './dialogues/authoring.ts';
import { generateDialogues } from './dialogues/generate-dialogues.ts';
import type { GraphConversation } from './dialogues/graph-conversation.ts';
import { ownDialogues } from './dialogues/own-dialogues.ts';
import { bakery } from './dialogues/trades/bakery.ts';
import { plumbing } from './dialogues/trades/plumbing.ts';
import { registerGeminiRoutes } from './gemini/gemini-routes.ts';
import { createGeminiSandbox, type GeminiSandbox } from './gemini/gemini-sandbox.ts';
import { registerGraphRoutes } from './meta/graph-routes.ts';
import { registerMedia } from './meta/media.ts';
import { createMetaSandbox, type MetaSandbox } from './meta/meta-sandbox.ts';
import { registerOauthDialog } from './meta/oauth-dialog.ts';
import { seededRandom } from './random.ts';

export type SandboxOptions = {
  /** 0 or missing: any free port. */
  port?: number;
  host?: '127.0.0.1';
  /** Instead of our own dialogues; an empty list gives an empty inbox. */
  dialogues?: readonly GraphConversation[] | undefined;
  /** Moves the given dialogues in time so that their newest message is now. */
  shiftTimes?: boolean;
  clock?: () => Date;
  seed?: number;
};

export type Sandbox = {
  url: string;
  meta: MetaSandbox;
  gemini: GeminiSandbox;
  close(): Promise<void>;
};

/** Starts the stand-ins of Meta and Gemini on one loopback port. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, host = '127.0.0.1', clock = () => new Date(), seed = 1 } = options;
  const random = seededRandom(seed);
  const { sandbox: meta, context } = createMetaSandbox({ clock, random });
  const gemini = createGeminiSandbox({ clock, random, url: () => context.world.url });
  fillInboxes(meta, options, clock(), seed);
  const server = createServer();
  registerOauthDialog(server, context.world);
  registerGraphRoutes(server, context);
  registerMedia(server, context.world);
  registerGeminiRoutes(server, gemini.world);
  registerControl(server, meta, gemini.sandbox);
  const url = await server.listen({ port, host });
  context.world.url = url;
  return {
    url,
    meta,
    gemini: gemini.sandbox,
    async close() {
      await context.outbox.close();
      await server.close();
    },
  };
}

function fillInboxes(
  meta: MetaSandbox,
  { dialogues, shiftTimes }: SandboxOptions,
  now: Date,
  seed: number,
): void {
  if (dialogues) {
    meta.loadDialogues(dialogues, shiftTimes ? { newestAt: now } : {});
    return;
  }
  const [, second, third] = meta.pages();
  for (const platform of ['messenger', 'instagram'] as const) {
    const own = ownDialogues.filter(({ on }) => on === platform);
    meta.loadDialogues(toGraphConversations(own, now, platform.length), { platform });
  }
  meta.loadDialogues(generateDialogues(12, seed + 100, now, bakery), { pageId: second?.id });
  meta.loadDialogues(generateDialogues(8, seed + 200, now, plumbing), { pageId: third?.id });
}

/** Fastify with what Meta needs: forms, versions in paths, and errors in each stand-in's own words. */
function createServer(): FastifyInstance {
  const server = Fastify({
    forceCloseConnections: true,
    bodyLimit: 4 * 1024 * 1024,
    rewriteUrl: (request) => (request.url ?? '/').replace(/^\/graph\/v\d+\.\d+(?=\/)/, '/graph'),
  });
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  server.setNotFoundHandler((request, reply) => {
    const message = `Unknown path components: ${request.url.split('?')[0]}`;
    return reply.code(400).send({ error: { message, type: 'OAuthException', code: 2500 } });
  });
  server.setErrorHandler((error, _request, reply) => {
    const isCallers = error instanceof ZodError || error instanceof RangeError;
    const message = error instanceof Error ? error.message : 'unknown error';
    return reply.code(isCallers ? 422 : 500).send({ error: { message } });
  });
  return server;
}
