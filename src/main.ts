import { parseArgs } from 'node:util';
import { ConfigError } from './platform/config/config.ts';

type Command = { summary: string; run: (args: string[]) => Promise<number> };

/** The command line: one entry a command; each loads only what it needs. */
const commands: Record<string, Command> = {
  start: {
    summary: 'Run Switchyard: database, web and worker in one process (ROLE splits them)',
    async run() {
      const { runStart } = await import('./roles/start.ts');
      await runStart();
      return 0;
    },
  },
  demo: {
    summary: 'Run the main job headless: [--dialogues FILE] [--page-size N] [--json OUT]',
    async run(args) {
      const { values } = parseArgs({
        args,
        options: {
          dialogues: { type: 'string' },
          'page-size': { type: 'string' },
          json: { type: 'string' },
        },
      });
      const { runDemo } = await import('./roles/demo.ts');
      const worked = await runDemo({
        dialogues: values.dialogues,
        pageSize: wholeNumber('--page-size', values['page-size'], 1, 100),
        json: values.json,
      });
      return worked ? 0 : 1;
    },
  },
  analyze: {
    summary: 'Read dialogues from a JSONL file: FILE [--prefix 0.7] [--out OUT]',
    async run(args) {
      const { values, positionals } = parseArgs({
        args,
        allowPositionals: true,
        options: { prefix: { type: 'string' }, out: { type: 'string' } },
      });
      const [file] = positionals;
      if (file === undefined) throw new ConfigError('analyze: give the FILE of dialogues.');
      const { runAnalyze } = await import('./roles/analyze.ts');
      await runAnalyze({ file, prefix: fraction('--prefix', values.prefix), out: values.out });
      return 0;
    },
  },
  doctor: {
    summary: 'Say what is misconfigured and how to mend it',
    async run() {
      const { runDoctor } = await import('./roles/doctor.ts');
      return (await runDoctor()) ? 0 : 1;
    },
  },
  'database-url': {
    summary: 'Print the address of the database for psql: [--role owner|app|engine]',
    async run(args) {
      const { values } = parseArgs({ args, options: { role: { type: 'string' } } });
      const { printDatabaseUrl } = await import('./roles/database-url.ts');
      printDatabaseUrl(values.role ?? 'engine');
      return 0;
    },
  },
};

function fraction(name: string, text: string | undefined): number {
  const value = text === undefined ? 1 : Number(text);
  if (value > 0 && value <= 1) return value;
  throw new ConfigError(`${name}: give a number above 0 and up to 1, such as 0.7.`);
}

function wholeNumber(
  name: string,
  text: string | undefined,
  least: number,
  most: number,
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new ConfigError(`${name}: give a whole number from ${least} to ${most}.`);
}

function usage(): string {
  const lines = Object.entries(commands).map(
    ([name, { summary }]) => `  ${name.padEnd(10)}${summary}`,
  );
  return `Usage: switchyard COMMAND\n${lines.join('\n')}`;
}

const [name = 'start', ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  console.error(`There is no command "${name}".\n${usage()}`);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await command.run(args);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    if (process.env['LOG_LEVEL'] === 'debug') console.error(error);
    process.exitCode = 1;
  }
}
