// Writes every generated file anew: node scripts/generate.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateFiles } from '../tools/generated-files.ts';

const root = join(import.meta.dirname, '..');
for (const { path, text } of await generateFiles()) {
  writeFileSync(join(root, path), text);
  console.log(`Wrote ${path}`);
}
