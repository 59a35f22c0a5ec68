import { z } from 'zod';
import { settings } from '../src/platform/config/config.ts';

const heading = `# Settings

Written by \`npm run generate\` from \`src/platform/config/config.ts\`. Every setting is an environment variable; empty
values count as unset. \`npm run doctor\` says what is wrong with them.

| setting | default | what it does |
| --- | --- | --- |
`;

/** The table of all settings, from the schema that reads them. */
export function generateSettingsTable(): string {
  const rows = Object.entries(settings).map(([name, schema]) => {
    const fallback = schema.safeParse(undefined).data;
    const shown = fallback === undefined || Array.isArray(fallback) ? '' : `\`${fallback}\``;
    const meaning = z.globalRegistry.get(schema)?.description ?? '';
    return `| \`${name}\` | ${shown} | ${meaning.replaceAll('|', '\\|')} |\n`;
  });
  return heading + rows.join('');
}
