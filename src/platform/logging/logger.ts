import pino from 'pino';

export type Logger = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>;

/** Fields that may carry a secret wherever they stand in a logged object. */
const secretFields = [
  'authorization',
  'cookie',
  'password',
  'token',
  'access_token',
  'accessToken',
  'appSecret',
  'app_secret',
  'apiKey',
  'key',
  'secret',
  'sealedToken',
  'x-api-key',
];

/** JSON lines on standard error; secrets are replaced wherever they are up to three levels deep. */
export function createLogger(level: string): pino.Logger {
  const paths = secretFields.flatMap((field) => {
    const quoted = `["${field}"]`;
    return [quoted, `*${quoted}`, `*.*${quoted}`];
  });
  return pino(
    { level, redact: { paths, censor: '[secret]' }, base: null },
    pino.destination({ fd: 2, sync: true }),
  );
}

export const silentLogger: Logger = pino({ level: 'silent' });
