import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { ApiServer } from '../platform/http/server.ts';

const folder = join(import.meta.dirname, '../../web/dist');

/** The page that shows every screen; undefined when the web app is not built. */
export function webAppScreen(): string | undefined {
  return existsSync(join(folder, 'index.html')) ? 'index.html' : undefined;
}

/** Serves the built web app's files. */
export async function serveWebApp(app: ApiServer): Promise<void> {
  if (!webAppScreen()) return;
  await app.register(fastifyStatic, {
    root: folder,
    // Written by the build: brotli and gzip beside each file.
    preCompressed: true,
    // File names in assets/ carry a hash of their content.
    setHeaders: (reply, path) => {
      const lasting = path.includes('/assets/');
      reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
