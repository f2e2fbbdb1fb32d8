import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, loadConfig, type Server } from '../../server/index.ts';
import { settlePorts } from '../ports.ts';
import type { SimulatorInfo } from '../simulator/index.ts';
import type { StageClock } from './stage-clock.ts';

/** Every part that was started, to be ended in reverse. */
export type Ending = () => Promise<unknown>;

/** Starts a server that knows nothing yet, with files of its own. What has to be ended is added to `endings`. */
export async function startServer(
  info: SimulatorInfo,
  hostKey: string,
  clock: StageClock,
  endings: Ending[],
): Promise<{ server: Server; serverUrl: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'tiktok-ads-connect-stage-'));
  endings.push(() => rm(folder, { recursive: true, force: true }));
  const key = (): string => randomBytes(32).toString('base64');
  // The configuration wants the address before anything listens there.
  const { server: port } = await settlePorts({ host: 0, server: 0, simulator: 0 });
  const serverUrl = `http://127.0.0.1:${port}`;
  const config = loadConfig({
    PORT: String(port),
    PUBLIC_URL: serverUrl,
    DATABASE_URL: `file:${join(folder, 'stage.db')}`,
    DATA_DIR: join(folder, 'spool'),
    HOST_API_KEYS: hostKey,
    SESSION_SIGNING_KEYS: key(),
    ENCRYPTION_KEYS: key(),
    TIKTOK_APP_ID: info.appId,
    TIKTOK_APP_SECRET: info.appSecret,
    TIKTOK_API_URL: info.apiUrl,
    TIKTOK_SANDBOX_API_URL: info.sandboxApiUrl,
    TIKTOK_AUTH_URL: info.authUrl,
    TIKTOK_ACCOUNT_AUTH_URL: info.accountAuthUrl,
    TIKTOK_RATE_TIER: 'ultimate',
    SEGMENT_SOURCE_ALLOW_PRIVATE: 'true',
    LOG_LEVEL: 'silent',
  });
  const server = await createServer(config, { clock: { now: clock.now } });
  endings.push(() => server.close());
  await server.listen();
  return { server, serverUrl };
}
