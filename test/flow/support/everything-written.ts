import { Writable } from 'node:stream';
import type { Logger } from 'pino';
import { createLog } from '../../../server/log.ts';
import { type Between, filesBelow, listenBetween, Secrets } from '../../server/secrets-support.ts';

export interface FoundSecrets {
  /** `where: kind` of each secret that was written down. */
  found: string[];
  /** How much was searched and for what, so that a test cannot pass on nothing. */
  tokensLearnt: number;
  lines: number;
  files: number;
}

/** Keeps all that a server writes: every line of its log, from the most talkative level on, and every file it leaves. */
export class EverythingWritten {
  readonly secrets = new Secrets();
  readonly log: Logger;
  readonly #lines: string[] = [];
  #wire: Between | undefined;

  constructor() {
    const destination = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        this.#lines.push(chunk.toString('utf8'));
        done();
      },
    });
    this.log = createLog({ logLevel: 'trace' }, destination);
  }

  /** Where the server is to find TikTok, so that the tokens on the way are learnt. */
  async between(simulatorUrl: string): Promise<string> {
    this.#wire = await listenBetween(simulatorUrl, this.secrets);
    return this.#wire.url;
  }

  async search(folder: string): Promise<FoundSecrets> {
    const files = await filesBelow(folder);
    const written = [{ where: 'log', bytes: Buffer.from(this.#lines.join('')) }, ...files];
    return {
      found: this.secrets.findIn(written),
      tokensLearnt: this.secrets.count('access token'),
      lines: this.#lines.length,
      files: files.length,
    };
  }

  async stop(): Promise<void> {
    await this.#wire?.stop();
  }
}
