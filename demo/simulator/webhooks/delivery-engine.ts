/**
 * Takes finished bodies to their callbacks: at least once, a bounded number at a time, again and again until a 200. It
 * lives by the pace clock (real time plus what was advanced), because the receiver checks timestamps against real time.
 */
import type { SeededRandom } from '../random.ts';
import { DELIVERY_STATES, type Delivery, type DeliveryState } from './delivery.ts';
import { nextAttempt } from './retry-schedule.ts';
import { WebhookSender } from './sender.ts';
import type { WebhookSettings } from './settings.ts';
import { escapeNonAscii, sign, type SignatureScheme } from './signature.ts';

/** Finished deliveries that are remembered. */
const MAX_FINISHED = 2_000;
const MAX_ATTEMPTS_SHOWN = 20;
/** A delivery that later ones may overtake waits for so many of them, but no longer than this. */
const MAX_OVERTAKERS = 10;
const MAX_HOLD_MS = 250;
/** Between looks at the clock: short enough for a clock that a test moves by itself, long enough to cost nothing. */
const MIN_TICK_MS = 10;
const MAX_TICK_MS = 1_000;

export interface DeliveryInput {
  callbackUrl: string;
  appId: string;
  entity: string;
  entries: number;
  body: string;
  scheme?: SignatureScheme | null;
  timestampSeconds?: number | null;
  isWanted?: () => boolean;
}

export interface EngineDeps {
  pace: () => number;
  random: SeededRandom;
  settings: () => WebhookSettings;
  /** The secret of an app at this moment. */
  secretOf: (appId: string) => string;
}

export class DeliveryEngine {
  readonly #deps: EngineDeps;
  readonly #sender = new WebhookSender();
  #nextId = 1;
  /** Due now, in the order they go out; the ones before the cursor are gone. */
  #queue: Delivery[] = [];
  #cursor = 0;
  /** Held back so that others overtake them, with how many may. */
  #held: { delivery: Delivery; overtakers: number }[] = [];
  readonly #waiting = new Set<Delivery>();
  readonly #sending = new Map<Delivery, Promise<void>>();
  #finished: Delivery[] = [];
  readonly #counts = Object.fromEntries(DELIVERY_STATES.map((state) => [state, 0])) as Record<DeliveryState, number>;
  #attempts = 0;
  #tick: { timer: NodeJS.Timeout; atMs: number } | null = null;
  #holdTimer: NodeJS.Timeout | null = null;
  /** How often it was cancelled: tells attempts from before. */
  #cancels = 0;

  constructor(deps: EngineDeps) {
    this.#deps = deps;
  }

