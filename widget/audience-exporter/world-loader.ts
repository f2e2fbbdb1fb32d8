import type { TikTokAdsError } from '../client/errors.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { type CountryName, loadCountryNames } from './country-names.ts';
import type { World } from './export-state.ts';

const SLOW_MS = 10_000;
const NOTHING: World = { accounts: [], segments: [], mapping: {}, audiences: null };

/** What the server knows and an export needs: accounts, segments, mapping, and the audiences of one account. */
export class WorldLoader {
  phase: 'loading' | 'failed' | 'ready' = 'loading';
  world: World = NOTHING;
  canExport = false;
  /** May this session sign in at TikTok? */
  canConnect = false;
  canMap = false;
  /** The first load takes unusually long. */
  isSlow = false;
  /** Why loading failed; what was there before stays. */
  failure: TikTokAdsError | undefined;
  audiencesFailure: TikTokAdsError | null = null;
  /** Audience ids with the names TikTok has for them, of every account that was looked at. */
  readonly audienceNames = new Map<string, string>();
  countries: readonly CountryName[] = [];
  readonly #host: ViewHost;
  #abort = new AbortController();
  #slowTimer: ReturnType<typeof setTimeout> | undefined;
  #audiencesOf: string | null = null;

  constructor(host: ViewHost) {
    this.#host = host;
  }

  /** True after `close`, until the next load. */
  get isClosed(): boolean {
    return this.#abort.signal.aborted;
  }

  /** Stops loading. */
  close(): void {
    clearTimeout(this.#slowTimer);
    this.#abort.abort();
  }

  /** For another session, which may see other accounts, segments and audiences. */
  forget(): void {
    this.phase = 'loading';
    this.audienceNames.clear();
    this.world = { ...this.world, audiences: null };
    this.#audiencesOf = null;
  }

  /** True when everything is there; false when it failed or another load took over. */
  async load(): Promise<boolean> {
    const { client } = this.#host;
    if (client === undefined) return false;
    this.#abort.abort();
    const { signal } = (this.#abort = new AbortController());
    this.failure = undefined;
    this.#watchForSlowness();
    try {
      const [session, accounts, segments, mapping] = await Promise.all([
        client.session(),
        client.listAll('listAdAccounts', { signal }),
        client.listAll('listSegments', { signal }),
        client.call('getMapping', { signal }),
      ]);
      if (signal.aborted) return false;
      this.canExport = session.permissions.includes('export');
      this.canConnect = session.permissions.includes('connect');
      this.canMap = session.permissions.includes('map');
      this.world = { accounts, segments, mapping: mapping.attributes, audiences: this.world.audiences };
      this.phase = 'ready';
    } catch (error) {
      if (signal.aborted) return false;
      this.failure = this.#host.report(error);
      if (this.phase === 'loading') this.phase = 'failed';
    }
    clearTimeout(this.#slowTimer);
    this.isSlow = false;
    return this.failure === undefined;
  }

  #watchForSlowness(): void {
    clearTimeout(this.#slowTimer);
    this.#slowTimer = setTimeout(() => {
      this.isSlow = this.phase === 'loading';
      if (this.isSlow) this.#host.announce(this.#host.labels.common.stillLoading);
      this.#host.update();
    }, SLOW_MS);
  }

  /** The audiences of an account, in place of another's. False when they failed or another account was asked for since. */
  async loadAudiences(advertiserId: string | null): Promise<boolean> {
    const { client } = this.#host;
    if (client === undefined || advertiserId === null) return false;
    if (this.#audiencesOf !== advertiserId) this.world = { ...this.world, audiences: null };
    this.#audiencesOf = advertiserId;
    this.audiencesFailure = null;
    this.#host.update();
    try {
      const audiences = await client.listAll('listAudiences', { query: { advertiserId } });
      this.#keepNames(audiences);
      if (this.#audiencesOf !== advertiserId) return false;
      this.world = { ...this.world, audiences };
      return true;
    } catch (error) {
      if (this.#audiencesOf === advertiserId) this.audiencesFailure = this.#host.report(error) ?? null;
      return false;
    }
  }

  /** The names of an account's audiences. A name is a nicety: without it an export shows its audience's id. */
  async loadNames(advertiserId: string): Promise<void> {
    const load = this.#host.client?.listAll('listAudiences', { query: { advertiserId } });
    this.#keepNames((await load?.catch(() => [])) ?? []);
  }

  #keepNames(audiences: readonly { customAudienceId: string; name: string }[]): void {
    for (const { customAudienceId, name } of audiences) this.audienceNames.set(customAudienceId, name);
  }

  async loadCountries(): Promise<void> {
    if (this.countries.length > 0) return;
    this.countries = await loadCountryNames(this.#host.labels.audienceExporter.locale).catch(() => []);
    this.#host.update();
  }
}
