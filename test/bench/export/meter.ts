import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const HASHES_PER_SAMPLE = 10_000;

/** What a piece of work took: processor time of all threads, the system's share included, and time on the wall. */
export interface Spent {
  cpuMs: number;
  wallMs: number;
}

/** What a child of the benchmark says, as one line of JSON. */
export interface Measured {
  readonly rows: number;
  readonly csvBytes: number;
  readonly people: number;
  readonly files: number;
  readonly phases: Readonly<Record<string, Spent>>;
  /** Bare hashes per second of processor time, measured in between. */
  readonly hashRate: number;
  readonly peakMb: number;
  /** Not in the phases: MD5 of the files, which belongs to their upload. */
  readonly signMs: number;
  /** SHA-256 of the files one after the other, to compare two ways by. */
  readonly filesHash: string;
}

/**
 * Measures in processor time, so that other work on the machine changes neither side of a ratio. The yardstick is what the machine
 * can do at all: one call of `crypto.hash` a value, on strings that have not been hashed before.
 */
export class Meter {
  readonly phases: Record<string, Spent> = {};
  readonly #hashing: Spent = { cpuMs: 0, wallMs: 0 };
  #hashes = 0;

  async time<Result>(phase: string, work: () => Promise<Result>): Promise<Result> {
    const spent = (this.phases[phase] ??= { cpuMs: 0, wallMs: 0 });
    const start = readClock();
    const result = await work();
    addSince(spent, start);
    return result;
  }

  sampleHashRate(): void {
    const fresh = Array.from({ length: HASHES_PER_SAMPLE }, () => `someone${this.#hashes++}@mail-example.com`);
    const start = readClock();
    for (const text of fresh) hash('sha256', text);
    addSince(this.#hashing, start);
  }

  get hashRate(): number {
    return this.#hashes / (this.#hashing.cpuMs / 1000);
  }
}

function readClock(): Spent {
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1000, wallMs: performance.now() };
}

function addSince(to: Spent, start: Spent): void {
  const end = readClock();
  to.cpuMs += end.cpuMs - start.cpuMs;
  to.wallMs += end.wallMs - start.wallMs;
}

/** The process's own peak. On Linux `maxRSS` would be that of the parent it was forked from, if that is higher. */
export function peakMb(): number {
  try {
    const own = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    if (own !== undefined) return Number(own) / 1024;
  } catch {
    // Another system.
  }
  return process.resourceUsage().maxRSS / 1024;
}
