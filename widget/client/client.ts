import type { ENDPOINTS, EndpointName, EndpointTypes } from '../../shared/endpoints.ts';
import type { Export } from '../../shared/exports.ts';
import type { Page, PageQuery } from '../../shared/page.ts';
import type { SessionView } from '../../shared/sessions.ts';
import { UPLOAD_OFFSET_HEADER } from '../../shared/upload.ts';
import { VERSION } from '../element/version.ts';
import { isSessionError, readProblem, TikTokAdsError, toTikTokAdsError } from './errors.ts';
import type { LiveHub } from './live/live-hub.ts';
import type { LiveListener } from './live-message.ts';
import { createSession, type FetchSessionToken } from './session.ts';

export interface ClientOptions {
  /** Where the server is reached, such as `https://ads.example`; a path prefix is kept. */
  serverUrl: string;
  fetchSessionToken: FetchSessionToken;
  /** Defaults to the page's `fetch`, looked up at each call. */
  fetch?: typeof fetch;
  /** Called once for each time that no working session token could be had. */
  onSessionExpired?: (error: TikTokAdsError) => void;
  now?: () => number;
}

type Given<Name extends string, Value> = [Value] extends [undefined]
  ? { [key in Name]?: undefined }
  : { [key in Name]: Value };
type CallTypes<Name extends EndpointName> = EndpointTypes[Name];
export type CallOptions<Name extends EndpointName> = Given<'params', CallTypes<Name>['params']> &
  Given<'body', CallTypes<Name>['body']> & {
    query?: CallTypes<Name>['query'] | undefined;
    signal?: AbortSignal | undefined;
    /** Sent as `If-Match`. */
    ifMatch?: string | undefined;
    /** For the whole call, session renewal included; 30,000 by default. */
    timeoutMs?: number | undefined;
    /** Goes on when the page is closed meanwhile; for small bodies, since browsers take 64 KiB in all. */
    keepsAlive?: boolean | undefined;
  };
type Arguments<Name extends EndpointName> =
  Record<string, never> extends CallOptions<Name> ? [options?: CallOptions<Name>] : [options: CallOptions<Name>];

/** Names of the calls that answer a page of a list. */
export type ListName = {
  [Name in EndpointName]: CallTypes<Name>['query'] extends PageQuery ? Name : never;
}[EndpointName];
export type ListItem<Name extends ListName> = CallTypes<Name>['result'] extends Page<infer Item> ? Item : never;

export interface UploadOptions {
  contentType: 'text/csv' | 'application/x-ndjson';
  /** Bytes the server already has; 0 for the first part. */
  offset: number;
  columns?: 'properties' | 'attributes';
  /** Further parts follow, so the server does not yet look for duplicates. */
  more?: boolean;
  signal?: AbortSignal;
  /** For this part; 300,000 by default. */
  timeoutMs?: number;
}

export interface TikTokAdsClient {
  readonly serverUrl: string;
  /** One JSON call of the contract. @throws {TikTokAdsError} */
  call<Name extends EndpointName>(name: Name, ...options: Arguments<Name>): Promise<CallTypes<Name>['result']>;
  /** Like `call`, with the answer's `ETag` (null when it has none). */
  callWithEtag<Name extends EndpointName>(
    name: Name,
    ...options: Arguments<Name>
  ): Promise<{ value: CallTypes<Name>['result']; etag: string | null }>;
  /** Every item of a list, page after page. `onPage` sees what has come so far. */
  listAll<Name extends ListName>(
    name: Name,
    options: CallOptions<Name>,
    onPage?: (soFar: readonly ListItem<Name>[]) => void,
  ): Promise<ListItem<Name>[]>;
  /** Who the session speaks for; asked once and kept. */
  session(): Promise<SessionView>;
  /** Sends one part of an export's records. */
  uploadRecords(exportId: string, body: Blob | ReadableStream<Uint8Array>, options: UploadOptions): Promise<Export>;
  /** Fetches a file such as `/v1/exports/{id}/rejects.csv`. */
  download(path: string, signal?: AbortSignal): Promise<Blob>;
  /**
   * Listens to what happens in the workspace. However many listen, there is one stream, and where the browser allows, one
   * for all its tabs. It is opened with the first listener and closed after the last.
   * @returns ends it; nothing is told afterwards
   */
  subscribe(listener: LiveListener): () => void;
  /** Tries a lost stream again now instead of at the end of its pause. */
  reconnect(): void;
}

const TIMEOUT_MS = 30_000;
const UPLOAD_TIMEOUT_MS = 300_000;
const PAGE_LIMIT = 1000;
/** Between two tries to load what reads the stream. */
const LOAD_AGAIN_MS = 30_000;

/** The table of calls, loaded while the first of them waits for its session: nothing is drawn from it. */
let endpoints: typeof ENDPOINTS | undefined;

