// How a stage talks to its server and to its simulator: over HTTP, as everybody else does.

export interface CallOptions {
  readonly token?: string;
  readonly workspaceId?: string;
  readonly json?: unknown;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Call = (method: string, path: string, options?: CallOptions) => Promise<unknown>;

const PATIENCE_MS = 60_000;

/**
 * Calls below one origin with JSON in and out.
 * @throws {Error} naming the call and the answer, when it is not a success
 */
export function callsTo(origin: string): Call {
  return async (method, path, { token, workspaceId, json, body, headers } = {}) => {
    const response = await fetch(origin + path, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(workspaceId === undefined ? {} : { 'x-workspace-id': workspaceId }),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(json === undefined && body === undefined ? {} : { body: body ?? JSON.stringify(json) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 600)}`);
    return text === '' ? null : (JSON.parse(text) as unknown);
  };
}

/** Waits until `look` answers something else than null; it is asked again every few milliseconds. @throws {Error} after 30 s */
export async function until<Value>(what: string, look: () => Promise<Value | null>): Promise<Value> {
  const deadline = Date.now() + 30_000;
  for (let pauseMs = 4; ; pauseMs = Math.min(pauseMs * 1.5, 50)) {
    const value = await look();
    if (value !== null) return value;
    if (Date.now() > deadline) throw new Error(`The stage waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
