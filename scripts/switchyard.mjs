#!/usr/bin/env node
// `npx switchyard COMMAND` from a clone: the command line on the pinned Node.
process.argv.splice(2, 0, 'src/main.ts');
await import('./run.mjs');
