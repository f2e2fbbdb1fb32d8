import { z } from 'zod';

/** The server's settings, parsed once and frozen. Secrets are named only here. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Where browsers reach the server, without a slash at the end. */
  readonly publicUrl: string;
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** MiB of DATA_DIR's disk that exports leave free, for the database (`DATA_DIR_RESERVE_MB`). */
  readonly dataDirReserveMb: number;
  readonly hostApiKeys: readonly string[];
  /** 32 bytes each; the first signs, the others still verify. */
  readonly sessionSigningKeys: readonly Uint8Array[];
  /** 32 bytes each; the first seals, the others still open. */
  readonly encryptionKeys: readonly Uint8Array[];
  readonly tiktokAppId: string | null;
  readonly tiktokAppSecret: string | null;
  /** Origins, without a slash at the end. */
  readonly tiktokApiUrl: string;
  readonly tiktokSandboxApiUrl: string;
  readonly tiktokAuthUrl: string;
  readonly tiktokAccountAuthUrl: string;
  readonly tiktokRateTier: 'basic' | 'advanced' | 'premium' | 'ultimate';
  /** What TikTok signs its notices with: TIKTOK_WEBHOOK_SIGNING_KEY_CURRENT, by default the app's secret. */
  readonly tiktokWebhookSigningKeyCurrent: string | null;
  /** Accepted for 7 days after this server first saw the current one. */
  readonly tiktokWebhookSigningKeyPrevious: string | null;
  readonly hostWebhookUrl: string | null;
  /** Comma-separated: events and the requests to segment sources are signed with each, so that the receiver can change over. */
  readonly hostWebhookSecret: string | null;
  /** Segment sources on loopback or private addresses are refused unless this is true (`SEGMENT_SOURCE_ALLOW_PRIVATE`). */
  readonly segmentSourceAllowPrivate: boolean;
  /** Records that a segment's source may give in one export (`SEGMENT_MAX_ROWS`). */
  readonly segmentMaxRows: number;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
}

/** Settings that cannot be used: one line a problem, none of which repeats a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration cannot be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

/** An unset variable and an empty one are the same: compose files and shells make the second from the first. */
const optionalText = z
  .string()
  .transform((text) => (text.trim() === '' ? undefined : text.trim()))
  .optional();

function required(hint: string) {
  return z
    .string({ error: `is missing: ${hint}` })
    .trim()
    .min(1, `is empty: ${hint}`);
}

const ORIGIN = 'must be an origin such as https://ads.example.com: http or https, host and port, no path';

const ADDRESS =
  'must be an address such as https://app.example.com/ads: http or https, with or without a path, and nothing after it';

/** An http address with nothing but host, port and path. */
function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' && !/[?#]/.test(text);
}

const isOrigin = (text: string): boolean => isAddress(text) && new URL(text).pathname === '/';

const origin = z
  .string()
  .refine(isOrigin, ORIGIN)
  .transform((text) => new URL(text).origin);

/** Without the slash at its end: paths are added to it. */
const address = z
  .string()
  .refine(isAddress, ADDRESS)
  .transform((text) => new URL(text).href.replace(/\/+$/, ''));

function originWithDefault(fallback: string) {
  return optionalText.transform((text) => text ?? fallback).pipe(origin);
}

