import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer, loadConfig, type ServerParts } from '../server/index.ts';
import { buildEmbed } from './build-embed.ts';
import { buildPage } from './build-page.ts';
import { createGallery } from './gallery/routes.ts';
import { createHost } from './host.ts';
import { type DemoKeys, readOrMakeKeys } from './keys.ts';
import { listen } from './listen.ts';
import { DEFAULT_PORTS, type DemoPorts, settlePorts } from './ports.ts';
import { sendHostData } from './server-api.ts';
import { createSimulator, type SimulatorInfo, type SimulatorOptions } from './simulator/index.ts';

export interface DemoOptions {
  /** 0 picks a free port. Defaults: host page 4173, server 8787, simulator 8788 (and its sandbox 8789). */
  readonly ports?: Partial<DemoPorts>;
  /** Holds `keys.json`, the database, the built page and the script tag. Default `data/demo` of this project. */
  readonly dataDir?: string;
  /** Keeps the database of the demo before this one. TikTok sign-ins do not survive: the simulator forgets them. */
  readonly keep?: boolean;
  readonly simulator?: SimulatorOptions;
  /** Builds the page again whenever its code or the widget's changes. */
  readonly watch?: boolean;
  /** Builds the script tag too, for the page that uses it. Without it the server has what `npm run build` made, if anything. */
  readonly embed?: boolean;
  /** Of the server. Default `warn`. */
  readonly logLevel?: string;
  /** Parts that a test brings for the server. */
  readonly serverParts?: ServerParts;
  /** Where the server is told that TikTok is, given where the simulator is; the simulator itself by default. */
  readonly apiUrlFor?: (simulatorUrl: string) => Promise<string>;
}

export interface RunningDemo {
  /** The page to open. */
  readonly url: string;
  readonly serverUrl: string;
  readonly simulatorUrl: string;
  /** Closes everything, in the order in which the parts lean on each other. Safe to call twice. */
  stop(): Promise<void>;
  /** Stops the server and starts it again on the same port and database, as an upgrade would. */
  restartServer(): Promise<void>;
}

interface Part {
  stop(): Promise<void>;
}

const WORKSPACE_ID = 'fernhill';
const PROJECT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Starts a simulated TikTok, the server on SQLite and a customer's host page, all on 127.0.0.1.
 * @throws {DemoStartError} when a port is taken; nothing is left running then, nor after any other error.
 */
export async function startDemo(options: DemoOptions = {}): Promise<RunningDemo> {
  const ports = await settlePorts({ ...DEFAULT_PORTS, ...options.ports });
  const dataDir = resolve(options.dataDir ?? join(PROJECT, 'data', 'demo'));
  const stateDir = join(dataDir, 'state');
  const pageFolder = join(dataDir, 'page');
  const keys = await readOrMakeKeys(dataDir);
  if (options.keep !== true) await rm(stateDir, { recursive: true, force: true });
  await mkdir(stateDir, { recursive: true });

  const running: Part[] = [];
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= stopAll(running));
  try {
    const embedFolder = options.embed === true ? join(dataDir, 'embed') : undefined;
    running.push(await buildPage(pageFolder, { watch: options.watch === true }));
    if (embedFolder !== undefined) await buildEmbed(embedFolder);

    // Always the same seed: the same sign-ins, ad accounts and ids at every start.
    const simulator = createSimulator({ seed: 1, ...options.simulator });
    running.push(await simulator.start({ port: ports.simulator }));
    const info = simulator.info();
    const apiUrl = (await options.apiUrlFor?.(info.apiUrl)) ?? info.apiUrl;

    const config = loadConfig(
      serverEnvironment({ ports, keys, info: { ...info, apiUrl }, stateDir, logLevel: options.logLevel ?? 'warn' }),
    );
    const startServer = async (): Promise<Part> => {
      const server = await createServer(config, {
        ...(embedFolder === undefined ? {} : { embedFolder }),
        ...options.serverParts,
      });
      try {
        await server.listen();
      } catch (error) {
        await server.close();
        throw error;
      }
      return { stop: () => server.close() };
    };
    const serverPlace = running.push(await startServer()) - 1;
    const serverUrl = `http://127.0.0.1:${ports.server}`;

    const access = { serverUrl, hostApiKey: keys.hostApiKey, workspaceId: WORKSPACE_ID };
    const url = `http://127.0.0.1:${ports.host}`;
    const origins = [url, `http://localhost:${ports.host}`];
    const gallery = createGallery({ pageFolder, origins: () => origins });
    running.push(gallery);
    const host = createHost({
      access,
      simulatorUrl: info.apiUrl,
      pageFolder,
      webhookSecret: keys.webhookSecret,
      origins,
      gallery: gallery.app,
    });
    running.push(await listen(host, ports.host));
    await sendHostData(access, url);

    return {
      url,
      serverUrl,
      simulatorUrl: info.apiUrl,
      stop,
      async restartServer() {
        await running[serverPlace]?.stop();
        running[serverPlace] = await startServer();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function stopAll(parts: readonly Part[]): Promise<void> {
  for (const part of parts.toReversed()) await part.stop();
}

interface ServerSetting {
  readonly ports: DemoPorts;
  readonly keys: DemoKeys;
  readonly info: SimulatorInfo;
  readonly stateDir: string;
  readonly logLevel: string;
}

/** The environment a real server would be given; see the configuration table in the README. */
function serverEnvironment({ ports, keys, info, stateDir, logLevel }: ServerSetting): Record<string, string> {
  return {
    HOST: '127.0.0.1',
    PORT: String(ports.server),
    PUBLIC_URL: `http://127.0.0.1:${ports.server}`,
    DATABASE_URL: `file:${join(stateDir, 'demo.db')}`,
    DATA_DIR: join(stateDir, 'spool'),
    HOST_API_KEYS: keys.hostApiKey,
    SESSION_SIGNING_KEYS: keys.sessionSigningKey,
    ENCRYPTION_KEYS: keys.encryptionKey,
    HOST_WEBHOOK_URL: `http://127.0.0.1:${ports.host}/webhooks/tiktok-ads`,
    HOST_WEBHOOK_SECRET: keys.webhookSecret,
    TIKTOK_APP_ID: info.appId,
    TIKTOK_APP_SECRET: info.appSecret,
    TIKTOK_API_URL: info.apiUrl,
    TIKTOK_SANDBOX_API_URL: info.sandboxApiUrl,
    TIKTOK_AUTH_URL: info.authUrl,
    TIKTOK_ACCOUNT_AUTH_URL: info.accountAuthUrl,
    SEGMENT_SOURCE_ALLOW_PRIVATE: 'true',
    LOG_LEVEL: logLevel,
  };
}
