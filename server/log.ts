import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** JSON lines. Whatever names a credential is cut out, should a line ever carry one by mistake. */
export function createLog(config: Pick<Config, 'logLevel'>, destination?: DestinationStream): Logger {
  const options = {
    level: config.logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]), censor: '[redacted]' },
    serializers: { err: describeError },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

const SECRET_FIELDS = [
  'authorization',
  'Authorization',
  'accessToken',
  'access_token',
  'access-token',
  'refreshToken',
  'refresh_token',
  'appSecret',
  'client_secret',
  'authCode',
  'auth_code',
  'state',
  'secret',
  'token',
  'sealedToken',
  'sealedGrant',
  'sealedSecret',
];

export interface ErrorLine {
  type: string;
  message: string;
  code: unknown;
  stack: string;
  cause?: ErrorLine;
}

/** Name, message, code and where it happened. Never the other properties: a database's error carries the values of the query. */
export function describeError(error: unknown, depth = 0): ErrorLine {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an Error', code: undefined, stack: '' };
  const message = withoutQueryValues(error.message);
  const where = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    message,
    code: 'code' in error ? error.code : undefined,
    stack: where.join('\n'),
    ...(error.cause === undefined || depth >= 3 ? {} : { cause: describeError(error.cause, depth + 1) }),
  };
}

/** drizzle ends the message of a failed query with the values it had. */
function withoutQueryValues(message: string): string {
  return message.replace(/\nparams: [\s\S]*$/, '');
}
