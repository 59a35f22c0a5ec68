import { type Config, readConfig } from '../platform/config/config.ts';
import { buildWebWhenStale } from './build-web.ts';
import { holdDataFolder } from './data-folder.ts';
import { untilRead, untilSynced } from './demo.ts';
import { addDemoWork } from './demo-work.ts';
import { demoOwner, demoPassword, ensureDemoWorkspace, sandboxTime } from './demo-workspace.ts';
import { openRuntime, type Runtime } from './runtime.ts';
import { createWeb, type Web } from './web.ts';
import { startWorker, type Worker } from './worker.ts';

/** Runs Switchyard until it is told to stop. */
export async function runStart(): Promise<void> {
  const config = readConfig({ LOG_LEVEL: 'warn', ...process.env });
  const stop = stopSignal();
  const releaseFolder = holdDataFolder(config.dataFolder);
  try {
    // Both take seconds and neither needs the other.
    const building = config.ROLE === 'worker' ? Promise.resolve() : buildWebWhenStale();
    building.catch(() => undefined);
    const runtime = await openRuntime({
      config,
      sandbox: { dialoguesEndAt: sandboxTime(config.dataFolder) },
    });
    await serve(runtime, building, stop);
  } finally {
    releaseFolder();
  }
}

async function serve(runtime: Runtime, building: Promise<void>, stop: AbortSignal): Promise<void> {
  const { config } = runtime;
  let web: Web | undefined;
  let worker: Worker | undefined;
  try {
    await building;
    if (config.ROLE !== 'worker') {
      web = await createWeb(runtime);
      await web.listen();
    }
    if (config.ROLE !== 'web') worker = await startWorker(runtime);
    if (web && runtime.sandbox && config.ROLE === 'all') await openDemo(runtime, web);
    else console.log(`Switchyard is ready: ${web ? config.publicUrl : 'working'}`);
    await new Promise<void>((resolve) => {
      if (stop.aborted) resolve();
      stop.addEventListener('abort', () => resolve());
    });
    console.log('Stopping …');
  } finally {
    await web?.close();
    await worker?.stop();
    await runtime.close();
  }
}

async function openDemo(runtime: Runtime, web: Web): Promise<void> {
  const { config, sandbox, metaApp } = runtime;
  await sandbox?.meta.subscribeWebhooks({
    callbackUrl: `http://127.0.0.1:${config.PORT}/api/webhooks/facebook`,
    verifyToken: metaApp?.verifyToken ?? '',
  });
  const demo = await ensureDemoWorkspace(runtime, web.accounts);
  if (demo?.firstSync) {
    await untilSynced(runtime, demo.firstSync);
    await untilRead(runtime, demo.workspaceId);
    await addDemoWork(runtime.database, demo.workspaceId);
  }
  console.log(welcome(config, demo ? demoPassword(runtime) : undefined));
}

function welcome(config: Config, password: string | undefined): string {
  const signIn =
    password === undefined
      ? ['Sign in with your account.']
      : [`Sign in as   ${demoOwner.email}`, `Password     ${password}   (unless you changed it)`];
  return ['', `Switchyard is ready: ${config.publicUrl}`, ...signIn, 'Ctrl-C stops it.', ''].join(
    '\n',
  );
}

/**
 * Raised by Ctrl-C or a stop from outside. npm and the terminal may both pass one Ctrl-C on, so
 * only a second one after a while ends the process at once.
 */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  let first = 0;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (first !== 0 && Date.now() - first > 1_000) process.exit(130);
      if (first === 0) first = Date.now();
      controller.abort();
    });
  }
  return controller.signal;
}
