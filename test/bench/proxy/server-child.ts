// The whole server with every guard on, in a process of its own: SQLite, a session token, an imported ad account, access log. Only TikTok's
// limits are raised, or nothing but them would be measured.
import { createServer } from '../../../server/create-server.ts';
import { loadConfig } from '../../../server/config.ts';
import { createSession } from '../../../server/sessions/index.ts';
import { connectionOwner, sealTokens } from '../../../server/tokens/index.ts';

const ADVERTISER_ID = '7101926934269992520';
const WORKSPACE_ID = 'workspace-1';
const CONNECTION_ID = 'con_0000000000000000000000';

const server = await createServer(loadConfig(process.env), { tiktokPace: { speed: 100_000 } });
const { deps } = server;
const now = deps.clock.now();
const store = deps.store.workspace(WORKSPACE_ID);
await store.connections.create({
  id: CONNECTION_ID,
  kind: 'advertiser',
  environment: 'production',
  state: 'active',
  stateReason: null,
  source: 'oauth',
  sealedToken: sealTokens(deps, connectionOwner(WORKSPACE_ID, CONNECTION_ID), {
    accessToken: 'a'.repeat(40),
    refreshToken: null,
  }),
  tokenVersion: 1,
  tokenExpiresAt: null,
  refreshExpiresAt: null,
  renewalTroubleSince: null,
  tokenLast4: null,
  appId: deps.config.tiktokAppId,
  coreUserId: '7000000000000000001',
  displayName: 'Benchmark',
  email: null,
  scopes: [],
  refusedScopes: [],
  businessCenterCount: null,
  advertiserChange: null,
  createdAt: now,
  updatedAt: now,
  lastCheckedAt: now,
});
await store.adAccounts.import([
  {
    advertiserId: ADVERTISER_ID,
    connectionId: CONNECTION_ID,
    name: 'Benchmark',
    currency: 'USD',
    timezone: 'Etc/UTC',
    country: 'US',
    role: 'ADMIN',
    tiktokStatus: 'STATUS_ENABLE',
    accessLostAt: null,
    statusChangedAt: null,
    importedAt: now,
    lastCheckedAt: now,
  },
]);
const { token } = await createSession(deps, { workspaceId: WORKSPACE_ID, userId: 'user-1', ttlSeconds: 3600 });
// No jobs: what is measured is the requests.
const { port } = await server.listen({ port: 0, host: '127.0.0.1' });
await server.jobs.stop();

process.on('message', () => void server.close().then(() => process.disconnect()));
process.on('disconnect', () => process.exit());
process.send?.({ port, token });
