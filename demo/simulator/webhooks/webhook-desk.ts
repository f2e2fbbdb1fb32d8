import type { AppRegistry } from '../apps.ts';
import type { SimulatedClock } from '../clock.ts';
import type { SeededRandom } from '../random.ts';
import { Batcher, type Batch, type Update } from './batcher.ts';
import { flatBody, FLAT_ENTITY, NoticeIds, wrapEntries, type Entry } from './bodies.ts';
import type { Delivery } from './delivery.ts';
import { DeliveryEngine } from './delivery-engine.ts';
import { changeSettings, type WebhookSettings } from './settings.ts';
import type { SubscriptionStore } from './subscriptions.ts';

export interface WebhookDeskInput {
  settings: WebhookSettings;
  random: SeededRandom;
  clock: SimulatedClock;
  apps: AppRegistry;
  subscriptions: SubscriptionStore;
}

/** Everything about webhooks going out: who is subscribed, what is gathered, what is on its way. */
export class WebhookDesk {
  readonly subscriptions: SubscriptionStore;
  readonly ids: NoticeIds;
  readonly engine: DeliveryEngine;
  readonly #clock: SimulatedClock;
  readonly #random: SeededRandom;
  readonly #batcher: Batcher;
  #settings: WebhookSettings;

  constructor({ settings, random, clock, apps, subscriptions }: WebhookDeskInput) {
    this.subscriptions = subscriptions;
    this.#settings = settings;
    this.#clock = clock;
    this.#random = random;
    this.ids = new NoticeIds(() => clock.now());
    this.engine = new DeliveryEngine({
      pace: () => clock.pace(),
      random,
      settings: () => this.#settings,
      secretOf: (appId) => apps.find(appId)?.appSecret ?? '',
    });
    this.#batcher = new Batcher(
      () => this.#settings,
      (batch) => void this.#sendBatch(batch),
    );
  }

  get settings(): WebhookSettings {
    return this.#settings;
  }

  /** @throws {TypeError} with a sentence about the field that is wrong */
  change(changes: Readonly<Record<string, unknown>>): WebhookSettings {
    this.#settings = changeSettings(this.#settings, changes);
    this.wake();
    return this.#settings;
  }

  /** Tells every living subscription that watches one of these targets. @returns how many there were */
  notify(entity: string, targets: readonly string[], entryFor: (subscriptionId: string) => Entry): number {
    const subscriptions = this.subscriptions.watching(targets);
    for (const subscription of subscriptions) {
      const { callbackUrl, appId, subscriptionId } = subscription;
      const isWanted = (): boolean => this.subscriptions.isAlive(subscription);
      this.post({ callbackUrl, appId, entity, entry: entryFor(subscriptionId), isWanted });
    }
    return subscriptions.length;
  }

  /** Brings one update on its way, together with others where the entity has room for several. */
  post(update: Update): void {
    if (update.entity !== FLAT_ENTITY) {
      this.#batcher.add(update);
      return;
    }
    const { callbackUrl, appId, entity, entry, isWanted } = update;
    this.engine.enqueue({ callbackUrl, appId, entity, entries: 1, body: flatBody(entry), isWanted });
  }

  /** Updates that wait for others to go with. */
  get gathering(): number {
    return this.#batcher.size;
  }

  /** After the clock has moved: what was gathered and what is due goes out. */
  wake(): void {
    this.#batcher.flush();
    this.engine.wake();
  }

  /** Drops everything that has not arrived. Resolves when nothing is under way any more. */
  cancel(): Promise<void> {
    this.#batcher.cancel();
    return this.engine.cancel();
  }

  #sendBatch({ callbackUrl, appId, entity, entries, isWanted }: Batch): Delivery[] {
    return this.engine.enqueue({
      callbackUrl,
      appId,
      entity,
      entries: entries.length,
      body: wrapEntries(entity, this.#inSomeOrder(entries), this.ids, this.#clock.now()),
      isWanted: () => isWanted.some((each) => each()),
    });
  }

  #inSomeOrder(entries: readonly Entry[]): readonly Entry[] {
    const { disorder } = this.#settings;
    if (entries.length < 2 || disorder === 0 || this.#random.next() >= disorder) return entries;
    const shuffled = [...entries];
    for (let index = shuffled.length - 1; index > 0; index -= 1) {
      const other = this.#random.int(0, index);
      [shuffled[index], shuffled[other]] = [shuffled[other] as Entry, shuffled[index] as Entry];
    }
    return shuffled;
  }
}