function list(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const KEY_HINT = 'comma-separated keys of 32 random bytes in base64; make one with `openssl rand -base64 32`';

/** Keys of exactly 32 bytes. A wrong one is named by its position, never by its value. */
const keys = required(KEY_HINT).transform((text, context) => {
  const parsed = list(text).map((part) => Buffer.from(part, 'base64'));
  const given = list(text);
  if (given.length === 0) context.addIssue({ code: 'custom', message: `is empty: ${KEY_HINT}` });
  parsed.forEach((key, index) => {
    const standard = key.toString('base64').replace(/=+$/, '');
    const urlSafe = key.toString('base64url');
    const written = (given[index] ?? '').replace(/=+$/, '');
    if (key.length === 32 && (written === standard || written === urlSafe)) return;
    const problem = key.length === 32 || key.length === 0 ? 'is not base64' : `has ${key.length} bytes instead of 32`;
    context.addIssue({ code: 'custom', message: `key ${index + 1} ${problem}: ${KEY_HINT}` });
  });
  if (new Set(parsed.map((key) => key.toString('hex'))).size !== parsed.length) {
    context.addIssue({ code: 'custom', message: 'holds the same key twice' });
  }
  return parsed.map((key) => new Uint8Array(key));
});

/** Below this a key can be guessed. Length is no proof: HOST_KEY_HINT says how to make a good one. */
const MIN_HOST_KEY_LENGTH = 8;
const HOST_KEY_HINT = 'comma-separated secrets for the host\u2019s back end; make one with `openssl rand -base64 32`';

const hostApiKeys = required(HOST_KEY_HINT).transform((text, context) => {
  const parsed = list(text);
  if (parsed.length === 0) context.addIssue({ code: 'custom', message: `is empty: ${HOST_KEY_HINT}` });
  parsed.forEach((key, index) => {
    if (key.length < MIN_HOST_KEY_LENGTH) {
      context.addIssue({
        code: 'custom',
        message: `key ${index + 1} is shorter than ${MIN_HOST_KEY_LENGTH} characters: ${HOST_KEY_HINT}`,
      });
    } else if (!/^[\x21-\x7e]+$/.test(key)) {
      context.addIssue({
        code: 'custom',
        message: `key ${index + 1} holds characters that do not fit in a header: ${HOST_KEY_HINT}`,
      });
    }
  });
  return parsed;
});

const flag = optionalText
  .refine((text) => text === undefined || text === 'true' || text === 'false', 'must be true or false')
  .transform((text) => text === 'true');

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const RATE_TIERS = ['basic', 'advanced', 'premium', 'ultimate'] as const;

function oneOf<const Values extends readonly [string, ...string[]]>(values: Values, fallback: Values[number]) {
  return optionalText.transform((text) => text ?? fallback).pipe(z.enum(values, `must be one of ${values.join(', ')}`));
}

function wholeNumber(fallback: number, smallest: number, largest: number) {
  return optionalText
    .transform((text) => text ?? String(fallback))
    .refine(
      (text) => /^\d{1,12}$/.test(text) && Number(text) >= smallest && Number(text) <= largest,
      `must be a whole number from ${smallest} to ${largest}`,
    )
    .transform(Number);
}

const DATABASE_HINT = 'must be file:<path> for SQLite or postgres://<user>@<host>/<database>';

const WEBHOOK_SECRET = /^(?:whsec_)?(?:[A-Za-z0-9+/]{4}){4,}(?:[A-Za-z0-9+/]{2,3}={0,2})?$/;

const environmentSchema = z.object({
  PORT: optionalText
    .transform((text) => text ?? '8787')
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, 'must be a port number from 0 to 65535')
    .transform(Number),
  HOST: optionalText.transform((text) => text ?? '127.0.0.1'),
  PUBLIC_URL: required('where browsers reach this server, such as https://ads.example.com').pipe(address),
  DATABASE_URL: optionalText
    .transform((text) => text ?? 'file:./data/tiktok-ads-connect.db')
    .refine((text) => /^file:.+/.test(text) || (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)), DATABASE_HINT),
  DATA_DIR: optionalText.transform((text) => text ?? './data'),
  DATA_DIR_RESERVE_MB: wholeNumber(512, 0, 1_000_000_000),
  HOST_API_KEYS: hostApiKeys,
  SESSION_SIGNING_KEYS: keys,
  ENCRYPTION_KEYS: keys,
  TIKTOK_APP_ID: optionalText.refine(
    (text) => text === undefined || /^[\x21-\x7e]+$/.test(text),
    'must be the App ID of your TikTok developer app, without spaces',
  ),
  TIKTOK_APP_SECRET: optionalText,
  TIKTOK_API_URL: originWithDefault('https://business-api.tiktok.com'),
  TIKTOK_SANDBOX_API_URL: originWithDefault('https://sandbox-ads.tiktok.com'),
  TIKTOK_AUTH_URL: originWithDefault('https://business-api.tiktok.com'),
  TIKTOK_ACCOUNT_AUTH_URL: originWithDefault('https://www.tiktok.com'),
  TIKTOK_RATE_TIER: oneOf(RATE_TIERS, 'basic'),
  TIKTOK_WEBHOOK_SIGNING_KEY_CURRENT: optionalText,
  TIKTOK_WEBHOOK_SIGNING_KEY_PREVIOUS: optionalText,
  HOST_WEBHOOK_URL: optionalText.refine(
    (text) => text === undefined || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)),
    'must be an http or https address',
  ),
  HOST_WEBHOOK_SECRET: optionalText.refine(
    (text) =>
      text === undefined || (list(text).length > 0 && list(text).every((secret) => WEBHOOK_SECRET.test(secret))),
    'must be whsec_ followed by base64, as Standard Webhooks has it, or several of them with commas between; make one with `echo whsec_$(openssl rand -base64 32)`',
  ),
  SEGMENT_SOURCE_ALLOW_PRIVATE: flag,
  SEGMENT_MAX_ROWS: wholeNumber(50_000_000, 1, 1_000_000_000),
  LOG_LEVEL: oneOf(LOG_LEVELS, 'info'),
});

