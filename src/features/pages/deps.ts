import type { GraphClient } from '../../channels/meta/index.ts';
import type { Database } from '../../platform/database/database.ts';
import { Problem } from '../../platform/http/problem.ts';
import type { Logger } from '../../platform/logging/logger.ts';
import type { Queue } from '../../platform/queue/index.ts';
import type { SecretBox } from '../../platform/secrets/index.ts';
import type { DialogApp } from './connect-meta.ts';
import type { SandboxPort } from './sandbox.ts';

export type PageRouteDeps = {
  database: Database;
  queue: Queue;
  secrets: SecretBox;
  log: Logger;
  /** Both null when neither an app nor the sandbox is there. */
  graph: GraphClient | null;
  metaApp: (DialogApp & { verifyToken: string }) | null;
  /** Null when it does not run. */
  sandbox: SandboxPort | null;
  /** True when `metaApp` is the sandbox's. */
  isSandboxApp: boolean;
  /** Address of this installation, without a slash at the end. */
  publicUrl: string;
};

/** The same with an app to act as. @throws Problem conflict when there is none */
export function withMeta(deps: PageRouteDeps) {
  const { graph, metaApp } = deps;
  if (graph && metaApp) return { ...deps, graph, metaApp };
  throw new Problem(
    'conflict',
    'No Meta app is set up. Set META_APP_ID and META_APP_SECRET, or start with SANDBOX=true.',
  );
}
