import type { ActivityEvent } from '../../shared/events.ts';
import { type EventDraft, recordEvents } from '../../server/events/index.ts';
import type { TestServer } from '../support/server.ts';
import { adAccount, connection } from './store/records.ts';

/** A message of a stream; a comment has its text and nothing else. */
export interface Message {
  id: string | null;
  event: string | null;
  data: ActivityEvent | null;
  comment: string | null;
}

export interface Reader {
  response: Response;
  /** The next message, comments left out; null at the end of the stream. */
  next(): Promise<Message | null>;
  /** As `next`, comments too. */
  nextOfAny(): Promise<Message | null>;
  /** The subjects of the next `count` events. */
  subjects(count: number): Promise<string[]>;
  close(): void;
}

export interface StreamFor {
  as: string;
  workspaceId?: string;
  lastEventId?: string;
  query?: string;
}

/** Opens `GET /v1/events`; the answer may as well be a refusal. */
export async function openStream(server: TestServer, wanted: StreamFor): Promise<Reader> {
  const controller = new AbortController();
  const response = await fetch(`${server.url}/v1/events${wanted.query ?? ''}`, {
    signal: controller.signal,
    headers: {
      Authorization: `Bearer ${wanted.as}`,
      ...(wanted.workspaceId === undefined ? {} : { 'X-Workspace-Id': wanted.workspaceId }),
      ...(wanted.lastEventId === undefined ? {} : { 'Last-Event-ID': wanted.lastEventId }),
    },
  });
  const messages = response.body === null ? null : parse(response.body);
  const nextOfAny = async () => (await messages?.next())?.value ?? null;
  const next = async () => {
    for (;;) {
      const message = await nextOfAny();
      if (message === null || message.comment === null) return message;
    }
  };
  return {
    response,
    next,
    nextOfAny,
    async subjects(count) {
      const found: string[] = [];
      while (found.length < count) {
        const message = await next();
        if (message === null) throw new Error(`The stream ended after ${found.length} events.`);
        if (message.data?.subject !== undefined) found.push(message.data.subject.id);
      }
      return found;
    },
    close: () => controller.abort(),
  };
}

async function* parse(body: ReadableStream<Uint8Array>): AsyncGenerator<Message, void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map(
        block.split('\n').map((line) => [line.split(':')[0], line.slice(line.indexOf(':') + 1).trimStart()]),
      );
      if (fields.has('retry')) continue;
      const data = fields.get('data');
      yield {
        id: fields.get('id') ?? null,
        event: fields.get('event') ?? null,
        data: data === undefined ? null : JSON.parse(data),
        comment: fields.get('') ?? null,
      };
    }
  }
}

/** An event about an ad account, told apart by its subject. */
export function suspension(advertiserId: string): Extract<EventDraft, { type: 'account.suspended' }> {
  return {
    type: 'account.suspended',
    key: `suspended:${advertiserId}`,
    subject: { kind: 'account', id: advertiserId, name: 'Shop' },
    advertiserId,
    accountName: 'Shop',
    data: { reason: null, confirmed: true },
  };
}

/** Makes ad accounts the workspace's own: what is told of others needs nobody. */
export async function importAccounts(server: TestServer, workspaceId: string, ...ids: string[]): Promise<void> {
  const { connections, adAccounts } = server.deps.store.workspace(workspaceId);
  const connectionId = `con_of_${workspaceId}`;
  await connections.create(connection({ id: connectionId }));
  await adAccounts.import(ids.map((advertiserId) => adAccount({ advertiserId, connectionId })));
}

/** Events about these ad accounts, in this order. */
export async function tell(server: TestServer, workspaceId: string, ...advertiserIds: string[]): Promise<void> {
  await recordEvents(server.deps, workspaceId, ...advertiserIds.map(suspension));
}

/** `count` ad account ids from `first` on. */
export function accounts(first: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(first + index));
}
