import { randomBytes } from 'node:crypto';
import { readConfig } from '../src/platform/config/config.ts';
import { openRuntime } from '../src/roles/runtime.ts';
import { createWeb } from '../src/roles/web.ts';

/**
 * The OpenAPI document of the real server's routes, which is built on this database and never
 * listens. Changes the passwords of the database's roles.
 */
export async function generateOpenApi(ownerUrl: string): Promise<string> {
  const runtime = await openRuntime({
    config: readConfig({
      LOG_LEVEL: 'silent',
      SANDBOX: 'true',
      SWITCHYARD_SECRET: randomBytes(32).toString('hex'),
    }),
    // The smallest sandbox: it is here because its routes are described too.
    sandbox: { dialogues: [] },
    openDatabaseServer: async () => ({ ownerUrl, isEmbedded: false, stop: async () => undefined }),
  });
  try {
    const web = await createWeb(runtime);
    try {
      return `${JSON.stringify(web.app.swagger(), null, 2)}\n`;
    } finally {
      await web.close();
    }
  } finally {
    await runtime.close();
  }
}
