import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/test-database.ts';

const root = join(import.meta.dirname, '../..');

/** Names under which something secret is kept. */
const secretName = /token(?!s)|secret|password|hash|sealed|api_?key$|credential|private/i;

describe('the database', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterAll(() => db.close());

  it('puts no secret column into events', async () => {
    const functions = await db.psql<{ name: string; source: string }>(
      `select proname as name, prosrc as source from pg_proc
       where proname ~ '_events$' and prorettype = 'trigger'::regtype`,
    );
    expect(functions.length).toBeGreaterThan(10);
    const told = functions.flatMap(({ name, source }) =>
      [...source.matchAll(/\b(?:new|old|r)\.(\w+)/g)].flatMap(([, column = '']) =>
        secretName.test(column) ? [`${name}: ${column}`] : [],
      ),
    );
    expect(told).toEqual([]);
  });

  it("keeps secret columns from a request's role, but for the tables made for them", async () => {
    const columns = await db.psql<{ name: string }>(
      `select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = attrelid
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and attnum > 0
         and not attisdropped and has_column_privilege('switchyard_app', c.oid, attnum, 'select')`,
    );
    const reached = columns
      .map(({ name }) => name)
      .filter((name) => secretName.test(name.split('.')[1] ?? ''));
    // Sealed with AES-256-GCM, or a hash of a random value.
    const sealed = [
      'automation_hooks.secret',
      'automation_hooks.token',
      'automation_hooks.token_hash',
      'meta_connects.sealed_token',
      'meta_connects.state_hash',
      'page_secrets.sealed_token',
      'webhook_secrets.secret',
    ];
    expect(reached.sort()).toEqual(sealed);
  });
});

describe('the log', () => {
  const fields = {
    authorization: 'Bearer S3CRET',
    cookie: 'S3CRET',
    password: 'S3CRET',
    token: 'S3CRET',
    access_token: 'S3CRET',
    accessToken: 'S3CRET',
    appSecret: 'S3CRET',
    apiKey: 'S3CRET',
    key: 'S3CRET',
    secret: 'S3CRET',
    sealedToken: 'S3CRET',
    'x-api-key': 'S3CRET',
  };

  it.each([
    ['at the top', fields],
    ['one level down', { headers: fields }],
    ['two levels down', { request: { headers: fields } }],
  ])('leaves secrets out %s', (_where, logged) => {
    const file = join(root, 'src/platform/logging/logger.ts');
    const script = `import { createLogger } from ${JSON.stringify(file)};
      createLogger('info').info(${JSON.stringify(logged)}, 'tried');`;
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
    });
    expect(run.stderr).toContain('tried');
    expect(run.stderr).toContain('[secret]');
    expect(run.stderr).not.toContain('S3CRET');
  });
});

describe('the repository', () => {
  const files = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
    .stdout.split('\0')
    .filter((name) => name !== '' && existsSync(join(root, name)));
  const text = (name: string): string => readFileSync(join(root, name), 'utf8');
  const naming = (pattern: RegExp): string[] =>
    files.flatMap((name) => {
      const found = pattern.exec(text(name));
      return found ? [`${name}: ${found[0]}`] : [];
    });

  it.skipIf(files.length === 0)('has no path or name of a machine', () => {
    const places = [root, homedir(), hostname()].filter((place) => place.length > 6);
    const escaped = places.map((place) => place.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
    expect(
      naming(new RegExp([...escaped, '/home/[a-z]\\w+/', '/Users/[a-z]\\w+/'].join('|'))),
    ).toEqual([]);
  });

  it.skipIf(files.length === 0)('takes packages from the public registry alone', () => {
    const lock: { packages: Record<string, { resolved?: string }> } = JSON.parse(
      text('package-lock.json'),
    );
    const hosts = Object.values(lock.packages).flatMap(({ resolved }) =>
      resolved ? [new URL(resolved).host] : [],
    );
    expect([...new Set(hosts)].filter((host) => host !== 'registry.npmjs.org')).toEqual([]);
    expect(files.filter((name) => name.endsWith('.npmrc'))).toEqual([]);
  });

  it.skipIf(files.length === 0)('holds no key of a provider', () => {
    // Prefixes that Google, OpenAI, Anthropic, Meta, GitHub and AWS give their secrets.
    const keys =
      /AIza[\w-]{35}|sk-(ant-|proj-)?[\w-]{32,}|EAA[A-Za-z0-9]{60,}|gh[pousr]_\w{36}|AKIA[A-Z0-9]{16}|-----BEGIN [A-Z ]*PRIVATE KEY/;
    expect(naming(keys)).toEqual([]);
  });

  const shared = join(root, '../shared/data');
  it.skipIf(files.length === 0 || !existsSync(shared))(
    'has no sentence of the shared dialogues (skipped where they are missing)',
    () => {
      const sentences = sharedSentences(shared);
      expect(sentences.size).toBeGreaterThan(1_000);
      const copied = files
        .filter((name) => /\.(ts|tsx|md|json|sql)$/.test(name) && name !== 'package-lock.json')
        .flatMap((name) =>
          [...quoted(text(name))].flatMap((line) =>
            sentences.has(digest(line)) ? [`${name}: ${line}`] : [],
          ),
        );
      expect(copied).toEqual([]);
    },
  );
});

/** Long enough that two people do not write it by chance. */
const longSentence = 40;

/** Fingerprints of what was written in the dialogues; the texts themselves are not kept. */
function sharedSentences(folder: string): Set<string> {
  const found = new Set<string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.jsonl?$/.test(entry.name)) continue;
    const content = readFileSync(join(entry.parentPath, entry.name), 'utf8');
    for (const [, sentence = ''] of content.matchAll(/"message"\s*:\s*"((?:[^"\\]|\\.)*)"/g)) {
      if (sentence.length >= longSentence) found.add(digest(sentence));
    }
  }
  return found;
}

/** What stands between quotes in a file. */
function quoted(content: string): Set<string> {
  const strings = content.matchAll(/(["'`])((?:(?!\1)[^\\\n]|\\.){40,}?)\1/g);
  return new Set([...strings].map(([, , string = '']) => string));
}

function digest(sentence: string): string {
  const plain = sentence.replaceAll(/\\./g, '').toLowerCase().replaceAll(/\s+/g, ' ').trim();
  return createHash('sha256').update(plain).digest('base64');
}
