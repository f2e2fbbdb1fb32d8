import { TikTokFailure } from './envelope.ts';
import { startRateLimit, type RateLimits, type RateLimitState } from './rate-limit.ts';

/** A registered developer app. `app_id` and `client_id`/`client_key` are the same thing, and so are both secrets. */
export interface DeveloperApp {
  appId: string;
  appSecret: string;
  /** Request limits count per app, over all its customers. Null without limits. */
  rate: RateMeter | null;
  /** Limits that an endpoint has for itself. */
  ownRates: Record<OwnLimit, RateMeter | null>;
}

/** Endpoints with limits of their own (portal page "Rate limits"). */
export const OWN_LIMITS = ['segmentMapping', 'adCreate', 'reportTask'] as const;
export type OwnLimit = (typeof OWN_LIMITS)[number];

export interface RateMeter {
  readonly limits: RateLimits;
  state: RateLimitState;
}

/** What the registry gives every app; null for none. */
export type AppLimits = Record<'all' | OwnLimit, RateLimits | null>;

/** The apps TikTok knows. */
export class AppRegistry {
  #limits: AppLimits;
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
    const app: DeveloperApp = {
      appId,
      appSecret,
      rate: this.#meter('all'),
      ownRates: {
        segmentMapping: this.#meter('segmentMapping'),
        adCreate: this.#meter('adCreate'),
        reportTask: this.#meter('reportTask'),
      },
    };
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

  get limits(): AppLimits {
    return this.#limits;
  }

  /** Other limits for every app from now on, each with a full bucket; null for none. */
  change(name: 'all' | OwnLimit, limits: RateLimits | null): void {
    this.#limits = { ...this.#limits, [name]: limits };
    for (const app of this.#apps.values()) {
      if (name === 'all') app.rate = this.#meter(name);
      else app.ownRates[name] = this.#meter(name);
    }
  }

  #meter(name: 'all' | OwnLimit): RateMeter | null {
    const limits = this.#limits[name];
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
