import { isRecord } from './exact-json.ts';

/** How an answer is bent. `html` is the page an edge proxy shows, `reset` tears the connection down. */
export type FaultKind = 'status' | 'code' | 'delay' | 'reset' | 'html';

export interface Fault {
  id: number;
  /**
   * The endpoint, with or without `/open_api/v1.3`; a trailing `*` matches everything below. Null matches every API
   * call.
   */
  path: string | null;
  method: string | null;
  /** How many more calls are hit. */
  remaining: number;
  kind: FaultKind;
  status: number;
  code: number;
  message: string;
  delayMs: number;
  /** `after`: the call is carried out and only its answer is lost or replaced. */
  when: 'before' | 'after';
}

const KINDS: readonly string[] = ['status', 'code', 'delay', 'reset', 'html'];
const FIELDS: readonly string[] = ['path', 'method', 'times', 'kind', 'status', 'code', 'message', 'delayMs', 'when'];

/** Reads a fault from a control call. @throws {TypeError} with a sentence saying which field is wrong */
function readFault(input: unknown, id: number): Fault {
  if (!isRecord(input)) throw new TypeError('the body must be a JSON object');
  const unknown = Object.keys(input).find((key) => !FIELDS.includes(key));
  if (unknown !== undefined) throw new TypeError(`unknown field "${unknown}"; known are ${FIELDS.join(', ')}`);
  const kind = input['kind'];
  if (typeof kind !== 'string' || !KINDS.includes(kind)) throw new TypeError(`kind must be one of ${KINDS.join(', ')}`);
  const when = input['when'] ?? 'before';
  if (when !== 'before' && when !== 'after') throw new TypeError('when must be before or after');
  return {
    id,
    path: optionalText(input, 'path'),
    method: optionalText(input, 'method')?.toUpperCase() ?? null,
    remaining: wholeNumber(input, 'times', 1, 1, Number.MAX_SAFE_INTEGER),
    kind: kind as FaultKind,
    status: wholeNumber(input, 'status', kind === 'html' ? 502 : 500, 200, 599),
    code: wholeNumber(input, 'code', 50000, 0, 99_999),
    message: optionalText(input, 'message') ?? 'Internal error injected by the simulator.',
    delayMs: wholeNumber(input, 'delayMs', 1_000, 0, 600_000),
    when,
  };
}

/** The faults waiting to happen, first come first served. */
export class FaultBoard {
  #faults: Fault[] = [];
  #nextId = 1;

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
    const fault = this.#faults.find((candidate) => matches(candidate, method, path));
    if (fault === undefined) return null;
    fault.remaining -= 1;
    if (fault.remaining === 0) this.#faults = this.#faults.filter((candidate) => candidate !== fault);
    return fault;
  }
}

function matches(fault: Fault, method: string, path: string): boolean {
  if (fault.method !== null && fault.method !== method) return false;
  const isApi = path.startsWith('/open_api/');
  if (fault.path === null) return isApi;
  const apiPath = path.replace(/^\/open_api\/v1\.3/, '');
  const wanted = fault.path.replace(/^\/open_api\/v1\.3/, '');
  if (wanted.endsWith('*')) return apiPath.startsWith(wanted.slice(0, -1));
  return apiPath.replace(/\/$/, '') === wanted.replace(/\/$/, '');
}

function optionalText(input: Record<string, unknown>, key: string): string | null {
  const value = input[key];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') throw new TypeError(`${key} must be a string`);
  return value;
}

function wholeNumber(input: Record<string, unknown>, key: string, fallback: number, min: number, max: number): number {
  const value = input[key];
  if (value === undefined || value === null) return fallback;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max)
    throw new TypeError(`${key} must be a whole number from ${min} to ${max}`);
  return value;
}

/** The body an nginx edge answers with when the service behind it is gone. */
export function edgePage(status: number): string {
  const reason =
    status === 502
      ? 'Bad Gateway'
      : status === 503
        ? 'Service Temporarily Unavailable'
        : status === 504
          ? 'Gateway Time-out'
          : 'Error';
  return `<html>\r\n<head><title>${status} ${reason}</title></head>\r\n<body>\r\n<center><h1>${status} ${reason}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
}
