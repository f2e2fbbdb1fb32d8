import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import { segmentPageSchema, type SegmentPage } from '../../shared/segments.ts';
import { standardWebhookHeaders } from '../crypto/index.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { isPrivateAddress, requireAllowedSource } from '../segments/index.ts';
import { parseExactJson } from '../tiktok/index.ts';

const MAX_PAGE_BYTES = 16 * 1024 * 1024;
const CONNECT_TIMEOUT_MS = 10_000;
const ANSWER_TIMEOUT_MS = 60_000;
/** A whole page, however slowly it drips. */
const PAGE_TIMEOUT_MS = 5 * 60_000;
const MAX_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Asks the host for one page of a segment's people. The request is signed as Standard Webhooks does, when
 * HOST_WEBHOOK_SECRET is set, with each of its secrets; what is signed is the path and query, since a GET has no body. A redirect is followed within the origin only, each hop signed anew,
 * and the address that the name resolves to is checked at the very moment of connecting, so that a name cannot point at a public
 * address first and a private one later.
 *
 * @throws {AppError} segment_source_refused - the address is private
 * @throws {AppError} segment_source_failed - it did not answer with a page; asking again may help
 */
export async function fetchSegmentPage(
  deps: Deps,
  sourceUrl: string,
  cursor: string | null,
  signal: AbortSignal,
): Promise<SegmentPage> {
  requireAllowedSource(deps, sourceUrl);
  const url = new URL(sourceUrl);
  url.hash = '';
  if (cursor !== null) url.searchParams.set('cursor', cursor);
  const agent = new Agent({
    connect: {
      timeout: CONNECT_TIMEOUT_MS,
      ...(deps.config.segmentSourceAllowPrivate ? {} : { lookup: publicLookup }),
    },
    headersTimeout: ANSWER_TIMEOUT_MS,
    bodyTimeout: ANSWER_TIMEOUT_MS,
    pipelining: 0,
  });
  const limit = AbortSignal.any([signal, AbortSignal.timeout(PAGE_TIMEOUT_MS)]);
  try {
    for (let at = url, hops = 0; ; hops++) {
      const answer = await request(at.href, {
        dispatcher: agent,
        method: 'GET',
        headers: { accept: 'application/json', ...signature(deps, at) },
        signal: limit,
      });
      if (REDIRECTS.has(answer.statusCode)) {
        await answer.body.dump();
        if (hops === MAX_REDIRECTS) throw failed(`It redirected more than ${MAX_REDIRECTS} times.`);
        at = redirected(at, answer.headers.location);
        continue;
      }
      const text = await readText(answer.body);
      if (answer.statusCode !== 200) throw failed(`It answered with HTTP ${answer.statusCode} instead of 200.`);
      // A page could grow without end when it is unpacked.
      const packed = answer.headers['content-encoding'] ?? 'identity';
      if (packed !== 'identity') throw failed('Its answer is compressed, which the request does not ask for.');
      return readPage(text);
    }
  } catch (error) {
    const known = findAppError(error);
    if (known !== null) throw known;
    if (signal.aborted) throw error;
    throw failed(`It could not be reached or did not answer in time (${codeOf(error)}).`, error);
  } finally {
    await agent.destroy();
  }
}

/** Where a redirect leads: another host, port or scheme is none that anybody has set as a source. */
function redirected(from: URL, location: string | string[] | undefined): URL {
  if (typeof location !== 'string' || !URL.canParse(location, from.href))
    throw failed('It answered with a redirect that names no address.');
  const to = new URL(location, from);
  to.hash = '';
  if (to.origin !== from.origin || to.username !== '' || to.password !== '')
    throw failed('It redirected to another address, which is not followed. Set the segment’s source to that address.');
  return to;
}

function readPage(text: string): SegmentPage {
  let json: unknown;
  try {
    // The host's own ids may be longer than a number can hold.
    json = parseExactJson(text);
  } catch {
    throw failed('Its answer is not JSON.');
  }
  const page = segmentPageSchema.safeParse(json);
  if (page.success) return page.data;
  // Only the path of the first problem: what stood there may be somebody's data.
  const path = page.error.issues[0]?.path.slice(0, 2).map(String).join('.') ?? '';
  throw failed(`Its answer is not {records: [{…}], nextCursor}${path === '' ? '' : ` (see ${path})`}.`);
}

async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body) {
    bytes += part.length;
    if (bytes > MAX_PAGE_BYTES)
      throw failed(`A page of it is larger than ${MAX_PAGE_BYTES / 1024 / 1024} MiB. Answer with smaller pages.`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Resolves like the system does and lets no private address through. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  systemLookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) {
      callback(error, '', 0);
      return;
    }
    if (addresses.length === 0 || addresses.some(({ address }) => isPrivateAddress(address))) {
      const refused: NodeJS.ErrnoException = new PrivateAddressError();
      callback(refused, '', 0);
      return;
    }
    if (options.all === true) {
      callback(null, addresses);
      return;
    }
    const [first] = addresses;
    callback(null, first?.address ?? '', first?.family ?? 0);
  });
};

class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError';
  constructor() {
    super('The name resolves to a private address.');
  }
}

function signature(deps: Deps, url: URL): Record<string, string> {
  const secret = deps.config.hostWebhookSecret;
  if (secret === null) return {};
  const content = `${url.pathname}${url.search}`;
  return standardWebhookHeaders(secret, { id: deps.random.id('req'), at: deps.clock.now(), content });
}

function findAppError(error: unknown): AppError | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (at instanceof AppError) return at;
    if (at instanceof PrivateAddressError) {
      return new AppError(
        'segment_source_refused',
        'The segment’s source address resolves to a private address of the server’s own network. Use a public one, or set SEGMENT_SOURCE_ALLOW_PRIVATE=true.',
      );
    }
    if (at instanceof AggregateError) {
      const inner = at.errors.map(findAppError).find((found) => found !== null);
      if (inner !== undefined) return inner;
    }
  }
  return null;
}

function codeOf(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return 'no answer';
}

function failed(what: string, cause?: unknown): AppError {
  return new AppError('segment_source_failed', `The segment’s source did not answer as expected. ${what}`, { cause });
}
