// Writes src/platform/database/schema.generated.ts from a freshly migrated throwaway database.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { startThrowawayPostgres } from '../src/platform/database/embedded/embedded-postgres.ts';
import { migrate } from '../src/platform/database/migrate.ts';
import { prepareEmbedded } from '../src/platform/database/prepare-embedded.ts';

const root = join(import.meta.dirname, '..');
const password = () => 'generate';
const server = await startThrowawayPostgres('generate');
try {
  const ownerUrl = await prepareEmbedded(server.superuserUrl, 'switchyard', password);
  await migrate(ownerUrl, password);
  const result = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/kysely-codegen/dist/cli/bin.js'),
      '--dialect=postgres',
      `--url=${ownerUrl}`,
      '--camel-case',
      '--exclude-pattern={events_*,schema_files}',
      '--numeric-parser=number',
      '--type-mapping={"int8":"number","numeric":"number"}',
      `--out-file=${join(root, 'src/platform/database/schema.generated.ts')}`,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  process.exitCode = result.status ?? 1;
} finally {
  await server.stop();
}
