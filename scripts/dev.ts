// `npm run dev`: the server restarts and the web app reloads when their files change.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const options = { cwd: root, stdio: 'inherit' } as const;

const children = [
  spawn(
    process.execPath,
    ['--watch-path=src', '--watch-path=database', 'src/main.ts', 'start'],
    options,
  ),
  spawn(process.execPath, ['node_modules/vite/bin/vite.js', 'web'], options),
];
console.log('Web app with reload: http://localhost:5173');

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal);
  });
}
for (const child of children) {
  child.on('exit', (code) => {
    process.exitCode = code ?? 0;
    for (const other of children) other.kill('SIGTERM');
  });
}
