import type { PutSpendCap, SpendCap, SpendCapUse } from '../../shared/spend-caps.ts';
import type { TikTokAdsClient } from '../client/client.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import { SlowLoad } from '../controllers/slow.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import type { AccountBook } from './account-book.ts';

/** What budgets take up of a cap: on its way, read, or not to be had. */
export type UseState = 'reading' | SpendCapUse | TikTokAdsError;

/** So many caps are added up without being asked for: each asks TikTok for every budget of the ad account. */
const MOST_READ = 12;

/** The spend caps of one ad account, and how much of each the budgets take up. */
export class CapsModel {
  readonly host: ViewHost;
  /** The chosen ad account; the first one until somebody chooses. */
  advertiserId: string | null = null;
  items: readonly SpendCap[] = [];
  isLoaded = false;
  failure: TikTokAdsError | undefined;
  readonly uses = new Map<string, UseState>();
  readonly #book: AccountBook;
  readonly #slow: SlowLoad;
  #loads = new AbortController();

  constructor(host: ViewHost, book: AccountBook) {
    this.host = host;
    this.#book = book;
    this.#slow = new SlowLoad(host.element, () => host.announce(host.labels.common.stillLoading));
  }

  get isSlow(): boolean {
    return this.#slow.isSlow;
  }

  /** Of the chosen ad account, as far as it is known. */
  get currency(): string | null {
    return this.items[0]?.currency ?? this.#book.of(this.advertiserId)?.currency ?? null;
  }

  get accountName(): string {
    return this.#book.of(this.advertiserId)?.name ?? this.advertiserId ?? '';
  }

  stop(): void {
    this.#loads.abort();
  }

  reset(): void {
    this.stop();
    this.advertiserId = null;
    this.#forget();
  }

  #forget(): void {
    this.items = [];
    this.isLoaded = false;
    this.failure = undefined;
    this.uses.clear();
  }

  /** The ad accounts are there, or are others: where the chosen one is none of them, the first one is. */
  accountsChanged(): void {
    if (this.#book.of(this.advertiserId) !== undefined) return;
    const accounts = this.#book.accounts ?? [];
    const first = accounts.find(({ status }) => status === 'connected') ?? accounts[0];
    this.choose(first?.advertiserId ?? null);
  }

  choose(advertiserId: string | null): void {
    if (advertiserId === this.advertiserId) return;
    this.stop();
    this.#forget();
    this.advertiserId = advertiserId;
    void this.load();
  }

  readonly load = async (): Promise<void> => {
    const { client } = this.host;
    const { advertiserId } = this;
    if (client === undefined || advertiserId === null) return;
    this.#loads.abort();
    const { signal } = (this.#loads = new AbortController());
    this.failure = undefined;
    if (!this.isLoaded) this.#slow.begin();
    this.host.update();
    try {
      const { items } = await client.call('listSpendCaps', { query: { advertiserId }, signal });
      if (signal.aborted) return;
      this.#take(items);
      this.isLoaded = true;
      void this.#readUses(client, items.slice(0, MOST_READ), signal);
    } catch (cause) {
      if (signal.aborted) return;
      this.failure = this.host.report(cause);
    } finally {
      if (!signal.aborted) this.#slow.end();
    }
    this.host.update();
  };

  /** The ad account's own cap first, then campaigns by name. */
  #take(items: readonly SpendCap[]): void {
    const rank = (cap: SpendCap) => (cap.campaignId === null ? '' : `1${cap.campaignName ?? cap.campaignId}`);
    this.items = items.toSorted((one, other) => rank(one).localeCompare(rank(other)));
  }

  /** One after the other: they ask TikTok for the same budgets. */
  async #readUses(client: TikTokAdsClient, caps: readonly SpendCap[], signal: AbortSignal): Promise<void> {
    for (const cap of caps) if (!this.uses.has(cap.id)) this.uses.set(cap.id, 'reading');
    for (const { id } of caps) await this.#readUse(client, id, signal);
  }

  async #readUse(client: TikTokAdsClient, id: string, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    try {
      const use = await client.call('getSpendCapUse', { params: { capId: id }, signal });
      if (!signal.aborted) this.uses.set(id, use);
    } catch (cause) {
      if (signal.aborted) return;
      const failure = this.host.report(cause);
      if (failure !== undefined) this.uses.set(id, failure);
    }
    this.host.update();
  }

  /** Adds the budgets up again. */
  async readAgain({ id }: SpendCap): Promise<void> {
    const { client } = this.host;
    if (client === undefined || this.uses.get(id) === 'reading') return;
    this.uses.set(id, 'reading');
    this.host.update();
    await this.#readUse(client, id, this.#loads.signal);
  }

  /** The cap that there is for the ad account (null) or a campaign. */
  capOf(campaignId: string | null): SpendCap | undefined {
    return this.items.find((cap) => cap.campaignId === campaignId);
  }

  /** @throws {TikTokAdsError} */
  async put(body: PutSpendCap): Promise<SpendCap | undefined> {
    const { client } = this.host;
    if (client === undefined) return undefined;
    const cap = await client.call('putSpendCap', { body });
    if (client !== this.host.client || cap.advertiserId !== this.advertiserId) return cap;
    this.#take([...this.items.filter(({ id, campaignId }) => id !== cap.id && campaignId !== cap.campaignId), cap]);
    this.uses.set(cap.id, 'reading');
    void this.#readUse(client, cap.id, this.#loads.signal);
    this.host.update();
    return cap;
  }

  /** @throws {TikTokAdsError} */
  async remove({ id }: SpendCap): Promise<void> {
    const { client } = this.host;
    await client?.call('removeSpendCap', { params: { capId: id } });
    if (client !== this.host.client) return;
    this.items = this.items.filter((cap) => cap.id !== id);
    this.uses.delete(id);
    this.host.update();
  }
}