interface Endpoint {
  method: string;
  path: string;
}
type Query = Record<string, string | number | undefined>;
interface Request {
  to: Endpoint | EndpointName;
  params?: Record<string, string> | undefined;
  query?: Query | undefined;
  headers?: Record<string, string>;
  body?: BodyInit | undefined;
  signal?: AbortSignal | undefined;
  timeoutMs?: number | undefined;
  keepsAlive?: boolean | undefined;
  /** Nobody asked for it: a lost session is not told. */
  isQuiet?: boolean;
}
interface LooseOptions {
  params?: Record<string, string>;
  query?: Query;
  body?: unknown;
  signal?: AbortSignal;
  ifMatch?: string;
  timeoutMs?: number;
  keepsAlive?: boolean;
}

/** The typed client that every element talks through. Nothing is asked of the host before the first call. */
export function createClient(options: ClientOptions): TikTokAdsClient {
  const serverUrl = options.serverUrl.replace(/\/+$/, '');
  const session = createSession(options.fetchSessionToken, options.now, () => {
    tokens++;
    hub?.tokenChanged();
  });
  let tokens = 0;
  /** With which token it was asked who the session speaks for. */
  let viewedWith: number | undefined;
  let hub: LiveHub | undefined;
  let loading: Promise<LiveHub> | undefined;
  let view: Promise<SessionView> | undefined;
  let lost: TikTokAdsError | undefined;

  async function send<Result>(request: Request, read: (response: Response) => Promise<Result>): Promise<Result> {
    const controller = new AbortController();
    const { signal } = controller;
    const stop = () => controller.abort(new TikTokAdsError('aborted', 'The call was cancelled'));
    if (request.signal?.aborted === true) stop();
    request.signal?.addEventListener('abort', stop);
    const timer = setTimeout(
      () => controller.abort(new TikTokAdsError('timeout', 'The server did not answer in time')),
      request.timeoutMs ?? TIMEOUT_MS,
    );
    // The host's own function knows no signal, so the whole exchange races against it.
    const aborted = new Promise<never>((_, reject) => {
      const fail = () => reject(signal.reason as Error);
      if (signal.aborted) fail();
      else signal.addEventListener('abort', fail);
    });
    try {
      return await Promise.race([aborted, exchange(request, signal, read)]);
    } catch (error) {
      const failure = signal.aborted ? toTikTokAdsError(signal.reason) : toTikTokAdsError(error);
      if (isSessionError(failure) && request.isQuiet !== true) tellLoss(failure);
      throw failure;
    } finally {
      clearTimeout(timer);
      request.signal?.removeEventListener('abort', stop);
    }
  }

  // Calls that waited for the same renewal fail with the same error: tell the host once.
  function tellLoss(failure: TikTokAdsError): void {
    if (failure !== lost) options.onSessionExpired?.((lost = failure));
  }

  async function exchange<Result>(
    request: Request,
    signal: AbortSignal,
    read: (response: Response) => Promise<Result>,
  ): Promise<Result> {
    const response = await authorised(request, signal);
    if (!response.ok) throw await readProblem(response);
    return read(response);
  }

  async function authorised(request: Request, signal: AbortSignal): Promise<Response> {
    // A table that is there is not waited for: the last call of a page that closes must be on its way at once.
    const table = endpoints === undefined && typeof request.to === 'string' ? loadEndpoints() : undefined;
    let [token] = table === undefined ? [await session.getToken()] : await Promise.all([session.getToken(), table]);
    let response = await transmit(request, token, signal);
    if (response.status === 401) {
      session.invalidate(token);
      token = await session.getToken();
      response = await transmit(request, token, signal);
      if (response.status === 401) session.invalidate(token);
    }
    if (response.ok) lost = undefined;
    return response;
  }

  /** @param isQuiet for the stream: another token may be another person's, so the answer to an older one will not do */
  function viewSession(isQuiet: boolean): Promise<SessionView> {
    if (isQuiet && viewedWith !== undefined && viewedWith !== tokens) view = undefined;
    view ??= send({ to: 'getSession', isQuiet }, readJson).then(
      (answer) => {
        viewedWith = tokens;
        return answer as SessionView;
      },
      (error: unknown) => {
        view = undefined;
        throw error;
      },
    );
    return view;
  }

  function loadHub(): Promise<LiveHub> {
    loading ??= import('./live/live-hub.ts').then(
      ({ LiveHub }) =>
        (hub = new LiveHub({
          serverUrl,
          now: options.now ?? Date.now,
          get: (path, headers, signal) => authorised({ to: { method: 'GET', path }, headers }, signal),
          session: () => viewSession(true),
          sessionLost: (failure) => lost ?? tellLoss(failure),
        })),
    );
    return loading;
  }

  async function transmit(request: Request, token: string, signal: AbortSignal): Promise<Response> {
    const { method, path } = typeof request.to === 'string' ? endpointOf(request.to, request.params) : request.to;
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(request.query ?? {}))
      if (value !== undefined) query.set(name, String(value));
    const search = query.size > 0 ? `?${query}` : '';
    try {
      return await (options.fetch ?? globalThis.fetch)(`${serverUrl}${path}${search}`, {
        method,
        headers: { ...request.headers, Authorization: `Bearer ${token}` },
        body: request.body ?? null,
        signal,
        // The token is the only credential; the host's cookies stay out of it.
        credentials: 'omit',
        cache: 'no-store',
        keepalive: request.keepsAlive === true,
      });
    } catch (cause) {
      if (signal.aborted) throw cause;
      throw new TikTokAdsError('network_error', 'The server could not be reached', { cause });
    }
  }

  async function callWithEtag(
    name: EndpointName,
    given: LooseOptions = {},
  ): Promise<{ value: never; etag: string | null }> {
    const headers: Record<string, string> = {};
    if (given.body !== undefined) headers['Content-Type'] = 'application/json';
    if (given.ifMatch !== undefined) headers['If-Match'] = given.ifMatch;
    return send(
      {
        to: name,
        params: given.params,
        query: given.query,
        headers,
        body: given.body === undefined ? undefined : JSON.stringify(given.body),
        signal: given.signal,
        timeoutMs: given.timeoutMs,
        keepsAlive: given.keepsAlive,
      },
      async (response) => ({ value: (await readJson(response)) as never, etag: response.headers.get('ETag') }),
    );
  }

  const client = {
    serverUrl,
    callWithEtag,
    async call(name: EndpointName, given?: LooseOptions) {
      return (await callWithEtag(name, given)).value;
    },
    async listAll(name: EndpointName, given: LooseOptions, onPage?: (soFar: readonly unknown[]) => void) {
      const items: unknown[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const query = { limit: PAGE_LIMIT, ...given.query, ...(cursor === undefined ? {} : { cursor }) };
        const page: Page<unknown> = (await callWithEtag(name, { ...given, query })).value;
        items.push(...page.items);
        onPage?.(items);
        cursor = page.nextCursor;
      }
      return items;
    },
    session() {
      return viewSession(false);
    },
    async uploadRecords(exportId: string, body: Blob | ReadableStream<Uint8Array>, upload: UploadOptions) {
      // Streaming request bodies exist in one engine only, and a retry after a 401 needs the bytes again.
      const part = body instanceof Blob ? body : await new Response(body).blob();
      return send(
        {
          to: { method: 'PUT', path: `/v1/exports/${encodeURIComponent(exportId)}/records` },
          query: { columns: upload.columns, more: upload.more === true ? 'true' : undefined },
          headers: { 'Content-Type': upload.contentType, [UPLOAD_OFFSET_HEADER]: String(upload.offset) },
          body: part,
          signal: upload.signal,
          timeoutMs: upload.timeoutMs ?? UPLOAD_TIMEOUT_MS,
        },
        async (response) => (await readJson(response)) as Export,
      );
    },
    download(path: string, signal?: AbortSignal) {
      return send({ to: { method: 'GET', path }, signal, timeoutMs: UPLOAD_TIMEOUT_MS }, (response) => response.blob());
    },
    subscribe(listener: LiveListener) {
      let stop: (() => void) | undefined;
      let isOver = false;
      let again: ReturnType<typeof setTimeout> | undefined;
      const join = async (): Promise<void> => {
        const loaded = await loadHub().catch(() => (loading = undefined));
        if (isOver) return;
        if (loaded !== undefined) {
          stop = loaded.subscribe(listener);
          // What it was told at once made it stop.
          if (isOver) stop();
        }
        // Nobody waits for it, and what is shown is right without it: later will do.
        else again = setTimeout(join, LOAD_AGAIN_MS);
      };
      void join();
      return () => {
        isOver = true;
        clearTimeout(again);
        stop?.();
      };
    },
    reconnect() {
      hub?.reconnect();
    },
  };
  return client as unknown as TikTokAdsClient;
}

async function loadEndpoints(): Promise<void> {
  try {
    endpoints = (await import('../../shared/endpoints.ts')).ENDPOINTS;
  } catch (cause) {
    throw new TikTokAdsError('network_error', 'A part of the client did not load', { isPartMissing: true, cause });
  }
}

function endpointOf(name: EndpointName, params: Record<string, string> = {}): Endpoint {
  const endpoint: Endpoint | undefined = endpoints?.[name];
  // An element of another version on the same page may know calls that we do not.
  if (endpoint === undefined)
    throw new TikTokAdsError('internal_error', `tiktok-ads-connect ${VERSION} has no ${name}`);
  const path = endpoint.path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ''));
  return { method: endpoint.method, path };
}

async function readJson(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  try {
    return await response.json();
  } catch (cause) {
    throw new TikTokAdsError('unexpected_response', 'The answer was not JSON', { status: response.status, cause });
  }
}
