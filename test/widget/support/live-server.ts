import type { EventType } from '../../../shared/event-types.ts';
import type { ActivityEvent } from '../../../shared/events.ts';
import { type ClientOptions, createClient, type TikTokAdsClient } from '../../../widget/client/client.ts';
import type { LiveMessage } from '../../../widget/client/live-message.ts';

/** An event as the server sends it. */
export function activity(id: string, type: EventType = 'ad.disapproved', more: object = {}): ActivityEvent {
  return {
    id,
    type,
    severity: 'danger',
    group: 'ads',
    needsYou: true,
    occurredAt: '2026-03-12T10:00:00.000Z',
    createdAt: '2026-03-12T10:00:00.000Z',
    resolvedAt: null,
    advertiserId: '7000000000000000001',
    accountName: 'Nordlys',
    connectionId: 'con_1',
    subject: { kind: 'ad', id: '1', name: 'Spring' },
    tiktokUrl: null,
    data: {},
    ...more,
  } as unknown as ActivityEvent;
}

/** One stream that a page has opened. */
export interface OpenStream {
  readonly lastEventId: string | null;
  readonly token: string | null;
  readonly url: string;
  isOpen: boolean;
  write(text: string): void;
  /** As the server does at the end of a token. */
  end(): void;
  /** As a network does. */
  cut(): void;
}

export interface LiveAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
}

/** A server of events in the page: keeps what happened, tells it to open streams, and resumes after the id it is asked for. */
export class LiveServer {
  readonly streams: OpenStream[] = [];
  /** Paths of everything else that was asked. */
  readonly asked: string[] = [];
  events: ActivityEvent[] = [];
  session = { workspaceId: `ws_${Math.random().toString(36).slice(2)}`, userId: 'maren', permissions: ['read'] };
  /** Answers the stream's request instead of opening one. */
  refuse: ((request: { token: string | null }) => LiveAnswer | Promise<LiveAnswer> | undefined) | undefined;
  /** Answers any other request; by default the session, and an empty list. */
  answer: ((path: string) => unknown) | undefined;
  #tokens = 0;

  readonly fetch = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    const token = new Headers(init.headers).get('Authorization');
    if (!url.pathname.endsWith('/v1/events')) {
      this.asked.push(url.pathname);
      const body = url.pathname.endsWith('/v1/session') ? this.session : (this.answer?.(url.pathname) ?? NO_ITEMS);
      return new Response(JSON.stringify(body));
    }
    const refusal = await this.refuse?.({ token });
    if (refusal !== undefined)
      return new Response(refusal.body ?? '', { status: refusal.status ?? 200, headers: refusal.headers ?? {} });
    return this.#open(url.href, init, token);
  };

  #open(url: string, init: RequestInit, token: string | null): Response {
    const lastEventId = new Headers(init.headers).get('Last-Event-ID');
    const encoder = new TextEncoder();
    let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
    const stream: OpenStream = {
      lastEventId,
      token,
      url,
      isOpen: true,
      write: (text) => stream.isOpen && controller?.enqueue(encoder.encode(text)),
      end: () => {
        if (stream.isOpen) controller?.close();
        stream.isOpen = false;
      },
      cut: () => {
        if (stream.isOpen) controller?.error(new TypeError('network error'));
        stream.isOpen = false;
      },
    };
    const body = new ReadableStream<Uint8Array>({
      start: (given) => void (controller = given),
      cancel: () => void (stream.isOpen = false),
    });
    init.signal?.addEventListener('abort', () => {
      if (stream.isOpen) controller?.error(new DOMException('stopped', 'AbortError'));
      stream.isOpen = false;
    });
    this.streams.push(stream);
    const from = lastEventId === null ? 0 : this.events.findIndex(({ id }) => id === lastEventId) + 1;
    stream.write('retry: 2000\n: welcome\n\n');
    for (const event of this.events.slice(from)) stream.write(toText(event));
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream; charset=utf-8' } });
  }

  /** Something happens. */
  tell(...events: ActivityEvent[]): void {
    this.events.push(...events);
    for (const stream of this.open) for (const event of events) stream.write(toText(event));
  }

  /** A comment, which is all that the stream says when nothing happens. */
  beat(): void {
    for (const stream of this.open) stream.write(': beat\n\n');
  }

  get open(): OpenStream[] {
    return this.streams.filter(({ isOpen }) => isOpen);
  }

  client(more: Partial<ClientOptions> = {}): TikTokAdsClient {
    return createClient({
      serverUrl: 'https://ads.example',
      fetchSessionToken: async () => `token-${++this.#tokens}`,
      fetch: this.fetch,
      ...more,
    });
  }
}

const NO_ITEMS = { items: [], nextCursor: null };

export const toText = (event: ActivityEvent): string =>
  `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

/** Listens, and keeps what it hears. */
export function listen(client: TikTokAdsClient) {
  const heard: LiveMessage[] = [];
  const stop = client.subscribe((message) => heard.push(message));
  return {
    heard,
    stop,
    /** Ids of the events. */
    get ids(): string[] {
      return heard.flatMap((message) => (message.kind === 'event' ? [message.event.id] : []));
    },
    /** States, in their order. */
    get states(): string[] {
      return heard.flatMap((message) => (message.kind === 'state' ? [message.state] : []));
    },
    get state(): string | undefined {
      return this.states.at(-1);
    },
    get resets(): number {
      return heard.filter(({ kind }) => kind === 'reset').length;
    },
    get retryAt(): number | null | undefined {
      return heard.findLast((message) => message.kind === 'state')?.retryAt;
    },
  };
}
