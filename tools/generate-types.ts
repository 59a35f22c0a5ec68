import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = join(import.meta.dirname, '../node_modules/kysely-codegen/dist/cli/bin.js');

/** Kysely's types of a migrated database as TypeScript. @throws Error with the program's words */
export function generateTypes(ownerUrl: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-types-'));
  const file = join(folder, 'schema.ts');
  try {
    const flags = [
      '--dialect=postgres',
      `--url=${ownerUrl}`,
      '--camel-case',
      '--exclude-pattern={events_*,schema_files}',
      '--numeric-parser=number',
      '--type-mapping={"int8":"number","numeric":"number"}',
      `--out-file=${file}`,
    ];
    const result = spawnSync(process.execPath, [program, ...flags], { encoding: 'utf8' });
    if (result.status !== 0) throw new Error(`kysely-codegen failed: ${result.stderr}`);
    return readFileSync(file, 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
