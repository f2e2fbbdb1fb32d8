import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { profilesOf } from '../../../demo/data/index.ts';
import { type RunningDemo, startDemo } from '../../../demo/start-demo.ts';
import { createLog } from '../../../server/log.ts';
import { type Between, filesBelow, listenBetween, Secrets } from '../../server/secrets-support.ts';

/** People whose raw values are looked for: the first rows, which every segment begins with. */
const LOOKED_FOR = 200;

export interface WatchedDemo {
  readonly demo: RunningDemo;
  /** Every secret that went over the wire to TikTok or that the server was given, wherever the server wrote one. */
  findSecrets(): Promise<{ found: string[]; tokensLearnt: number; lines: number; files: number }>;
  stop(): Promise<void>;
}

/** The demo, with all that its server writes kept: every line of the log, from the most talkative level on, and every file. */
export async function startWatchedDemo(dataDir: string): Promise<WatchedDemo> {
  const secrets = new Secrets();
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString('utf8'));
      done();
    },
  });
  let wire: Between | undefined;
  const demo = await startDemo({
    ports: { host: 0, server: 0, simulator: 0 },
    dataDir,
    serverParts: { log: createLog({ logLevel: 'trace' }, destination) },
    apiUrlFor: async (simulatorUrl) => {
      wire = await listenBetween(simulatorUrl, secrets);
      return wire.url;
    },
  });
  const keys = JSON.parse(await readFile(join(dataDir, 'keys.json'), 'utf8')) as Record<string, string>;
  secrets.add('key', ...Object.values(keys));
  for (const { identifiers } of profilesOf(LOOKED_FOR)) {
    const { email, phone, googleAdvertisingId, appleIdfa } = identifiers;
    secrets.add('person', email, phone, googleAdvertisingId, appleIdfa);
  }
  return {
    demo,
    async findSecrets() {
      const files = await filesBelow(join(dataDir, 'state'));
      const written = [{ where: 'log', bytes: Buffer.from(lines.join('')) }, ...files];
      return {
        found: secrets.findIn(written),
        tokensLearnt: secrets.count('access token'),
        lines: lines.length,
        files: files.length,
      };
    },
    async stop() {
      await demo.stop();
      await wire?.stop();
    },
  };
}
