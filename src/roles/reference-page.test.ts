import helmet from '@fastify/helmet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiServer, createServer } from '../platform/http/server.ts';
import { silentLogger } from '../platform/logging/logger.ts';
import { serveReference } from './reference-page.ts';

let app: ApiServer;
beforeAll(async () => {
  app = await createServer({
    log: silentLogger,
    version: 'test',
    requestsPerMinute: 1_000,
    trustProxy: false,
    authenticate: async () => ({ person: null, caller: null }),
  });
  await app.register(helmet);
  serveReference(app);
  await app.ready();
});
afterAll(() => app.close());

describe('reference page', () => {
  it('shows the document and brings its script, to anybody', async () => {
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    const page = await fetch(`${address}/api/docs`);
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(html).toContain('/api/openapi.json');
    const [, source = ''] = /<script[^>]+src="([^"]+)"/.exec(html) ?? [];
    const script = await fetch(new URL(source, page.url));
    expect(script.status).toBe(200);
    expect(script.headers.get('content-type')).toContain('javascript');
    expect((await script.text()).length).toBeGreaterThan(1_000_000);
  });

  it('may run its own script, which the rules for other pages forbid', async () => {
    const page = await app.inject('/api/docs/');
    expect(page.headers['content-security-policy']).toBeUndefined();
    expect(page.headers['x-content-type-options']).toBe('nosniff');
  });

  it('answers 404 for what is not there', async () => {
    expect((await app.inject('/api/docs/nothing.js')).statusCode).toBe(404);
  });
});
