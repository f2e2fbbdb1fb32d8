import type { Entry } from './bodies.ts';
import type { WebhookSettings } from './settings.ts';

/** Updates on their way to one request. */
export interface Batch {
  callbackUrl: string;
  appId: string;
  entity: string;
  entries: Entry[];
  /** Who each entry is for; an update nobody is subscribed to any more is not worth a request. */
  isWanted: (() => boolean)[];
}

export interface Update {
  callbackUrl: string;
  appId: string;
  entity: string;
  entry: Entry;
  isWanted: () => boolean;
}

interface OpenBatch extends Batch {
  logIds: Set<unknown>;
}

/**
 * Gathers updates of one entity to one callback for a short while. One update never stands twice in a batch: two
 * subscriptions to the same object are two deliveries.
 */
export class Batcher {
  readonly #settings: () => WebhookSettings;
  readonly #send: (batch: Batch) => void;
  #open: OpenBatch[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(settings: () => WebhookSettings, send: (batch: Batch) => void) {
    this.#settings = settings;
    this.#send = send;
  }

  add(update: Update): void {
    const { batchWindowMs, batchSize } = this.#settings();
    const batch = this.#batchFor(update);
    batch.entries.push(update.entry);
    batch.isWanted.push(update.isWanted);
    batch.logIds.add(update.entry['log_id']);
    if (batch.entries.length >= batchSize || batchWindowMs === 0) this.#close(batch);
    else this.#timer ??= setTimeout(() => this.flush(), batchWindowMs).unref();
  }

  /** Sends everything gathered so far. */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    for (const batch of this.#open) this.#close(batch);
  }

  /** Forgets everything gathered so far. */
  cancel(): void {
    this.#open = [];
    this.flush();
  }

  get size(): number {
    return this.#open.reduce((sum, { entries }) => sum + entries.length, 0);
  }

  #batchFor({ callbackUrl, appId, entity, entry }: Update): OpenBatch {
    const found = this.#open.find(
      (batch) =>
        batch.callbackUrl === callbackUrl &&
        batch.appId === appId &&
        batch.entity === entity &&
        !batch.logIds.has(entry['log_id']),
    );
    if (found !== undefined) return found;
    const batch = { callbackUrl, appId, entity, entries: [], isWanted: [], logIds: new Set() };
    this.#open.push(batch);
    return batch;
  }

  #close(batch: OpenBatch): void {
    this.#open = this.#open.filter((each) => each !== batch);
    this.#send(batch);
  }
}
