import { AppError } from '../errors.ts';
import type { HeldBody } from '../http/index.ts';
import { parseExactJson } from '../tiktok/index.ts';
import type { PassThroughContext } from './context.ts';
import type { Incoming } from './edges.ts';

/** TikTok's largest JSON bodies, 10,000 people to add to an audience, are a few MiB. */
const LIMIT_BYTES = 8 * 1024 * 1024;
/**
 * Lists, objects and what is in them, and how many of them have names. 10,000 people with three ids each are half as many. What is
 * looked at is looked at in one go, in which this server does nothing else for anybody: 30 MiB of the smallest values would take it half
 * a minute.
 */
const MOST_VALUES = 250_000;
const MOST_NAMES = 120_000;

export type BodyKind = 'none' | 'json' | 'form';

/**
 * What kind of body a write brings. Other kinds TikTok does not take, and guards could not look into them.
 *
 * @throws {AppError} unsupported_media_type
 */
export function bodyKindOf(incoming: Incoming): BodyKind {
  if (!incoming.hasBody) return 'none';
  const type = incoming.header('content-type') ?? '';
  if (/^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(type)) return refuseEncoded(incoming, 'json');
  if (/^multipart\/form-data\s*;/i.test(type)) return refuseEncoded(incoming, 'form');
  throw new AppError(
    'unsupported_media_type',
    'TikTok takes application/json (UTF-8) and multipart/form-data. The Content-Type names neither.',
  );
}

function refuseEncoded(incoming: Incoming, kind: BodyKind): BodyKind {
  if ((incoming.header('content-encoding') ?? 'identity') === 'identity') return kind;
  throw new AppError('unsupported_media_type', 'Send the body without a Content-Encoding: TikTok takes none.');
}

/**
 * The JSON object of a write, which counts for `held` from now on. Integers that a number cannot hold come as text, and of a name that comes twice in an object the last
 * counts: so it is looked at, and so it is sent on.
 *
 * @throws {AppError} invalid_json, payload_too_large, request_timeout, storage_failed
 */
export async function readJsonBody(
  { bodies }: PassThroughContext,
  incoming: Incoming,
  held: HeldBody,
): Promise<Readonly<Record<string, unknown>>> {
  const bytes = await incoming.readWhole({ bytes: LIMIT_BYTES, budget: bodies });
  if (bytes === null) throw new AppError('invalid_json', 'The body ends too early.');
  held.upTo(bytes.length);
  if (hasTooMany(bytes)) throw tooManyValues();
  const value = parse(bytes);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new AppError('invalid_json', 'The body must be a JSON object, as TikTok wants it.');
}

const [COMMA, COLON, BRACKET, BRACE] = [0x2c, 0x3a, 0x5b, 0x7b];

/** Each value begins a list or an object or comes behind a comma. Those within text count, too: this is about size. */
function hasTooMany(bytes: Buffer): boolean {
  let values = 0;
  let names = 0;
  for (const byte of bytes) {
    if (byte === COLON) names += 1;
    else if (byte === COMMA || byte === BRACKET || byte === BRACE) values += 1;
  }
  return values > MOST_VALUES || names > MOST_NAMES;
}

function tooManyValues(): AppError {
  return new AppError(
    'payload_too_large',
    `The body holds more than ${MOST_VALUES.toLocaleString('en')} values, or ${MOST_NAMES.toLocaleString('en')} with names. Send it in parts: TikTok takes no call of that size.`,
  );
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

function parse(bytes: Buffer): unknown {
  try {
    return parseExactJson(UTF8.decode(bytes));
  } catch (cause) {
    throw new AppError('invalid_json', 'The body is not JSON in UTF-8. Send one complete JSON object.', { cause });
  }
}

/** The bytes that are sent on. */
export function encodeJson(value: Readonly<Record<string, unknown>>): Buffer {
  return Buffer.from(JSON.stringify(value));
}
