import { type TikTokAdsError, toTikTokAdsError } from '../client/errors.ts';
import { SlowLoad } from '../controllers/slow.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { type CountryName, loadCountryNames } from './country-names.ts';
import { isAnalyst, type World } from './export-state.ts';

/** A workspace has one sandbox ad account, or a few. */
const MAX_SANDBOXES = 5;

const NOTHING: World = {
  accounts: [],
  segments: [],
  mapping: {},
  audiences: null,
  withoutAudiences: new Set(),
  withoutPermission: new Set(),
};

/** What the server knows and an export needs: accounts, segments, mapping, and the audiences of one account. */
export class WorldLoader {
  phase: 'loading' | 'failed' | 'ready' = 'loading';
  world: World = NOTHING;
  canExport = false;
  /** May this session sign in at TikTok? */
  canConnect = false;
  canMap = false;
  /** Why loading failed; what was there before stays. */
  failure: TikTokAdsError | undefined;
  audiencesFailure: TikTokAdsError | null = null;
  /** Audience ids with the names TikTok has for them, of every account that was looked at. */
  readonly audienceNames = new Map<string, string>();
  countries: readonly CountryName[] = [];
  #countriesIn: string | undefined;
  readonly #host: ViewHost;
  readonly #slow: SlowLoad;
  #abort = new AbortController();
  /** Ends with the session or the element: what an audience is called belongs to one session. */
  #audiencesAbort = new AbortController();
  #audiencesOf: string | null = null;
  #loading: Promise<unknown> = Promise.resolve();

  constructor(host: ViewHost) {
    this.#host = host;
    this.#slow = new SlowLoad(host.element, () => host.announce(host.labels.common.stillLoading));
  }

  /** The first load takes unusually long. */
  get isSlow(): boolean {
    return this.#slow.isSlow;
  }

  /** True after `close`, until the next load. */
  get isClosed(): boolean {
    return this.#abort.signal.aborted;
  }

  /** Stops loading. */
  close(): void {
    this.#abort.abort();
    this.#audiencesAbort.abort();
  }

  /** For another session, which may see other accounts, segments and audiences. */
  forget(): void {
    this.phase = 'loading';
    this.#audiencesAbort.abort();
    this.audienceNames.clear();
    this.world = { ...this.world, audiences: null, withoutAudiences: new Set() };
    this.#audiencesOf = null;
  }

  /** Resolves when no load is under way any more. */
  async untilIdle(): Promise<void> {
    for (let seen: unknown; seen !== this.#loading; ) {
      seen = this.#loading;
      // Whoever asked for it is told how it went.
      await this.#loading.catch(() => undefined);
    }
  }

  /**
   * True when everything is there; false when it failed or another load took over.
   * @param isQuiet nobody asked for it: what was there stays, and what fails is for the caller alone
   * @throws {TikTokAdsError} any - a quiet one failed
   */
  load(isQuiet = false): Promise<boolean> {
    const loading = this.#load(isQuiet);
    this.#loading = loading;
    return loading;
  }

