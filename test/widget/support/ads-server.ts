import type { AdAccount } from '../../../shared/ad-accounts.ts';
import type { Connection, ConnectionAttempt, GrantedAdvertiser } from '../../../shared/connections.ts';
import type { Permission } from '../../../shared/sessions.ts';
import { problem, StubServer } from './stub-server.ts';

export const CONNECTION_ID = 'con_maren0001';
export const ATTEMPT_ID = 'att_00000001';

export const connection = (change: Partial<Connection> = {}): Connection => ({
  id: CONNECTION_ID,
  kind: 'advertiser',
  environment: 'production',
  state: 'active',
  stateReason: null,
  source: 'oauth',
  appId: '7000000000000000001',
  tokenLast4: null,
  tokenExpiresAt: null,
  signInEndsAt: null,
  tiktokUser: { coreUserId: '6812345678901234567', displayName: 'Maren Holm', email: null },
  scopes: [],
  missingScopes: [],
  notices: [],
  advertiserChange: null,
  advertiserCount: 3,
  importedCount: 0,
  createdAt: '2026-03-01T10:00:00.000Z',
  updatedAt: '2026-03-01T10:00:00.000Z',
  lastCheckedAt: null,
  ...change,
});

export const account = (advertiserId: string, name: string, change: Partial<AdAccount> = {}): AdAccount => ({
  advertiserId,
  connectionId: CONNECTION_ID,
  environment: 'production',
  name,
  currency: 'EUR',
  timezone: 'Europe/Berlin',
  country: 'DE',
  role: 'ADMIN',
  status: 'connected',
  statusReason: null,
  statusChangedAt: null,
  importedAt: '2026-03-01T10:00:00.000Z',
  lastCheckedAt: null,
  ...change,
});

export const advertiser = (
  advertiserId: string,
  name: string,
  change: Partial<GrantedAdvertiser> = {},
): GrantedAdvertiser => ({
  advertiserId,
  name,
  status: 'STATUS_ENABLE',
  role: 'OPERATOR',
  currency: 'USD',
  timezone: 'America/New_York',
  country: 'US',
  importable: true,
  ...change,
});

export interface AdsState {
  permissions: Permission[];
  accounts: AdAccount[];
  connections: Connection[];
  advertisers: GrantedAdvertiser[];
  attemptId: string;
  attempt: Pick<ConnectionAttempt, 'status' | 'connectionId' | 'error' | 'review'>;
  authorizeUrl: string;
  expiresInMs: number;
}

/** A server in the page that knows connections and ad accounts; change `state` to change what it answers. */
export function adsServer(change: Partial<AdsState> = {}): { server: StubServer; state: AdsState } {
  const state: AdsState = {
    permissions: ['read', 'connect', 'map', 'export'],
    accounts: [],
    connections: [connection()],
    advertisers: [],
    attemptId: ATTEMPT_ID,
    attempt: { status: 'pending' },
    authorizeUrl: 'about:blank#tiktok',
    expiresInMs: 600_000,
    ...change,
  };
  const page = <Item>(items: readonly Item[], query: URLSearchParams) => {
    const start = Number(query.get('cursor') ?? 0);
    const end = start + Number(query.get('limit') ?? 100);
    return { body: { items: items.slice(start, end), nextCursor: end < items.length ? String(end) : null } };
  };
  const expiresAt = () => new Date(Date.now() + state.expiresInMs).toISOString();
  const one = (id: string | undefined) => {
    const found = state.connections.find((item) => item.id === id);
    return found === undefined ? problem(404, 'not_found') : { body: found };
  };
  const server = new StubServer({
    'GET /v1/session': () => ({
      body: {
        kind: 'session',
        workspaceId: 'w',
        userId: 'maren',
        permissions: state.permissions,
        origin: null,
        expiresAt: null,
      },
    }),
    'GET /v1/ad-accounts': ({ query }) => page(state.accounts, query),
    'GET /v1/connections': ({ query }) => page(state.connections, query),
    'GET /v1/connections/*': ({ path }) => one(path.split('/').at(-1)),
    'POST /v1/connections/*/check': ({ path }) => one(path.split('/').at(-2)),
    'GET /v1/connections/*/advertisers': ({ query }) => page(state.advertisers, query),
    'POST /v1/connections/authorize': () => ({
      status: 201,
      body: { attemptId: state.attemptId, authorizeUrl: state.authorizeUrl, expiresAt: expiresAt() },
    }),
    'GET /v1/connections/attempts/*': () => ({
      body: { attemptId: state.attemptId, expiresAt: expiresAt(), ...state.attempt },
    }),
    'POST /v1/connections/token': () => ({
      status: 201,
      body: connection({ environment: 'sandbox', source: 'token', tiktokUser: null }),
    }),
    'POST /v1/ad-accounts': ({ body }) => {
      const { advertiserIds } = body as { advertiserIds: string[] };
      const chosen = state.advertisers.filter((item) => advertiserIds.includes(item.advertiserId));
      const added = chosen.map((item) => account(item.advertiserId, item.name, { role: item.role }));
      state.accounts = [...state.accounts, ...added];
      return { status: 201, body: { items: added } };
    },
    'DELETE /v1/ad-accounts/*': ({ path }) => {
      state.accounts = state.accounts.filter((item) => item.advertiserId !== path.split('/').at(-1));
      return { status: 204 };
    },
    'GET /v1/mapping': () => ({
      body: { attributes: {}, version: 0, updatedAt: null, updatedBy: null },
      headers: { ETag: '"0"' },
    }),
    'GET /v1/properties': ({ query }) => page([], query),
    'GET /v1/segments': ({ query }) => page([], query),
    'GET /v1/exports': ({ query }) => page([], query),
    'GET /v1/audiences': ({ query }) => page([], query),
    'GET /v1/activity': () => ({
      body: {
        items: [],
        nextCursor: null,
        counts: { all: 0, needsYou: 0, unread: 0, ads: 0, accounts: 0, audiences: 0, other: 0 },
      },
    }),
  });
  return { server, state };
}
