import type { AdAccount } from '../../shared/ad-accounts.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import type { ViewHost } from '../element/lazy-element.ts';

/** The ad accounts of the workspace, for names, currencies and choices. */
export class AccountBook {
  /** Undefined until they are there. */
  accounts: readonly AdAccount[] | undefined;
  failure: TikTokAdsError | undefined;
  #byId = new Map<string, AdAccount>();
  #load = new AbortController();
  readonly #host: ViewHost;
  readonly #changed: () => void;

  /** @param changed called when they are others than before */
  constructor(host: ViewHost, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
  }

  of(advertiserId: string | null): AdAccount | undefined {
    return advertiserId === null ? undefined : this.#byId.get(advertiserId);
  }

  stop(): void {
    this.#load.abort();
  }

  reset(): void {
    this.stop();
    this.accounts = undefined;
    this.#byId.clear();
    this.failure = undefined;
  }

  async load(): Promise<void> {
    const { client } = this.#host;
    if (client === undefined) return;
    this.#load.abort();
    const { signal } = (this.#load = new AbortController());
    this.failure = undefined;
    try {
      const accounts = await client.listAll('listAdAccounts', { signal });
      if (signal.aborted) return;
      this.accounts = accounts;
      this.#byId = new Map(accounts.map((account) => [account.advertiserId, account]));
      this.#changed();
    } catch (cause) {
      if (signal.aborted) return;
      this.failure = this.#host.report(cause);
    }
    this.#host.update();
  }
}
