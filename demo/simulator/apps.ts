import { TikTokFailure } from './envelope.ts';
import { startRateLimit, type RateLimits, type RateLimitState } from './rate-limit.ts';

/** A registered developer app. `app_id` and `client_id`/`client_key` are the same thing, and so are both secrets. */
export interface DeveloperApp {
  appId: string;
  appSecret: string;
  /** Request limits count per app, over all its customers. Null without limits. */
  rate: RateMeter | null;
  /** Limits that an endpoint has for itself. */
  ownRates: { segmentMapping: RateMeter | null };
}

export interface RateMeter {
  readonly limits: RateLimits;
  state: RateLimitState;
}

/** What the registry gives every app; null for none. */
export interface AppLimits {
  all: RateLimits | null;
  segmentMapping: RateLimits | null;
}

/** The apps TikTok knows. */
export class AppRegistry {
  readonly #limits: AppLimits;
  readonly #pace: () => number;
  readonly #apps = new Map<string, DeveloperApp>();

  constructor(limits: AppLimits, pace: () => number) {
    this.#limits = limits;
    this.#pace = pace;
  }

  /** Adds an app, or gives a known one a new secret: its grants stay, as they do when a secret is reset in the portal. */
  register(appId: string, appSecret: string): DeveloperApp {
    const known = this.#apps.get(appId);
    if (known !== undefined) {
      known.appSecret = appSecret;
      return known;
    }
    const { all, segmentMapping } = this.#limits;
    const ownRates = { segmentMapping: this.#meter(segmentMapping) };
    const app: DeveloperApp = { appId, appSecret, rate: this.#meter(all), ownRates };
    this.#apps.set(appId, app);
    return app;
  }

  find(appId: string): DeveloperApp | undefined {
    return this.#apps.get(appId);
  }

  list(): DeveloperApp[] {
    return [...this.#apps.values()];
  }

  /**
   * The app of this pair.
   *
   * @throws {TikTokFailure} 40101 - the pair is wrong, by name of the code [unverified: 40000 and 40002 are reported too]
   */
  authenticate(appId: string, appSecret: string): DeveloperApp {
    const app = this.#apps.get(appId);
    if (app === undefined || app.appSecret !== appSecret) {
      throw new TikTokFailure(40101, 'App id or secret is incorrect.');
    }
    return app;
  }

  #meter(limits: RateLimits | null): RateMeter | null {
    return limits === null ? null : { limits, state: startRateLimit(limits, this.#pace()) };
  }
}

/**
 * A right pair of one app beside a token of another. Public clients report the generic 40000 for it; the text is ours
 * [unverified].
 *
 * @throws {TikTokFailure} 40000
 */
export function requireOwnApp(app: DeveloperApp, grant: { readonly appId: string }): void {
  if (grant.appId !== app.appId) {
    throw new TikTokFailure(40000, 'Invalid params: the token does not match the app_id.');
  }
}