/** Of two variables where one is useless alone, says which one is missing. */
function missingPartner(env: Readonly<Record<string, string | undefined>>, one: string, other: string): string[] {
  const has = (name: string) => (env[name] ?? '').trim() !== '';
  if (has(one) === has(other)) return [];
  const [given, absent] = has(one) ? [one, other] : [other, one];
  return [`${absent} is missing: ${given} is set, and they only work together`];
}

/** Events are never sent unsigned. The secret alone is fine: it also signs the requests to segment sources. */
function unsignedWebhook(env: Readonly<Record<string, string | undefined>>): string[] {
  if ((env['HOST_WEBHOOK_URL'] ?? '').trim() === '' || (env['HOST_WEBHOOK_SECRET'] ?? '').trim() !== '') return [];
  return ['HOST_WEBHOOK_SECRET is missing: HOST_WEBHOOK_URL is set, and events are never sent unsigned'];
}

/**
 * Reads the settings from environment variables (docs/configuration.md lists them).
 *
 * @throws {ConfigError} with every problem at once
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environmentSchema.safeParse(env);
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  problems.push(...missingPartner(env, 'TIKTOK_APP_ID', 'TIKTOK_APP_SECRET'), ...unsignedWebhook(env));
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const value = parsed.data;
  return Object.freeze({
    port: value.PORT,
    host: value.HOST,
    publicUrl: value.PUBLIC_URL,
    databaseUrl: value.DATABASE_URL,
    dataDir: value.DATA_DIR,
    dataDirReserveMb: value.DATA_DIR_RESERVE_MB,
    hostApiKeys: Object.freeze(value.HOST_API_KEYS),
    sessionSigningKeys: Object.freeze(value.SESSION_SIGNING_KEYS),
    encryptionKeys: Object.freeze(value.ENCRYPTION_KEYS),
    tiktokAppId: value.TIKTOK_APP_ID ?? null,
    tiktokAppSecret: value.TIKTOK_APP_SECRET ?? null,
    tiktokApiUrl: value.TIKTOK_API_URL,
    tiktokSandboxApiUrl: value.TIKTOK_SANDBOX_API_URL,
    tiktokAuthUrl: value.TIKTOK_AUTH_URL,
    tiktokAccountAuthUrl: value.TIKTOK_ACCOUNT_AUTH_URL,
    tiktokRateTier: value.TIKTOK_RATE_TIER,
    tiktokWebhookSigningKeyCurrent: value.TIKTOK_WEBHOOK_SIGNING_KEY_CURRENT ?? value.TIKTOK_APP_SECRET ?? null,
    tiktokWebhookSigningKeyPrevious: value.TIKTOK_WEBHOOK_SIGNING_KEY_PREVIOUS ?? null,
    hostWebhookUrl: value.HOST_WEBHOOK_URL ?? null,
    hostWebhookSecret: value.HOST_WEBHOOK_SECRET ?? null,
    segmentSourceAllowPrivate: value.SEGMENT_SOURCE_ALLOW_PRIVATE,
    segmentMaxRows: value.SEGMENT_MAX_ROWS,
    logLevel: value.LOG_LEVEL,
  });
}