  /** Sends a body as often as the settings say. @returns the deliveries made of it, the duplicate last */
  enqueue(input: DeliveryInput): Delivery[] {
    const { random, settings } = this.#deps;
    const { duplicates, disorder } = settings();
    const first = this.#create(input, null);
    const made = duplicates > 0 && random.next() < duplicates ? [first, this.#create(input, first.id)] : [first];
    for (const delivery of made) {
      this.#release(1);
      if (disorder > 0 && random.next() < disorder) this.#hold(delivery, random.int(1, MAX_OVERTAKERS));
      else this.#queue.push(delivery);
    }
    this.#pump();
    return made;
  }

  /** Looks at the clock: whatever has become due goes out. */
  wake(): void {
    if (this.#tick !== null) clearTimeout(this.#tick.timer);
    this.#tick = null;
    const now = this.#deps.pace();
    for (const delivery of this.#waiting) {
      if (delivery.retry.dueMs > now) continue;
      this.#waiting.delete(delivery);
      this.#move(delivery, 'queued');
      this.#queue.push(delivery);
    }
    this.#pump();
    this.#schedule();
  }

  /** Drops what has not arrived, attempts under way included. Resolves when nothing is under way any more. */
  async cancel(): Promise<void> {
    if (this.#tick !== null) clearTimeout(this.#tick.timer);
    if (this.#holdTimer !== null) clearTimeout(this.#holdTimer);
    this.#tick = null;
    this.#holdTimer = null;
    const rest = [...this.#queue.slice(this.#cursor), ...this.#held.map(({ delivery }) => delivery), ...this.#waiting];
    this.#queue = [];
    this.#cursor = 0;
    this.#held = [];
    this.#waiting.clear();
    for (const delivery of rest) this.#finish(delivery, 'dropped');
    this.#cancels += 1;
    this.#sender.close();
    await Promise.all(this.#sending.values());
  }

  /** Every delivery so far by state, and all attempts. */
  get counts(): Record<DeliveryState, number> & { total: number; attempts: number } {
    return { ...this.#counts, total: this.#nextId - 1, attempts: this.#attempts };
  }

  /** The newest deliveries first, of one state or of all; of finished ones the last 2,000 are known. */
  list(state: DeliveryState | null, limit: number): Delivery[] {
    const all = [
      ...this.#finished,
      ...this.#waiting,
      ...this.#sending.keys(),
      ...this.#held.map(({ delivery }) => delivery),
      ...this.#queue.slice(this.#cursor),
    ];
    return all
      .filter((delivery) => state === null || delivery.state === state)
      .sort((a, b) => b.id - a.id)
      .slice(0, limit);
  }

  #create(input: DeliveryInput, duplicateOf: number | null): Delivery {
    const now = this.#deps.pace();
    const delivery: Delivery = {
      id: this.#nextId,
      callbackUrl: input.callbackUrl,
      appId: input.appId,
      entity: input.entity,
      entries: input.entries,
      body: input.body,
      bytes: Buffer.byteLength(input.body),
      duplicateOf,
      scheme: input.scheme ?? null,
      timestampSeconds: input.timestampSeconds ?? null,
      isWanted: input.isWanted ?? (() => true),
      state: 'queued',
      retry: { firstMs: now, dueMs: now, step: 0 },
      attemptCount: 0,
      attempts: [],
    };
    this.#nextId += 1;
    this.#counts.queued += 1;
    return delivery;
  }

  #hold(delivery: Delivery, overtakers: number): void {
    this.#held.push({ delivery, overtakers });
    this.#holdTimer ??= setTimeout(() => {
      this.#holdTimer = null;
      this.#release(MAX_OVERTAKERS);
      this.#pump();
    }, MAX_HOLD_MS).unref();
  }

  /** So many deliveries have overtaken those that are held; who has waited for enough of them goes next. */
  #release(overtakers: number): void {
    if (this.#held.length === 0) return;
    for (const each of this.#held) each.overtakers -= overtakers;
    for (const { delivery } of this.#held.filter((each) => each.overtakers <= 0)) this.#queue.push(delivery);
    this.#held = this.#held.filter((each) => each.overtakers > 0);
  }

  #pump(): void {
    const { maxConcurrent } = this.#deps.settings();
    while (this.#sending.size < maxConcurrent) {
      const delivery = this.#queue[this.#cursor];
      if (delivery === undefined) break;
      this.#cursor += 1;
      if (!delivery.isWanted()) {
        this.#finish(delivery, 'dropped');
        continue;
      }
      this.#move(delivery, 'sending');
      this.#sending.set(delivery, this.#attempt(delivery));
    }
    if (this.#cursor === this.#queue.length || this.#cursor > 10_000) {
      this.#queue = this.#queue.slice(this.#cursor);
      this.#cursor = 0;
    }
  }

  /** One attempt and what follows from it. */
  async #attempt(delivery: Delivery): Promise<void> {
    const settings = this.#deps.settings();
    const cancels = this.#cancels;
    const atMs = this.#deps.pace();
    const scheme = delivery.scheme ?? settings.scheme;
    const body = settings.escapeBody ? escapeNonAscii(delivery.body) : delivery.body;
    const seconds = delivery.timestampSeconds ?? Math.floor(atMs / 1000);
    const signature = sign(scheme, this.#deps.secretOf(delivery.appId), body, seconds, settings.signedText);
    const headers = { 'content-type': 'application/json', [scheme]: signature };
    const result = await this.#sender.send(delivery.callbackUrl, headers, body, settings.timeoutMs);
    this.#attempts += 1;
    delivery.attemptCount += 1;
    delivery.attempts.push({ atMs, ...result });
    if (delivery.attempts.length > MAX_ATTEMPTS_SHOWN) delivery.attempts.shift();
    this.#sending.delete(delivery);
    if (result.status === 200) this.#finish(delivery, 'delivered');
    else if (cancels !== this.#cancels) this.#finish(delivery, 'dropped');
    else this.#postpone(delivery, scheme);
    this.#pump();
  }

  #postpone(delivery: Delivery, scheme: SignatureScheme): void {
    const now = this.#deps.pace();
    const next = nextAttempt({ ...this.#deps.settings(), scheme }, delivery.retry, now);
    if (next === null) {
      this.#finish(delivery, 'given_up');
      return;
    }
    delivery.retry = next;
    this.#move(delivery, 'waiting');
    this.#waiting.add(delivery);
    this.#schedule(next.dueMs);
  }

  /** Sees to it that somebody looks at the clock when the next retry is due, or one certain one. */
  #schedule(dueMs?: number): void {
    if (this.#waiting.size === 0) return;
    let earliest = dueMs ?? Infinity;
    if (dueMs === undefined) for (const { retry } of this.#waiting) earliest = Math.min(earliest, retry.dueMs);
    const now = this.#deps.pace();
    const waitMs = Math.min(Math.max(earliest - now, MIN_TICK_MS), MAX_TICK_MS);
    if (this.#tick !== null) {
      if (this.#tick.atMs <= now + waitMs) return;
      clearTimeout(this.#tick.timer);
    }
    const timer = setTimeout(() => {
      this.#tick = null;
      this.wake();
    }, waitMs).unref();
    this.#tick = { timer, atMs: now + waitMs };
  }

  #move(delivery: Delivery, state: DeliveryState): void {
    this.#counts[delivery.state] -= 1;
    this.#counts[state] += 1;
    delivery.state = state;
  }

  #finish(delivery: Delivery, state: 'delivered' | 'given_up' | 'dropped'): void {
    this.#move(delivery, state);
    delivery.body = '';
    this.#finished.push(delivery);
    if (this.#finished.length > 2 * MAX_FINISHED) this.#finished = this.#finished.slice(-MAX_FINISHED);
  }
}
