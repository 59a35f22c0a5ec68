// Compressed script that a browser needs before the first screen.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, type InlineConfig, type Rolldown } from 'vite';
import { type Figure, figure, report } from './bench.ts';

const root = join(import.meta.dirname, '../web');
const screens = [
  { name: 'sign-in', file: 'features/accounts/sign-in-screen.tsx' },
  { name: 'board', file: 'features/board/board-screen.tsx' },
] as const;

type Output = Rolldown.RolldownOutput['output'];
type Chunk = Rolldown.OutputChunk;

async function built(config: InlineConfig): Promise<Output> {
  const result = await build({
    logLevel: 'error',
    ...config,
    build: { ...config.build, write: false, reportCompressedSize: false },
  });
  const [only] = Array.isArray(result) ? result : [result];
  if (!only || !('output' in only)) throw new Error('The build gave no output.');
  return only.output;
}

/** These chunks and all that they import statically: what has to be there before they run. */
function withImports(output: Output, starts: readonly Chunk[]): Chunk[] {
  const chunks = new Map(
    output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file] as const] : [])),
  );
  const needed = new Set(starts);
  for (const chunk of needed) {
    for (const name of chunk.imports) {
      const imported = chunks.get(name);
      if (imported) needed.add(imported);
    }
  }
  return [...needed];
}

function chunkOf(output: Output, file: string): Chunk {
  for (const candidate of output) {
    if (candidate.type === 'chunk' && candidate.facadeModuleId === join(root, file)) {
      return candidate;
    }
  }
  throw new Error(`The build has no script of its own for web/${file}.`);
}

type Size = { gzip: number; brotli: number };

/** Each file is compressed alone, as a server does. */
function sizeOf(files: readonly (string | Buffer)[]): Size {
  const kilobytes = (compress: (file: string | Buffer) => Buffer): number =>
    files.reduce((sum, file) => sum + compress(file).length, 0) / 1_000;
  return { gzip: kilobytes((file) => gzipSync(file)), brotli: kilobytes(brotliCompressSync) };
}

/** React alone, drawing nothing. */
async function reactAlone(): Promise<Size> {
  const entry = join(root, 'react-alone.js');
  const code = `import { createElement } from 'react';
    import { createRoot } from 'react-dom/client';
    createRoot(document.body).render(createElement('div'));`;
  const output = await built({
    root,
    configFile: false,
    build: { target: 'es2023', rolldownOptions: { input: entry } },
    plugins: [
      {
        name: 'entry-from-memory',
        resolveId: (id) => (id === entry ? entry : null),
        load: (id) => (id === entry ? code : null),
      },
    ],
  });
  return sizeOf(output.flatMap((file) => (file.type === 'chunk' ? [file.code] : [])));
}

async function measure(): Promise<Figure[]> {
  const output = await built({ root, configFile: join(root, 'vite.config.ts') });
  const page = chunkOf(output, 'index.html');
  // Named in index.html and copied as it is.
  const colorScheme = readFileSync(join(root, 'public/color-scheme.js'));
  const reference = await reactAlone();
  return screens.map(({ name, file }) => {
    const chunks = withImports(output, [page, chunkOf(output, file)]);
    const { gzip, brotli } = sizeOf([colorScheme, ...chunks.map(({ code }) => code)]);
    return figure({
      name: `script before the ${name} screen`,
      unit: 'kB',
      ours: gzip,
      reference: reference.gzip,
      promise: { of: 'ours', is: 'at most', limit: 300 },
      note:
        `gzip; brotli ${brotli.toFixed(0)} kB; ${chunks.length + 1} files; ` +
        `reference: react and react-dom alone, brotli ${reference.brotli.toFixed(0)} kB`,
    });
  });
}

report(...(await measure()));