  async #load(isQuiet: boolean): Promise<boolean> {
    const { client } = this.#host;
    if (client === undefined) return false;
    this.#abort.abort();
    const { signal } = (this.#abort = new AbortController());
    if (!isQuiet) this.failure = undefined;
    if (this.phase !== 'ready') {
      this.phase = 'loading';
      this.#slow.begin();
      this.#host.update();
    }
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
      const withoutPermission = await this.#connectionsLacking(accounts, signal);
      if (signal.aborted) return false;
      this.world = { ...this.world, accounts, segments, mapping: mapping.attributes, withoutPermission };
      this.phase = 'ready';
      this.failure = undefined;
    } catch (error) {
      if (signal.aborted) return false;
      if (isQuiet) throw error;
      this.failure = this.#host.report(error);
      if (this.phase === 'loading') this.phase = 'failed';
    }
    this.#slow.end();
    return this.failure === undefined;
  }

  /** Sign-ins that lack a permission; asked only where an ad account may be limited by that, and a nicety: it names the way out. */
  async #connectionsLacking(accounts: World['accounts'], signal: AbortSignal): Promise<Set<string>> {
    const isOfUse = accounts.some((one) => one.status === 'read_only' && !isAnalyst(one));
    const load = isOfUse ? this.#host.client?.listAll('listConnections', { signal }) : undefined;
    const connections = (await load?.catch(() => [])) ?? [];
    return new Set(connections.flatMap(({ id, notices }) => (notices.includes('permissions_missing') ? [id] : [])));
  }

  /**
   * The audiences that are there already, anew and without a word. False when they are another account's, or newer ones came.
   * @throws {TikTokAdsError} any - they could not be read
   */
  async refreshAudiences(advertiserId: string): Promise<boolean> {
    const { client } = this.#host;
    const { audiences: before } = this.world;
    if (client === undefined || before === null || this.#audiencesOf !== advertiserId) return false;
    const signal = this.#audiencesSignal();
    const audiences = await client.listAll('listAudiences', { query: { advertiserId }, signal });
    if (signal.aborted) return false;
    this.#keepNames(audiences);
    if (this.world.audiences !== before) return false;
    this.world = { ...this.world, audiences };
    return true;
  }

  /** The audiences of an account, in place of another's. False when they failed or another account was asked for since. */
  async loadAudiences(advertiserId: string | null): Promise<boolean> {
    const { client } = this.#host;
    if (client === undefined || advertiserId === null) return false;
    if (this.#audiencesOf !== advertiserId) this.world = { ...this.world, audiences: null };
    this.#audiencesOf = advertiserId;
    this.audiencesFailure = null;
    this.#host.update();
    const signal = this.#audiencesSignal();
    try {
      const audiences = await client.listAll('listAudiences', { query: { advertiserId }, signal });
      if (signal.aborted) return false;
      this.#keepNames(audiences);
      if (this.#audiencesOf !== advertiserId) return false;
      this.world = { ...this.world, audiences };
      return true;
    } catch (error) {
      if (!signal.aborted && this.#audiencesOf === advertiserId)
        this.audiencesFailure = this.#host.report(error) ?? null;
      return false;
    }
  }

  /**
   * Asks whether TikTok's sandbox has audiences for the sandbox ad accounts; its documentation does not say. True when some were
   * found to have none.
   */
  async lookAtSandboxes(): Promise<boolean> {
    const { client } = this.#host;
    const { accounts, withoutAudiences } = this.world;
    const unknown = accounts
      .filter(({ environment, advertiserId }) => environment === 'sandbox' && !withoutAudiences.has(advertiserId))
      .slice(0, MAX_SANDBOXES);
    if (client === undefined || unknown.length === 0) return false;
    const signal = this.#audiencesSignal();
    const lacking = new Set(withoutAudiences);
    for (const { advertiserId } of unknown) {
      await client.call('listAudiences', { query: { advertiserId, limit: 1 }, signal }).catch((error: unknown) => {
        // Any other trouble shows where the audiences are needed.
        if (toTikTokAdsError(error).code === 'tiktok_not_in_sandbox') lacking.add(advertiserId);
      });
      if (signal.aborted) return false;
    }
    this.world = { ...this.world, withoutAudiences: lacking };
    return lacking.size > withoutAudiences.size;
  }

  /** The names of an account's audiences. A name is a nicety: without it an export shows its audience's id. */
  async loadNames(advertiserId: string): Promise<void> {
    const signal = this.#audiencesSignal();
    const load = this.#host.client?.listAll('listAudiences', { query: { advertiserId }, signal });
    const audiences = (await load?.catch(() => [])) ?? [];
    if (!signal.aborted) this.#keepNames(audiences);
  }

  #audiencesSignal(): AbortSignal {
    if (this.#audiencesAbort.signal.aborted) this.#audiencesAbort = new AbortController();
    return this.#audiencesAbort.signal;
  }

  #keepNames(audiences: readonly { customAudienceId: string; name: string }[]): void {
    for (const { customAudienceId, name } of audiences) this.audienceNames.set(customAudienceId, name);
  }

  async loadCountries(): Promise<void> {
    const { locale } = this.#host.format;
    if (this.#countriesIn === locale) return;
    this.countries = await loadCountryNames(locale).catch(() => []);
    this.#countriesIn = this.countries.length === 0 ? undefined : locale;
    this.#host.update();
  }
}
