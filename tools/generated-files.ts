import { startThrowawayPostgres } from '../src/platform/database/embedded/embedded-postgres.ts';
import { migrate } from '../src/platform/database/migrate.ts';
import { prepareEmbedded } from '../src/platform/database/prepare-embedded.ts';
import { dumpSchema } from './dump-schema.ts';
import { generateAutomationDocs } from './generate-automation-docs.ts';
import { generateOpenApi } from './generate-openapi.ts';
import { generateSettingsTable } from './generate-settings-table.ts';
import { generateTypes } from './generate-types.ts';

/** A committed file that follows from others; `path` from the repository's root. */
export type GeneratedFile = { path: string; text: string };

/** Every generated file as it should be, from one freshly migrated throwaway database. */
export async function generateFiles(): Promise<GeneratedFile[]> {
  const password = () => 'generate';
  const server = await startThrowawayPostgres('generate');
  try {
    const ownerUrl = await prepareEmbedded(server.superuserUrl, 'switchyard', password);
    await migrate(ownerUrl, password);
    return [
      { path: 'database/schema.sql', text: await dumpSchema(ownerUrl) },
      { path: 'src/platform/database/schema.generated.ts', text: generateTypes(ownerUrl) },
      { path: 'docs/openapi.json', text: await generateOpenApi(ownerUrl) },
      { path: 'docs/settings.md', text: generateSettingsTable() },
      { path: 'docs/automations.md', text: generateAutomationDocs() },
    ];
  } finally {
    await server.stop();
  }
}
