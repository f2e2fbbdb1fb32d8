import { isRecord } from './exact-json.ts';
import type { SeededRandom } from './random.ts';

/**
 * How an answer is bent. `html` is the page an edge proxy shows, `reset` tears the connection down, `cut` does so in the
 * middle of the answer. `bad_rows` refuses a
 * mapping request as a whole because it holds one of some ids, as TikTok does without saying which.
 */
export type FaultKind = 'status' | 'code' | 'delay' | 'reset' | 'cut' | 'html' | 'bad_rows';

export interface Fault {
  id: number;
  /**
   * The endpoint, with or without `/open_api/v1.3`; a trailing `*` matches everything below. Null matches every API
   * call.
   */
  path: string | null;
  method: string | null;
  /** How many more calls are hit; null for no end. */
  remaining: number | null;
  /** Only every so many-th call it fits; null for all of them. */
  every: number | null;
  /** Only this share of the calls it fits, chosen from the seed; null for all of them. */
  rate: number | null;
  kind: FaultKind;
  status: number;
  code: number;
  message: string;
  delayMs: number;
  /** `Retry-After` of a status or a page, in seconds, as an edge sends it; null for none. */
  retryAfterSeconds: number | null;
  /** For `cut`: bytes of the answer that still arrive. */
  cutAfterBytes: number;
  /** For `bad_rows`: hashes in lower case. */
  ids: readonly string[];
  /** `after`: the call is carried out and only its answer is lost or replaced. */
  when: 'before' | 'after';
}

const KINDS: readonly string[] = ['status', 'code', 'delay', 'reset', 'cut', 'html', 'bad_rows'];
const FIELDS: readonly string[] = [
  'path',
  'method',
  'times',
  'every',
  'rate',
  'kind',
  'status',
  'code',
  'message',
  'delayMs',
  'retryAfterSeconds',
  'cutAfterBytes',
  'ids',
  'when',
];
const MAPPING_PATH = '/segment/mapping/';
const MAX_IDS = 100_000;

/** Reads a fault from a control call. @throws {TypeError} with a sentence saying which field is wrong */
function readFault(input: unknown, id: number): Fault {
  if (!isRecord(input)) throw new TypeError('the body must be a JSON object');
  const unknown = Object.keys(input).find((key) => !FIELDS.includes(key));
  if (unknown !== undefined) throw new TypeError(`unknown field "${unknown}"; known are ${FIELDS.join(', ')}`);
  const kind = input['kind'];
  if (typeof kind !== 'string' || !KINDS.includes(kind)) throw new TypeError(`kind must be one of ${KINDS.join(', ')}`);
  // An answer can be cut only after there is one.
  const when = input['when'] ?? (kind === 'cut' ? 'after' : 'before');
  if (when !== 'before' && when !== 'after') throw new TypeError('when must be before or after');
  if (kind === 'cut' && when !== 'after') throw new TypeError('cut strikes after the call has been carried out');
  const isBadRows = kind === 'bad_rows';
  if (isBadRows && (when === 'after' || input['every'] !== undefined || input['rate'] !== undefined))
    throw new TypeError('bad_rows strikes every request with one of its ids, before anything is done');
  const path = optionalText(input, 'path') ?? (isBadRows ? MAPPING_PATH : null);
  if (isBadRows && !isPath(path, MAPPING_PATH)) throw new TypeError(`bad_rows is for ${MAPPING_PATH} only`);
  const every = wholeNumber(input, 'every', null, 1, Number.MAX_SAFE_INTEGER);
  const rate = optionalShare(input, 'rate');
  if (every !== null && rate !== null) throw new TypeError('every and rate exclude each other');
  return {
    id,
    path,
    method: optionalText(input, 'method')?.toUpperCase() ?? null,
    // A fault that strikes now and then is there to stay.
    remaining: wholeNumber(
      input,
      'times',
      every === null && rate === null && !isBadRows ? 1 : null,
      1,
      Number.MAX_SAFE_INTEGER,
    ),
    every,
    rate,
    kind: kind as FaultKind,
    status: wholeNumber(input, 'status', kind === 'html' ? 502 : 500, 200, 599),
    code: wholeNumber(input, 'code', isBadRows ? 40002 : 50000, 0, 99_999),
    message:
      optionalText(input, 'message') ??
      (isBadRows ? 'The batch cannot be processed.' : 'Internal error injected by the simulator.'),
    delayMs: wholeNumber(input, 'delayMs', 1_000, 0, 600_000),
    retryAfterSeconds: readRetryAfter(input, kind as FaultKind),
    cutAfterBytes: wholeNumber(input, 'cutAfterBytes', 40, 0, Number.MAX_SAFE_INTEGER),
    ids: isBadRows ? readIds(input['ids']) : [],
    when,
  };
}

