import { writeSync } from 'node:fs';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** JSON lines. Whatever names a credential is cut out, should a line ever carry one by mistake. */
export function createLog(config: Pick<Config, 'logLevel'>, destination?: DestinationStream): Logger {
  const options = {
    level: config.logLevel,
    base: null,
    timestamp: timeMember,
    redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]), censor: '[redacted]' },
    serializers: { err: describeError },
  };
  return pino(options, destination ?? standardOutput());
}

let saidAt = 0;
let said = '';

/** As pino's own, made once for all lines of a millisecond. */
function timeMember(): string {
  const now = Date.now();
  if (now !== saidAt) {
    saidAt = now;
    said = `,"time":"${new Date(now).toISOString()}"`;
  }
  return said;
}

const STANDARD_OUTPUT = 1;
/** So much is not held back, even within a turn. */
const MOST_HELD = 64 * 1024;
let standard: DestinationStream | null = null;

/**
 * Standard output, where the lines of one turn of the event loop go in one write: a busy server ends many requests in a turn, and a
 * write for each line takes a tenth of its time. Nothing is held back any longer than that, nor when the process ends or crashes.
 */
function standardOutput(): DestinationStream {
  if (standard !== null) return standard;
  let held = '';
  let isPlanned = false;
  const flush = (): void => {
    const bytes = Buffer.from(held);
    held = '';
    isPlanned = false;
    writeAll(bytes);
  };
  process.on('exit', flush);
  standard = {
    write(line) {
      held += line;
      if (held.length >= MOST_HELD) flush();
      else if (!isPlanned) {
        isPlanned = true;
        setImmediate(flush);
      }
    },
  };
  return standard;
}

function writeAll(bytes: Buffer): void {
  let at = 0;
  while (at < bytes.length) {
    try {
      at += writeSync(STANDARD_OUTPUT, bytes, at);
    } catch (error) {
      // A pipe whose reader is slower takes no more for a moment. One that nobody reads any more is no reason to stop serving.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
      Atomics.wait(PAUSE, 0, 0, PAUSE_MS);
    }
  }
}

const PAUSE_MS = 5;
const PAUSE = new Int32Array(new SharedArrayBuffer(4));

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
