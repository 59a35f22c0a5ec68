import { join, resolve } from 'node:path';
import { z } from 'zod';

const list = z.string().transform((text) => text.split(/[\s,]+/).filter((item) => item !== ''));
const flag = z.stringbool();
const port = z.coerce.number().int().min(0).max(65_535);

/** Every setting: one schema gives type, default, check and the table in docs/operations.md. */
export const settings = {
  PORT: port.default(3000).describe('Port of the web app and the API.'),
  HOST: z.string().default('127.0.0.1').describe('Address to listen on; 0.0.0.0 for all.'),
  PUBLIC_URL: z.url().optional().describe('Address people use; http://localhost:PORT by default.'),
  ROLE: z
    .enum(['all', 'web', 'worker'])
    .default('all')
    .describe('What this process does; with DATABASE_URL any number of each may run.'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('Postgres ≥ 15, as an owner with CREATEROLE. Without it an own Postgres is started.'),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .optional()
    .describe('Puts the queue on Redis.'),
  SWITCHYARD_DATA: z.string().default('.switchyard').describe('Folder for database and secret.'),
  SWITCHYARD_SECRET: z
    .string()
    .optional()
    .describe('Master key: 32 bytes in hex or base64. Without it one is made in the data folder.'),
  SANDBOX: flag
    .optional()
    .describe('Starts local stand-ins of Meta and Gemini; on unless META_APP_ID is set.'),
  META_APP_ID: z.string().optional().describe('Id of your Meta app.'),
  META_APP_SECRET: z.string().optional().describe('Secret of your Meta app.'),
  META_VERIFY_TOKEN: z
    .string()
    .min(8)
    .optional()
    .describe('Word for the webhook handshake; shown under Integrations when left out.'),
  META_GRAPH_URL: z.url().default('https://graph.facebook.com').describe('Base of the Graph API.'),
  META_DIALOG_URL: z
    .url()
    .default('https://www.facebook.com')
    .describe('Base of the consent dialog.'),
  META_GRAPH_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/, 'looks like v23.0')
    .default('v23.0')
    .describe('Version of the Graph API.'),
  AI_PROVIDER: z
    .enum(['gemini', 'openai', 'anthropic', 'compatible', 'local'])
    .optional()
    .describe('Who reads conversations; gemini when there are keys, else the local scorer.'),
  AI_MODEL: z.string().optional().describe('Model id; a sensible one of the provider by default.'),
  AI_BASE_URL: z.url().optional().describe('Address of an OpenAI-compatible server.'),
  AI_API_KEYS: list
    .default([])
    .describe('Keys, separated by commas; calls are spread over all of them.'),
  GEMINI_API_KEYS: list.default([]).describe('The same, for Gemini.'),
  AI_CALLS_PER_DAY: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe('Model calls a workspace may make a day; the local scorer reads the rest.'),
  AI_TIMEOUT_MS: z.coerce.number().int().min(1000).default(30_000).describe('For one model call.'),
  OPEN_SIGN_UP: flag
    .default(false)
    .describe('Lets anybody who reaches the page make an account; else by invitation.'),
  EVENT_DAYS: z.coerce
    .number()
    .int()
    .min(2)
    .default(30)
    .describe('How long events are kept; the audit log is kept for good.'),
  RUN_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .default(90)
    .describe('How long runs, deliveries and calls of incoming webhooks are kept once they ended.'),
  REQUESTS_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(10)
    .default(1200)
    .describe('API calls a minute and caller.'),
  TRUST_PROXY: flag.default(false).describe('Behind a proxy: take addresses from X-Forwarded-For.'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('How much is logged (JSON lines on standard error).'),
} as const;

const Settings = z.object(settings);
export type Config = z.infer<typeof Settings> & {
  publicUrl: string;
  dataFolder: string;
  secretFile: string;
};

/** All that is wrong with the settings, one line each. */
export class ConfigError extends Error {}

/**
 * Reads the settings from the environment; empty values count as unset.
 * @throws ConfigError naming every wrong setting, before anything starts
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.keys(settings).flatMap((name) => {
      const value = environment[name]?.trim();
      return value ? [[name, value]] : [];
    }),
  );
  const read = Settings.safeParse(given);
  const problems = read.success ? contradictions(read.data) : read.error.issues.map(describe);
  if (!read.success || problems.length > 0) throw new ConfigError(problems.join('\n'));
  const dataFolder = resolve(read.data.SWITCHYARD_DATA);
  return {
    ...read.data,
    dataFolder,
    secretFile: join(dataFolder, 'secret'),
    publicUrl: (read.data.PUBLIC_URL ?? `http://localhost:${read.data.PORT}`).replace(/\/+$/, ''),
  };
}

function describe(issue: z.core.$ZodIssue): string {
  return `${issue.path.join('.')}: ${issue.message}`;
}

function contradictions(given: z.infer<typeof Settings>): string[] {
  const problems: string[] = [];
  if (given.ROLE !== 'all' && !given.DATABASE_URL) {
    problems.push(`ROLE=${given.ROLE} needs DATABASE_URL: the processes share that database.`);
  }
  if (given.META_APP_ID && !given.META_APP_SECRET) {
    problems.push('META_APP_SECRET: is missing; META_APP_ID alone cannot sign calls.');
  }
  if (given.AI_PROVIDER === 'compatible' && !given.AI_BASE_URL) {
    problems.push(
      'AI_BASE_URL: is missing; AI_PROVIDER=compatible needs the address of the server.',
    );
  }
  if (given.AI_PROVIDER === 'compatible' && !given.AI_MODEL) {
    problems.push('AI_MODEL: is missing; AI_PROVIDER=compatible needs the name of a model.');
  }
  return problems;
}
