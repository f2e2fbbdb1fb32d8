import type { ServerProcess } from './server-process.ts';

export const HOST_KEY = 'host-key-of-the-simulated-days';

/** Calls a server with JSON in and out. @throws when it answers anything but success */
export async function ask(
  server: ServerProcess,
  workspaceId: string,
  method: string,
  path: string,
  json?: object,
): Promise<Record<string, unknown>> {
  const { status, text } = await send(server, workspaceId, method, path, json);
  if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
  return JSON.parse(text) as Record<string, unknown>;
}

/** As `ask`, for calls that may fail. */
export async function send(
  server: ServerProcess,
  workspaceId: string,
  method: string,
  path: string,
  json?: object,
): Promise<{ status: number; text: string }> {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { Authorization: `Bearer ${HOST_KEY}`, 'X-Workspace-Id': workspaceId, 'Content-Type': 'application/json' },
    body: json === undefined ? null : JSON.stringify(json),
  });
  return { status: response.status, text: await response.text() };
}
