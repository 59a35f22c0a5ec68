import type { TestProject } from 'vitest/node';
import { startThrowawayPostgres } from '../../src/platform/database/embedded/embedded-postgres.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import { prepareEmbedded } from '../../src/platform/database/prepare-embedded.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    superuserUrl: string;
    /** Owner URL of the migrated template; test databases are copies of it. */
    templateUrl: string;
  }
}

/** One real Postgres for the whole run; every test file copies the migrated template (about 50 ms). */
export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const server = await startThrowawayPostgres('test');
  const templateUrl = await prepareEmbedded(
    server.superuserUrl,
    'template_switchyard',
    () => 'test',
  );
  await migrate(templateUrl, () => 'test');
  project.provide('superuserUrl', server.superuserUrl);
  project.provide('templateUrl', templateUrl);
  return server.stop;
}
