import { existsSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import pg from 'pg';
import { type Config, ConfigError, readConfig } from '../platform/config/config.ts';
import { openSecrets } from './runtime.ts';

type Finding = { level: 'ok' | 'note' | 'wrong'; text: string };

const marks = { ok: '✔', note: '•', wrong: '✘' } as const;

/** Looks at settings and surroundings and says what to mend. @returns whether nothing is wrong */
export async function runDoctor(): Promise<boolean> {
  const findings: Finding[] = [];
  try {
    const config = readConfig(process.env);
    findings.push({ level: 'ok', text: 'All settings can be read.' });
    findings.push(secretFinding(config), await portFinding(config), metaFinding(config));
    findings.push(await databaseFinding(config), modelFinding(config), addressFinding(config));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    findings.push(...error.message.split('\n').map((text) => ({ level: 'wrong' as const, text })));
  }
  for (const { level, text } of findings) console.log(`${marks[level]} ${text}`);
  return findings.every(({ level }) => level !== 'wrong');
}

function secretFinding(config: Config): Finding {
  if (!config.SWITCHYARD_SECRET && !existsSync(config.secretFile)) {
    return {
      level: 'note',
      text: `The first start makes a secret in ${config.secretFile}; back it up.`,
    };
  }
  try {
    openSecrets(config);
  } catch (error) {
    return { level: 'wrong', text: error instanceof Error ? error.message : String(error) };
  }
  const isOpen = !config.SWITCHYARD_SECRET && (statSync(config.secretFile).mode & 0o077) !== 0;
  return isOpen
    ? { level: 'wrong', text: `Others can read ${config.secretFile}: chmod 600 it.` }
    : {
        level: 'ok',
        text: 'The secret is there; without it, stored tokens cannot be opened. Back it up.',
      };
}

function portFinding(config: Config): Promise<Finding> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () =>
      resolve({
        level: 'note',
        text: `Port ${config.PORT} is in use: by Switchyard itself, or set PORT to a free one.`,
      }),
    );
    probe.listen(config.PORT, config.HOST, () => {
      probe.close(() => resolve({ level: 'ok', text: `Port ${config.PORT} is free.` }));
    });
  });
}

function metaFinding(config: Config): Finding {
  if (config.META_APP_ID) {
    return config.publicUrl.startsWith('https:')
      ? {
          level: 'ok',
          text: `Meta app ${config.META_APP_ID}; callback and webhook at ${config.publicUrl}.`,
        }
      : {
          level: 'wrong',
          text: 'Meta sends webhooks to https addresses only: set PUBLIC_URL to the https address of this server.',
        };
  }
  return {
    level: 'note',
    text: 'No Meta app: the sandbox stands in. Set META_APP_ID and META_APP_SECRET for real Pages.',
  };
}

async function databaseFinding(config: Config): Promise<Finding> {
  if (!config.DATABASE_URL) {
    return { level: 'ok', text: `Database: our own Postgres in ${config.dataFolder}.` };
  }
  const client = new pg.Client({
    connectionString: config.DATABASE_URL,
    connectionTimeoutMillis: 5_000,
  });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number; may: boolean }>(
      `select current_setting('server_version_num')::int / 10000 as version,
        (select rolcreaterole or rolsuper from pg_roles where rolname = current_user) as may`,
    );
    const [row] = rows;
    if (!row || row.version < 15) {
      return {
        level: 'wrong',
        text: `DATABASE_URL: Postgres ${row?.version} is too old; 15 or newer is needed.`,
      };
    }
    return row.may
      ? {
          level: 'ok',
          text: `DATABASE_URL: Postgres ${row.version} answers and the role may make roles.`,
        }
      : {
          level: 'wrong',
          text: 'DATABASE_URL: the role needs CREATEROLE: alter role … createrole.',
        };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { level: 'wrong', text: `DATABASE_URL: no connection (${reason}).` };
  } finally {
    await client.end().catch(() => undefined);
  }
}

function modelFinding(config: Config): Finding {
  const keys = config.AI_API_KEYS.length + config.GEMINI_API_KEYS.length;
  const provider = config.AI_PROVIDER ?? (keys > 0 ? 'gemini' : 'local');
  if (provider === 'local') {
    return {
      level: 'note',
      text: 'No model: the local scorer reads. Set GEMINI_API_KEYS for more.',
    };
  }
  if (keys === 0 && provider !== 'compatible') {
    return { level: 'wrong', text: `AI_PROVIDER=${provider} has no key: set AI_API_KEYS.` };
  }
  return { level: 'ok', text: `${provider} reads conversations with ${keys} key(s).` };
}

function addressFinding(config: Config): Finding {
  const isOpen = config.HOST !== '127.0.0.1' && config.HOST !== 'localhost';
  if (isOpen && !config.publicUrl.startsWith('https:')) {
    return {
      level: 'note',
      text: 'Others can reach this server without https: put a proxy in front and set PUBLIC_URL.',
    };
  }
  return { level: 'ok', text: `People reach it at ${config.publicUrl}.` };
}
