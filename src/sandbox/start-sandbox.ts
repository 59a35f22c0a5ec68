import { randomInt } from 'node:crypto';
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
  /**
   * The time at which dialogues end, now when missing. Give the first start's time at every later
   * start, else each conversation looks changed and is read again.
   */
  dialoguesEndAt?: Date | undefined;
  clock?: () => Date;
  /** Makes ids of new messages repeatable; without it they differ from start to start. */
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
  const { port = 0, host = '127.0.0.1', clock = () => new Date() } = options;
  const random = seededRandom(options.seed ?? randomInt(2 ** 32));
  const { sandbox: meta, context } = createMetaSandbox({ clock, random });
  const gemini = createGeminiSandbox({ clock, random, url: () => context.world.url });
  fillInboxes(meta, options, options.dialoguesEndAt ?? clock());
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
  endAt: Date,
): void {
  if (dialogues) {
    meta.loadDialogues(dialogues, shiftTimes ? { newestAt: endAt } : {});
    return;
  }
  const [, second, third] = meta.pages();
  for (const platform of ['messenger', 'instagram'] as const) {
    const own = ownDialogues.filter(({ on }) => on === platform);
    meta.loadDialogues(toGraphConversations(own, endAt, platform.length), { platform });
  }
  meta.loadDialogues(generateDialogues(12, 101, endAt, bakery), { pageId: second?.id });
  meta.loadDialogues(generateDialogues(8, 201, endAt, plumbing), { pageId: third?.id });
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
