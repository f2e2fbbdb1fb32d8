import { TikTokFailure } from '../envelope.ts';
import type { JsonValue } from '../exact-json.ts';
import type { SeededRandom } from '../random.ts';

/** One subscription as it was asked for. */
export interface Subscription {
  readonly subscriptionId: string;
  readonly appId: string;
  readonly entity: string;
  readonly callbackUrl: string;
  readonly accessToken: string;
  /** `subscription_detail` as `/subscription/get/` shows it. */
  readonly detail: Readonly<Record<string, JsonValue>>;
  /** What it watches, such as `AD:1790000000000000065`. */
  readonly targets: readonly string[];
  readonly createdAtMs: number;
}

/** All subscriptions of all apps. They end with their token, which nobody is told. */
export class SubscriptionStore {
  readonly #random: SeededRandom;
  readonly #isTokenAlive: (accessToken: string) => boolean;
  readonly #byId = new Map<string, Subscription>();
  readonly #byTarget = new Map<string, Set<Subscription>>();

  constructor(random: SeededRandom, isTokenAlive: (accessToken: string) => boolean) {
    this.#random = random;
    this.#isTokenAlive = isTokenAlive;
  }

  /** Every call makes a new one, also of what is subscribed to already: then both deliver. */
  add(input: Omit<Subscription, 'subscriptionId'>): Subscription {
    const subscription = { subscriptionId: this.#random.id(19, '73'), ...input };
    this.#byId.set(subscription.subscriptionId, subscription);
    for (const target of subscription.targets) {
      const watching = this.#byTarget.get(target) ?? new Set();
      this.#byTarget.set(target, watching.add(subscription));
    }
    return subscription;
  }

  /**
   * Ends a subscription of the app.
   *
   * @param seesDead whether one whose token has ended can still be named
   * @throws {TikTokFailure} 40007 - the app has none of this id, by name of the code [unverified]
   */
  remove(appId: string, subscriptionId: string, seesDead: boolean): void {
    const subscription = this.#byId.get(subscriptionId);
    if (subscription === undefined || subscription.appId !== appId || !(seesDead || this.isAlive(subscription)))
      throw new TikTokFailure(40007, `Subscription ${subscriptionId} does not exist.`);
    this.#byId.delete(subscriptionId);
    for (const target of subscription.targets) {
      const watching = this.#byTarget.get(target);
      watching?.delete(subscription);
      if (watching?.size === 0) this.#byTarget.delete(target);
    }
  }

  /** True until it is ended or its token is. */
  isAlive(subscription: Subscription): boolean {
    return this.#byId.has(subscription.subscriptionId) && this.#isTokenAlive(subscription.accessToken);
  }

  /** The app's subscriptions of one entity, oldest first. */
  list(appId: string, entity: string, withDead: boolean): Subscription[] {
    return this.all().filter(
      (each) => each.appId === appId && each.entity === entity && (withDead || this.isAlive(each)),
    );
  }

  all(): Subscription[] {
    return [...this.#byId.values()];
  }

  /** Those alive that watch one of these, each once. */
  watching(targets: readonly string[]): Subscription[] {
    const found = new Set(targets.flatMap((target) => [...(this.#byTarget.get(target) ?? [])]));
    return [...found].filter((subscription) => this.isAlive(subscription));
  }
}
