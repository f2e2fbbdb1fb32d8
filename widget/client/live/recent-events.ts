import type { ActivityEvent } from '../../../shared/events.ts';

/** As far back as the server begins a new stream, so that nothing falls between reading a list and listening. */
export const RECENT_MS = 60_000;
const KEPT = 500;
/** Ids outlast their events: a stream taken up by another tab may begin before what this one heard. */
const KNOWN = 5000;

export interface Told {
  readonly id: string;
  readonly at: number;
  readonly event: ActivityEvent;
}

/** The last events that were heard, for whoever comes later, and what is needed to hear none twice. */
export class RecentEvents {
  /** From here the stream goes on after a break; undefined before anything was heard. */
  lastId: string | undefined;
  #told: Told[] = [];
  #known = new Set<string>();

  /** False when it was heard before. */
  add(id: string, event: ActivityEvent, at: number): boolean {
    if (id !== '') this.lastId = id;
    if (this.#known.has(event.id)) return false;
    this.#known.add(event.id);
    if (this.#known.size > KNOWN) this.#known.delete(this.#known.values().next().value ?? '');
    this.#told.push({ id, at, event });
    if (this.#told.length > KEPT) this.#told.shift();
    return true;
  }

  /** What came after this id; without one, what came in the last minute. Null when that can't be told any more. */
  since(id: string | undefined, now: number): readonly Told[] | null {
    if (id === this.lastId) return id === undefined ? this.#young(now) : [];
    if (id === undefined) return this.#young(now);
    const at = this.#told.findIndex((each) => each.id === id);
    return at < 0 ? null : this.#told.slice(at + 1);
  }

  #young(now: number): readonly Told[] | null {
    const young = this.#told.filter(({ at }) => now - at <= RECENT_MS);
    return young.length === KEPT ? null : young;
  }

  /** After a gap: goes on at another id, empty when it is not known. What was heard is not heard again. */
  jump(id: string): void {
    this.lastId = id || undefined;
    this.#told = [];
  }

  /** Another beginning: nothing of before counts. */
  clear(): void {
    this.jump('');
    this.#known.clear();
  }
}
