import { createClient, type TikTokAdsClient } from '../../../widget/client/client.ts';

export interface StubRequest {
  method: string;
  /** Path without the query. */
  path: string;
  query: URLSearchParams;
  headers: Headers;
  /** Parsed JSON, or the raw text of anything else. */
  body: unknown;
  /** It goes on when the page is closed. */
  keepalive: boolean;
}

export interface StubAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
}

export type StubRoute = (request: StubRequest) => StubAnswer | Promise<StubAnswer>;

/** A server in the page: answers by `METHOD /path`, `*` standing for one segment, and keeps what was asked. */
export class StubServer {
  readonly requests: StubRequest[] = [];
  readonly client: TikTokAdsClient;
  /** Answers the stream of events (see `LiveServer`); without it there is none. */
  live: typeof fetch | undefined;
  #routes = new Map<string, StubRoute>();

  constructor(routes: Record<string, StubRoute>) {
    for (const [route, answer] of Object.entries(routes)) this.#routes.set(route, answer);
    this.client = createClient({
      serverUrl: 'https://ads.example',
      fetchSessionToken: async () => 'token',
      fetch: (input, init) => this.#answer(input instanceof Request ? input.url : String(input), init ?? {}),
    });
  }

  on(route: string, answer: StubRoute): void {
    this.#routes.set(route, answer);
  }

  asked(route: string): StubRequest[] {
    return this.requests.filter(({ method, path }) => matches(route, method, path));
  }

  async #answer(url: string, init: RequestInit): Promise<Response> {
    const { pathname, searchParams } = new URL(url);
    if (this.live !== undefined && pathname === '/v1/events') return this.live(url, init);
    const method = init.method ?? 'GET';
    const headers = new Headers(init.headers);
    const text = init.body instanceof Blob ? await init.body.text() : typeof init.body === 'string' ? init.body : '';
    const body: unknown = headers.get('Content-Type') === 'application/json' ? JSON.parse(text) : text;
    const request = { method, path: pathname, query: searchParams, headers, body, keepalive: init.keepalive === true };
    this.requests.push(request);
    const route = [...this.#routes].find(([pattern]) => matches(pattern, method, pathname))?.[1];
    if (route === undefined) return toResponse(problem(404, 'not_found'));
    init.signal?.throwIfAborted();
    return toResponse(await route(request));
  }
}

function matches(pattern: string, method: string, path: string): boolean {
  const [wantedMethod, wantedPath = ''] = pattern.split(' ');
  const wanted = wantedPath.split('/');
  const parts = path.split('/');
  return (
    wantedMethod === method &&
    wanted.length === parts.length &&
    wanted.every((part, index) => part === '*' || part === parts[index])
  );
}

/** A problem document, as the server answers failures. */
export function problem(
  status: number,
  code: string,
  detail = 'It did not work.',
  more: Record<string, unknown> = {},
): StubAnswer {
  return {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
    body: { type: 'about:blank', title: code, status, code, detail, requestId: 'req_0123456789', ...more },
  };
}

function toResponse({ status = 200, headers = {}, body }: StubAnswer): Response {
  return new Response(status === 204 ? null : typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
  });
}
