import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { GeminiSandbox } from './gemini/gemini-sandbox.ts';
import type { GeminiKnobsPatch } from './gemini/knobs.ts';
import { GeminiKnobs } from './gemini/knobs.ts';
import {
  BusinessReplies,
  CustomerEdits,
  CustomerReacts,
  CustomerTaps,
  CustomerWrites,
  OneConversation,
  OneMessage,
} from './meta/acting.ts';
import { MetaKnobs, type MetaKnobsPatch } from './meta/knobs.ts';
import type { MetaSandbox } from './meta/meta-sandbox.ts';

const count = z.int().min(1).max(100_000);
const PageIds = z.array(z.string()).optional();

const Pages = z.strictObject({ count });
const Conversations = z.strictObject({
  count,
  seed: z.int().optional(),
  pageId: z.string().optional(),
  platform: z.enum(['messenger', 'instagram']).optional(),
});
const Which = z.strictObject({
  pageId: z.string().optional(),
  platform: z.enum(['messenger', 'instagram']).optional(),
  limit: z.coerce.number().int().min(1).max(10_000).optional(),
});
const Subscribe = z.strictObject({
  callbackUrl: z.url(),
  verifyToken: z.string(),
  pageIds: PageIds,
});
const Authorize = z.strictObject({
  redirectUri: z.url(),
  scopes: z.array(z.string()).optional(),
  pageIds: PageIds,
});
const done = { ok: true };
const Revoke = z.strictObject({ pageId: z.string().optional(), subcode: z.int().optional() });

/** Knobs of both stand-ins and everything that can be made to happen, as JSON. */
export function registerControl(
  server: FastifyInstance,
  meta: MetaSandbox,
  gemini: GeminiSandbox,
): void {
  const post = <T extends z.ZodType>(
    path: string,
    body: T,
    act: (input: z.infer<T>) => unknown,
  ): void => {
    server.post(`/control${path}`, (request) => act(body.parse(request.body ?? {})));
  };

  server.get('/control/meta/state', () => meta.state());
  server.get('/control/meta/knobs', () => meta.knobs());
  server.delete('/control/meta/knobs', () => meta.resetKnobs());
  server.post('/control/meta/knobs', ({ body }) => meta.setKnobs(metaPatch(body)));
  server.get('/control/meta/calls', () => meta.calls());
  server.delete('/control/meta/calls', () => {
    meta.clearCalls();
    return done;
  });
  server.get('/control/meta/webhooks', () => meta.webhookLog());
  server.delete('/control/meta/webhooks', () => {
    meta.clearWebhookLog();
    return done;
  });
  server.get('/control/meta/conversations', ({ query }) => ({
    conversations: meta.conversations(Which.parse(query)),
  }));
  post('/meta/pages', Pages, (input) => ({ pages: meta.addPages(input.count) }));
  post('/meta/conversations', Conversations, (input) => ({
    added: meta.generate(input.count, input).length,
  }));
  post('/meta/subscribe', Subscribe, async (input) => {
    await meta.subscribeWebhooks(input);
    return done;
  });
  post('/meta/authorize', Authorize, (input) => ({ code: meta.authorize(input) }));
  post('/meta/revoke', Revoke, (input) => ({ revoked: meta.revokeTokens(input) }));
  post('/meta/customer-writes', CustomerWrites, (input) => meta.customerWrites(input));
  post('/meta/business-replies', BusinessReplies, (input) => meta.businessRepliesInApp(input));
  post('/meta/customer-edits', CustomerEdits, (input) => meta.customerEdits(input));
  post('/meta/customer-unsends', OneMessage, (input) => meta.customerUnsends(input));
  post('/meta/customer-reacts', CustomerReacts, (input) => meta.customerReacts(input));
  post('/meta/customer-reads', OneConversation, (input) => meta.customerReads(input));
  post('/meta/customer-taps', CustomerTaps, (input) => meta.customerTaps(input));
  post('/meta/edit-quirk', OneMessage, (input) => meta.editQuirk(input));

  server.get('/control/gemini/state', () => gemini.state());
  server.get('/control/gemini/knobs', () => gemini.knobs());
  server.delete('/control/gemini/knobs', () => gemini.resetKnobs());
  server.post('/control/gemini/knobs', ({ body }) => gemini.setKnobs(geminiPatch(body)));
}

/** Only the knobs that were sent: parsing alone would fill in every default. */
function metaPatch(body: unknown): MetaKnobsPatch {
  const patch = z.looseObject({}).parse(body);
  MetaKnobs.parse(patch);
  return patch;
}

function geminiPatch(body: unknown): GeminiKnobsPatch {
  const patch = z.looseObject({}).parse(body);
  GeminiKnobs.parse(patch);
  return patch;
}
