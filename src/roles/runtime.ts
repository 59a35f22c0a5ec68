import { createGraphClient, type GraphClient } from '../channels/meta/index.ts';
import { createModelReader, type ModelProvider, type ModelReader } from '../platform/ai/index.ts';
import type { Config } from '../platform/config/config.ts';
import { type Database, openDatabase } from '../platform/database/database.ts';
import { migrate } from '../platform/database/migrate.ts';
import type { RolePassword } from '../platform/database/roles.ts';
import { createLogger, type Logger } from '../platform/logging/logger.ts';
import { createOutgoing, type Outgoing } from '../platform/outgoing/index.ts';
import { createQueue, type Queue } from '../platform/queue/index.ts';
import { createSecretBox, loadMasterKey, type SecretBox } from '../platform/secrets/index.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox/index.ts';
import { type OpenPostgres, openPostgres } from './open-postgres.ts';

/** The app at Meta that we act as. */
export type MetaApp = {
  appId: string;
  appSecret: string;
  graphUrl: string;
  dialogUrl: string;
  version: string;
  verifyToken: string;
};

/** What every role stands on. */
export type Runtime = {
  config: Config;
  log: Logger;
  database: Database;
  ownerUrl: string;
  secrets: SecretBox;
  queue: Queue;
  outgoing: Outgoing;
  /** Null when neither an app nor the sandbox is there: nothing can be connected then. */
  metaApp: MetaApp | null;
  graph: GraphClient | null;
  model: ModelReader | null;
  sandbox: Sandbox | null;
  close(): Promise<void>;
};

export type RuntimeOptions = {
  config: Config;
  sandbox?: SandboxOptions | undefined;
  /** Where the database comes from; settings and data folder decide when left out. */
  openDatabaseServer?: (config: Config, password: RolePassword) => Promise<OpenPostgres>;
};

/** Passwords of our database roles, derived from the master key: nothing more to keep. */
export function rolePasswords(secrets: SecretBox): RolePassword {
  return (role) => secrets.deriveKey(`database role ${role}`).toString('base64url');
}

export function openSecrets(config: Config): SecretBox {
  return createSecretBox(
    loadMasterKey({ fromEnv: config.SWITCHYARD_SECRET, file: config.secretFile }),
  );
}

/** Starts or reaches everything a role needs; what was started ends again when a later part fails. */
export async function openRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { config, sandbox, openDatabaseServer = openPostgres } = options;
  const log = createLogger(config.LOG_LEVEL);
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const secrets = openSecrets(config);
    const password = rolePasswords(secrets);
    const postgres = await openDatabaseServer(config, password);
    closers.push(postgres.stop);
    await migrate(postgres.ownerUrl, password);
    const poolSize = { app: 10, engine: 10 };
    const database = await openDatabase({ ownerUrl: postgres.ownerUrl, password, log, poolSize });
    closers.push(database.close);
    const queue = await createQueue({ backend: queueBackend(config, database), log });
    closers.push(() => queue.close());
    const world = wantsSandbox(config) ? await startSandbox(sandbox) : null;
    if (world) closers.push(world.close);
    const metaApp = chooseMetaApp(config, world, secrets);
    const outgoing = createOutgoing({ allowOrigins: allowedOrigins(config, world) });
    closers.push(outgoing.close);
    return {
      config,
      log,
      database,
      ownerUrl: postgres.ownerUrl,
      secrets,
      queue,
      outgoing,
      metaApp,
      graph: metaApp && openGraph(metaApp, outgoing),
      model: openModel(config, outgoing),
      sandbox: world,
      close,
    };
  } catch (error) {
    await close().catch((problem) => log.warn({ error: String(problem) }, 'clean-up failed'));
    throw error;
  }
}

function queueBackend(config: Config, database: Database) {
  if (config.REDIS_URL) return { kind: 'redis', url: config.REDIS_URL } as const;
  return { kind: 'postgres', url: database.urls.engine, schema: 'queue' } as const;
}

function wantsSandbox(config: Config): boolean {
  return config.SANDBOX ?? config.META_APP_ID === undefined;
}

function chooseMetaApp(
  config: Config,
  sandbox: Sandbox | null,
  secrets: SecretBox,
): MetaApp | null {
  const verifyToken =
    config.META_VERIFY_TOKEN ?? secrets.deriveKey('meta verify token').toString('hex').slice(0, 32);
  const version = config.META_GRAPH_VERSION;
  if (config.META_APP_ID && config.META_APP_SECRET) {
    return {
      appId: config.META_APP_ID,
      appSecret: config.META_APP_SECRET,
      graphUrl: config.META_GRAPH_URL,
      dialogUrl: config.META_DIALOG_URL,
      version,
      verifyToken,
    };
  }
  if (!sandbox) return null;
  const { id, secret } = sandbox.meta.app;
  const { graphUrl } = sandbox.meta;
  return { appId: id, appSecret: secret, graphUrl, dialogUrl: graphUrl, version, verifyToken };
}

function openGraph(app: MetaApp, outgoing: Outgoing): GraphClient {
  const { appId, appSecret, version, graphUrl: baseUrl } = app;
  return createGraphClient({ outgoing, baseUrl, version, appId, appSecret });
}

/** Private addresses that the operator named in the settings; everything else private is refused. */
function allowedOrigins(config: Config, sandbox: Sandbox | null): string[] {
  const named = [config.META_GRAPH_URL, config.AI_BASE_URL, sandbox?.url];
  return named.flatMap((url) => (url ? [new URL(url).origin] : []));
}

const defaultModels: Record<Exclude<ModelProvider, 'compatible'>, string> = {
  gemini: 'gemini-2.5-flash',
  openai: 'gpt-5-mini',
  anthropic: 'claude-haiku-4-5',
};

/** Who reads conversations by the settings; null is the local scorer. */
export function openModel(config: Config, outgoing: Outgoing): ModelReader | null {
  const keys = [...config.AI_API_KEYS, ...config.GEMINI_API_KEYS];
  const provider = config.AI_PROVIDER ?? (keys.length > 0 ? 'gemini' : 'local');
  if (provider === 'local' || (keys.length === 0 && provider !== 'compatible')) return null;
  const model = config.AI_MODEL ?? (provider === 'compatible' ? '' : defaultModels[provider]);
  return createModelReader({
    provider,
    model,
    ...(config.AI_BASE_URL ? { baseUrl: config.AI_BASE_URL } : {}),
    keys,
    fetch: outgoing.fetch,
    clock: { now: () => new Date() },
    timeoutMs: config.AI_TIMEOUT_MS,
  });
}
