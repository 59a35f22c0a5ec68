import helmet from '@fastify/helmet';
import { automationRoutes } from '../automation/api/index.ts';
import { type Accounts, createAccounts } from '../features/accounts/index.ts';
import { analysisRoutes } from '../features/analysis/index.ts';
import { appointmentRoutes } from '../features/appointments/index.ts';
import { auditRoutes } from '../features/audit/index.ts';
import { contactActionRoutes, contactRoutes } from '../features/contacts/index.ts';
import { conversationRoutes } from '../features/conversations/index.ts';
import { customFieldRoutes } from '../features/custom-fields/index.ts';
import { deliveryRoutes } from '../features/deliveries/index.ts';
import { hookRoutes } from '../features/hooks/index.ts';
import { jobRoutes } from '../features/jobs/index.ts';
import { noteRoutes } from '../features/notes/index.ts';
import { notificationRoutes } from '../features/notifications/index.ts';
import {
  connectRoutes,
  legacyPageRoutes,
  pageRoutes,
  sandboxRoutes,
} from '../features/pages/index.ts';
import { boardRoutes, pipelineRoutes } from '../features/pipelines/index.ts';
import { placementRoutes } from '../features/placement/index.ts';
import { syncRoutes } from '../features/sync/index.ts';
import { tagRoutes } from '../features/tags/index.ts';
import { taskRoutes } from '../features/tasks/index.ts';
import { webhookRoutes } from '../features/webhooks/index.ts';
import { healthRoutes } from '../platform/http/health.routes.ts';
import { type ApiServer, addRoutes, createServer } from '../platform/http/server.ts';
import { createRealtime } from '../platform/realtime/index.ts';
import { serveReference } from './reference-page.ts';
import type { Runtime } from './runtime.ts';
import { version } from './version.ts';
import { serveWebApp, webAppScreen } from './web-app.ts';

export type Web = {
  app: ApiServer;
  accounts: Accounts;
  /** Listens on the configured port. @throws Error saying what to do when it is taken */
  listen(): Promise<void>;
  close(): Promise<void>;
};

/** Where Vite serves the web app under `npm run dev`. */
const developmentOrigins = ['http://localhost:5173'];

/** Builds the HTTP side: API, web app, sockets. Any number of web processes may run. */
export async function createWeb(runtime: Runtime): Promise<Web> {
  const { config, database, secrets, log } = runtime;
  const accounts = createAccounts({
    database,
    log,
    baseUrl: config.publicUrl,
    secret: secrets.deriveKey('sessions').toString('hex'),
    trustedOrigins: developmentOrigins,
    secureCookies: config.publicUrl.startsWith('https:'),
    openSignUp: config.OPEN_SIGN_UP,
  });
  const app = await createServer({
    log,
    authenticate: accounts.authenticate,
    version,
    requestsPerMinute: config.REQUESTS_PER_MINUTE,
    trustProxy: config.TRUST_PROXY,
    screen: webAppScreen(),
  });
  await app.register(helmet, {
    contentSecurityPolicy: { directives: contentRules },
    // The default, no-referrer, makes browsers send "Origin: null", which sign-in refuses.
    referrerPolicy: { policy: 'same-origin' },
  });
  serveReference(app);
  addRoutes(app, accounts.routes, ...featureRoutes(runtime));
  app.get('/api/openapi.json', { config: { access: 'public' }, schema: { hide: true } }, () =>
    app.swagger(),
  );
  await serveWebApp(app);
  await app.ready();
  const realtime = createRealtime({
    httpServer: app.server,
    database,
    authenticateHeaders: accounts.authenticateHeaders,
    allowedOrigins: [config.publicUrl, ...developmentOrigins],
    log,
  });
  return {
    app,
    accounts,
    async listen() {
      await app.listen({ port: config.PORT, host: config.HOST }).catch((error: unknown) => {
        throw portError(error, config.PORT);
      });
    },
    async close() {
      await realtime.close();
      await app.close();
      await accounts.close();
    },
  };
}

/** Every feature's routes, spelled out. */
function featureRoutes(runtime: Runtime) {
  const { database, queue, secrets, metaApp, sandbox, config, model } = runtime;
  const pages = {
    ...runtime,
    isSandboxApp: metaApp !== null && metaApp.appId === sandbox?.meta.app.id,
    publicUrl: config.publicUrl,
  };
  return [
    healthRoutes(
      [
        { name: 'database', check: () => database.ping(2_000) },
        { name: 'queue', check: () => queueAnswers(runtime) },
      ],
      [
        {
          name: 'queue_waiting',
          help: 'Pieces of work that wait for a worker',
          read: async () => (await queue.health()).waiting,
        },
      ],
    ),
    pipelineRoutes({ database }),
    boardRoutes({ database }),
    contactRoutes({ database }),
    contactActionRoutes({ database }),
    conversationRoutes({ database }),
    tagRoutes({ database }),
    customFieldRoutes({ database }),
    noteRoutes({ database }),
    taskRoutes({ database }),
    placementRoutes({ database }),
    appointmentRoutes({ database }),
    jobRoutes({ database }),
    notificationRoutes({ database }),
    deliveryRoutes({ database, queue, secrets }),
    hookRoutes({ database, secrets, publicUrl: config.publicUrl }),
    auditRoutes({ database }),
    analysisRoutes({ database, model, callsPerDay: config.AI_CALLS_PER_DAY ?? null }),
    ...automationRoutes({ database }),
    syncRoutes({ database, queue }),
    connectRoutes(pages),
    pageRoutes(pages),
    sandboxRoutes(pages),
    legacyPageRoutes(pages),
    ...(metaApp ? [webhookRoutes({ database, queue, ...metaApp })] : []),
  ];
}

async function queueAnswers({ queue }: Runtime): Promise<void> {
  const health = await queue.health();
  if (!health.ok) throw new Error(health.detail);
}

/** What the browser may load; styles are written inline by the component library. */
const contentRules = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'https:', 'http://127.0.0.1:*'],
  connectSrc: ["'self'", 'ws:', 'wss:'],
  frameAncestors: ["'none'"],
  // Behind plain HTTP on a local network an upgrade would break every link.
  upgradeInsecureRequests: null,
};

function portError(error: unknown, port: number): Error {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return new Error(`Port ${port} is taken: end the other program, or set PORT to a free one.`);
  }
  if (code === 'EACCES') {
    return new Error(`Port ${port} needs more rights: set PORT to one above 1023.`);
  }
  return error instanceof Error ? error : new Error(String(error));
}
