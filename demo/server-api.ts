// What a customer's back end says to the tiktok-ads-connect server. It is plain HTTP with the host key, so that it can be
// copied into any language.

import { DEMO_PROPERTIES, DEMO_SEGMENTS, type DemoSegment } from './data/index.ts';

export interface ServerAccess {
  /** Origin of the tiktok-ads-connect server. */
  readonly serverUrl: string;
  readonly hostApiKey: string;
  /** The customer of the host whose data this is: every call is about this one workspace. */
  readonly workspaceId: string;
}

export interface MintedSession {
  readonly token: string;
  readonly expiresAt: string;
}

/** Asks for a short-lived token for one signed-in person, good on pages of one origin only. */
export async function mintSession(access: ServerAccess, userId: string, origin: string): Promise<MintedSession> {
  const answer = await call(access, 'POST', '/v1/sessions', { workspaceId: access.workspaceId, userId, origin });
  return answer as MintedSession;
}

/** As above, for a model that acts by itself: the controls treat it as one. It calls from a back end, so no origin is named. */
export async function mintAgentSession(
  access: ServerAccess,
  userId: string,
  permissions: readonly string[],
): Promise<MintedSession> {
  const { workspaceId } = access;
  const answer = await call(access, 'POST', '/v1/sessions', { workspaceId, userId, permissions, actorKind: 'agent' });
  return answer as MintedSession;
}

/**
 * Tells the server which user properties there are and which segments can be exported: how many people they have, how many of
 * those have something in each property, and where the server fetches them.
 */
export async function sendHostData(access: ServerAccess, hostUrl: string): Promise<void> {
  await call(access, 'PUT', '/v1/properties', DEMO_PROPERTIES);
  await sendSegments(access, hostUrl, DEMO_SEGMENTS);
}

/** Tells the server how large segments are now; the same call that told it about them first. */
export async function sendSegments(
  access: ServerAccess,
  hostUrl: string,
  segments: readonly DemoSegment[],
): Promise<void> {
  for (const { segmentId, name, size, filled } of segments) {
    await call(access, 'PUT', `/v1/segments/${segmentId}`, {
      name,
      size,
      filled,
      source: { url: `${hostUrl}/segments/${segmentId}` },
    });
  }
}

/** The ad accounts that somebody has imported, by their ids at TikTok. */
export async function importedAdAccounts(access: ServerAccess): Promise<{ advertiserId: string; name: string }[]> {
  const page = await call(access, 'GET', '/v1/ad-accounts');
  return (page as { items: { advertiserId: string; name: string }[] }).items;
}

/** The first imported ad account that campaigns can be made in, null when there is none. */
export async function usableAdAccount(
  access: ServerAccess,
): Promise<{ advertiserId: string; name: string; currency: string | null } | null> {
  const page = (await call(access, 'GET', '/v1/ad-accounts')) as {
    items: { advertiserId: string; name: string; currency: string | null; role: string | null; status: string }[];
  };
  return page.items.find(({ role, status }) => role !== 'ANALYST' && status === 'connected') ?? null;
}

async function call(access: ServerAccess, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(access.serverUrl + path, {
    method,
    headers: {
      authorization: `Bearer ${access.hostApiKey}`,
      'x-workspace-id': access.workspaceId,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  });
  if (!response.ok)
    throw new Error(`${method} ${path} answered ${response.status}: ${(await response.text()).slice(0, 500)}`);
  return response.json();
}
