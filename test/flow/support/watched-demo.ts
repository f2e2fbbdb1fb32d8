import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { profilesOf } from '../../../demo/data/index.ts';
import { type RunningDemo, startDemo } from '../../../demo/start-demo.ts';
import { EverythingWritten, type FoundSecrets } from './everything-written.ts';

/** People whose raw values are looked for: the first rows, which every segment begins with. */
const LOOKED_FOR = 200;

export interface WatchedDemo {
  readonly demo: RunningDemo;
  /** Every secret that went over the wire to TikTok or that the server was given, wherever the server wrote one. */
  findSecrets(): Promise<FoundSecrets>;
  stop(): Promise<void>;
}

/** The demo, with all that its server writes kept. */
export async function startWatchedDemo(dataDir: string): Promise<WatchedDemo> {
  const written = new EverythingWritten();
  const demo = await startDemo({
    ports: { host: 0, server: 0, simulator: 0 },
    dataDir,
    serverParts: { log: written.log },
    apiUrlFor: (simulatorUrl) => written.between(simulatorUrl),
  });
  const keys = JSON.parse(await readFile(join(dataDir, 'keys.json'), 'utf8')) as Record<string, string>;
  written.secrets.add('key', ...Object.values(keys));
  for (const { identifiers } of profilesOf(LOOKED_FOR)) {
    const { email, phone, googleAdvertisingId, appleIdfa } = identifiers;
    written.secrets.add('person', email, phone, googleAdvertisingId, appleIdfa);
  }
  return {
    demo,
    findSecrets: () => written.search(join(dataDir, 'state')),
    async stop() {
      await demo.stop();
      await written.stop();
    },
  };
}