function readRetryAfter(input: Record<string, unknown>, kind: FaultKind): number | null {
  const seconds = wholeNumber(input, 'retryAfterSeconds', null, 0, 86_400);
  if (seconds !== null && kind !== 'status' && kind !== 'html')
    throw new TypeError('retryAfterSeconds goes with the kinds status and html');
  return seconds;
}

/** The faults waiting to happen, first come first served. */
export class FaultBoard {
  readonly #random: SeededRandom;
  #faults: Fault[] = [];
  /** Calls that each fault with `every` has fitted so far, by its id. */
  readonly #fitted = new Map<number, number>();
  #nextId = 1;

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  add(input: unknown): Fault {
    const fault = readFault(input, this.#nextId);
    this.#nextId += 1;
    this.#faults.push(fault);
    return fault;
  }

  list(): readonly Fault[] {
    return this.#faults;
  }

  clear(): void {
    this.#faults = [];
  }

  /** The first fault that hits this call, counted down; null when none does. */
  take(method: string, path: string): Fault | null {
    const fault = this.#faults.find(
      (candidate) => candidate.kind !== 'bad_rows' && matches(candidate, method, path) && this.#strikes(candidate),
    );
    if (fault !== undefined) this.#countDown(fault);
    return fault ?? null;
  }

  /** The ids that make a mapping request bad now; null when there are none. */
  get badIds(): ReadonlySet<string> | null {
    const faults = this.#faults.filter(({ kind }) => kind === 'bad_rows');
    return faults.length === 0 ? null : new Set(faults.flatMap(({ ids }) => ids));
  }

  /** The first `bad_rows` fault with this id, counted down; null when there is none. */
  takeBadId(id: string): Fault | null {
    const fault = this.#faults.find((candidate) => candidate.ids.includes(id));
    if (fault !== undefined) this.#countDown(fault);
    return fault ?? null;
  }

  #countDown(fault: Fault): void {
    if (fault.remaining !== null) fault.remaining -= 1;
    if (fault.remaining === 0) this.#faults = this.#faults.filter((candidate) => candidate !== fault);
  }

  #strikes(fault: Fault): boolean {
    if (fault.rate !== null) return this.#random.next() < fault.rate;
    if (fault.every === null) return true;
    const fitted = (this.#fitted.get(fault.id) ?? 0) + 1;
    this.#fitted.set(fault.id, fitted);
    return fitted % fault.every === 0;
  }
}

function matches(fault: Fault, method: string, path: string): boolean {
  if (fault.method !== null && fault.method !== method) return false;
  const isApi = path.startsWith('/open_api/');
  if (fault.path === null) return isApi;
  return isPath(fault.path, path);
}

/** Whether a path of a fault, which may end in `*`, stands for this endpoint. */
function isPath(pattern: string | null, path: string): boolean {
  const apiPath = path.replace(/^\/open_api\/v1\.3/, '');
  const wanted = (pattern ?? '').replace(/^\/open_api\/v1\.3/, '');
  if (wanted.endsWith('*')) return apiPath.startsWith(wanted.slice(0, -1));
  return apiPath.replace(/\/$/, '') === wanted.replace(/\/$/, '');
}

function readIds(value: unknown): string[] {
  const isHash = (id: unknown): id is string => typeof id === 'string' && /^(?:[0-9a-f]{32}){1,2}$/i.test(id);
  if (!Array.isArray(value) || value.length < 1 || value.length > MAX_IDS || !value.every(isHash))
    throw new TypeError(`ids must be a list of 1 to ${MAX_IDS} hashes`);
  return value.map((id) => id.toLowerCase());
}

function optionalText(input: Record<string, unknown>, key: string): string | null {
  const value = input[key];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') throw new TypeError(`${key} must be a string`);
  return value;
}

function optionalShare(input: Record<string, unknown>, key: string): number | null {
  const value = input[key];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'number' || !(value > 0 && value <= 1))
    throw new TypeError(`${key} must be a number above 0, at most 1`);
  return value;
}

function wholeNumber<T extends number | null>(
  input: Record<string, unknown>,
  key: string,
  fallback: T,
  min: number,
  max: number,
): number | T {
  const value = input[key];
  if (value === undefined || value === null) return fallback;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max)
    throw new TypeError(`${key} must be a whole number from ${min} to ${max}`);
  return value;
}

const EDGE_REASONS: Readonly<Record<number, string>> = {
  429: 'Too Many Requests',
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
};

/** The body an nginx edge answers with when the service behind it is gone. */
export function edgePage(status: number): string {
  const reason = EDGE_REASONS[status] ?? 'Error';
  return `<html>\r\n<head><title>${status} ${reason}</title></head>\r\n<body>\r\n<center><h1>${status} ${reason}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
}
