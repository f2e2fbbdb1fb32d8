import type { FileHandle } from 'node:fs/promises';
import { createPrivateFile, writeAll } from '../spool/index.ts';
import type { LedgerPlan } from './plan.ts';
import { AS_GOOGLE, DEVICE, MD5, PHONE, SORT_BITS } from './states.ts';

const FLUSH_CHARACTERS = 256 * 1024;

/** The file of identifiers that are to go: lines of DEPARTURES_LAYOUT with one field filled. */
export class Departures {
  readonly #file: FileHandle;
  #waiting: string[] = [];
  #characters = 0;
  #bytes = 0;
  #rows = 0;
  readonly #forms = {
    googleAdvertisingId: { sha256: false, md5: false },
    appleIdfa: { sha256: false, md5: false },
  };

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async create(path: string): Promise<Departures> {
    return new Departures(await createPrivateFile(path));
  }

  add(flags: number, hash: Uint8Array): void {
    const hex = Buffer.from(hash.buffer, hash.byteOffset, hash.length).toString('hex');
    const line = this.#lineOf(flags, hex);
    this.#waiting.push(line);
    this.#characters += line.length;
    this.#rows++;
  }

  #lineOf(flags: number, hex: string): string {
    const sort = flags & SORT_BITS & ~MD5;
    if (sort !== DEVICE) return sort === PHONE ? `,${hex},,\n` : `${hex},,,\n`;
    const isGoogle = (flags & AS_GOOGLE) !== 0;
    this.#forms[isGoogle ? 'googleAdvertisingId' : 'appleIdfa'][(flags & MD5) !== 0 ? 'md5' : 'sha256'] = true;
    return isGoogle ? `,,${hex},\n` : `,,,${hex}\n`;
  }

  /** Writes what waits, when it is enough. */
  async settle(always = false): Promise<void> {
    if (this.#characters === 0 || (!always && this.#characters < FLUSH_CHARACTERS)) return;
    const bytes = Buffer.from(this.#waiting.join(''), 'latin1');
    this.#waiting = [];
    this.#characters = 0;
    await writeAll(this.#file, bytes);
    this.#bytes += bytes.length;
  }

  /** All of it is on the disk. */
  async finish(): Promise<LedgerPlan['departures']> {
    await this.settle(true);
    await this.#file.datasync();
    return { bytes: this.#bytes, rows: this.#rows, forms: this.#forms };
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}
