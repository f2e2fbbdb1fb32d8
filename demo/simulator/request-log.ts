import { isRecord, type JsonValue } from './exact-json.ts';

export interface LoggedRequest {
  number: number;
  /** Calendar time. */
  at: string;
  environment: 'production' | 'sandbox';
  method: string;
  path: string;
  query: Record<string, string>;
  /** The parsed body without secrets, long lists cut; null when there was none. */
  body: JsonValue;
  /** HTTP status sent, or null when the connection was torn down. */
  status: number | null;
  /** TikTok's code, or null when the answer had no envelope. */
  code: number | null;
  tiktokRequestId: string | null;
  /** The kind of fault that bent this answer. */
  fault: string | null;
  /** The client hung up, before its body was complete or before the answer was out. */
  aborted: boolean;
  /** Bytes of the body that arrived. */
  bodyBytes: number;
  /** Bytes of an answer sent piece by piece; null for one sent at once. */
  answerBytes: number | null;
}

/** A call nobody is done with yet. */
export type OpenRequest = Pick<LoggedRequest, 'at' | 'method' | 'path' | 'bodyBytes'>;

const SECRET_NAMES = new Set([
  'secret',
  'client_secret',
  'access_token',
  'auth_code',
  'code',
  'refresh_token',
  'password',
]);
const MAX_ENTRIES = 20_000;
const MAX_LIST_ITEMS = 20;
const MAX_TEXT_LENGTH = 500;

/** What was asked of the simulated API, newest last; the oldest entries fall out beyond 20,000. */
export class RequestLog {
  #entries: LoggedRequest[] = [];
  #count = 0;
  readonly #open = new Set<Omit<LoggedRequest, 'number'>>();
  readonly #codes = new Map<number | null, number>();

  /** A call has come; it is in flight until `close`. */
  begin(entry: Omit<LoggedRequest, 'number'>): void {
    this.#open.add(entry);
  }

  close(entry: Omit<LoggedRequest, 'number'>): void {
    this.#open.delete(entry);
  }

  get open(): OpenRequest[] {
    return [...this.#open].map(({ at, method, path, bodyBytes }) => ({ at, method, path, bodyBytes }));
  }

  /** Lists a call. What still changes in the entry, such as that the client hangs up, shows later too. */
  add(entry: Omit<LoggedRequest, 'number'>): void {
    this.#count += 1;
    this.#codes.set(entry.code, (this.#codes.get(entry.code) ?? 0) + 1);
    this.#entries.push(Object.assign(entry, { number: this.#count }));
    if (this.#entries.length > MAX_ENTRIES) this.#entries = this.#entries.slice(-MAX_ENTRIES / 2);
  }

  /** Entries of one endpoint, or all of them. */
  list(path?: string): LoggedRequest[] {
    return path === undefined
      ? [...this.#entries]
      : this.#entries.filter((entry) => entry.path === path || entry.path === `/open_api/v1.3${path}`);
  }

  get total(): number {
    return this.#count;
  }

  /** How many answers had each of TikTok's codes; `none` counts those without an envelope. */
  get codes(): Record<string, number> {
    return Object.fromEntries([...this.#codes].map(([code, count]) => [code === null ? 'none' : String(code), count]));
  }
}

/** Takes secrets out and cuts what is long, so that the log can be shown and kept. */
export function summarize(value: unknown): JsonValue {
  if (typeof value === 'string') return shorten(value);
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) {
    const items = value.slice(0, MAX_LIST_ITEMS).map(summarize);
    return value.length > MAX_LIST_ITEMS ? [...items, `… ${value.length} in all`] : items;
  }
  if (!isRecord(value)) return null;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key, SECRET_NAMES.has(key) ? '[secret]' : summarize(field)]),
  );
}

/** The query as a record, secrets taken out. */
export function summarizeQuery(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries(
    [...query].map(([key, value]) => [key, SECRET_NAMES.has(key) ? '[secret]' : shorten(value)]),
  );
}

function shorten(text: string): string {
  return text.length > MAX_TEXT_LENGTH ? `${text.slice(0, MAX_TEXT_LENGTH)}… (${text.length} characters)` : text;
}
