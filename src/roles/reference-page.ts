import fastify, { type FastifyInstance } from 'fastify';
import type { ApiServer } from '../platform/http/server.ts';

const referencePath = '/api/docs';

/**
 * Serves the readable reference of the API. Its script is loaded when somebody first looks at it:
 * that takes 0.3 s and 30 MB, which a start without it saves.
 */
export function serveReference(app: ApiServer): void {
  let pages: Promise<FastifyInstance> | undefined;
  for (const url of [referencePath, `${referencePath}/*`]) {
    app.get(
      url,
      { config: { access: 'public' }, schema: { hide: true } },
      async (request, reply) => {
        pages ??= loadPages();
        const { statusCode, headers, rawPayload } = await (await pages).inject(request.url);
        for (const name of ['content-type', 'location'] as const) {
          if (headers[name]) reply.header(name, headers[name]);
        }
        // The page configures itself with a script of its own; it shows nothing of anybody's.
        return reply.removeHeader('content-security-policy').code(statusCode).send(rawPayload);
      },
    );
  }
}

async function loadPages(): Promise<FastifyInstance> {
  const { default: scalar } = await import('@scalar/fastify-api-reference');
  const pages = fastify();
  await pages.register(scalar, {
    routePrefix: referencePath,
    configuration: { title: 'Switchyard API', url: '/api/openapi.json' },
  });
  return pages;
}
