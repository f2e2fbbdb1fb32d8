import type { ReactiveControllerHost } from 'lit';
import type { TikTokAdsClient } from '../client/client.ts';
import type { LazyParts } from './lazy-parts.ts';
import type { Grant } from './read-grant.ts';

interface GrantOptions {
  client: () => TikTokAdsClient | undefined;
  parts: LazyParts;
  report: (error: unknown) => unknown;
}

/** What is known about a sign-in: whose connection is signed in again, and what came of it. */
export class GrantReader {
  /** The connection that is signed in again, if one is. */
  reconnects: string | undefined;
  /** Whose it is, where the server told. */
  person: string | undefined;
  /** Undefined until the first answer. */
  grant: Grant | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #options: GrantOptions;
  #reading = new AbortController();

  constructor(host: ReactiveControllerHost, options: GrantOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** A sign-in starts. Who signs in again has to be who signed in before: the name is told while there is time. */
  async begin(reconnects: string | undefined): Promise<void> {
    this.reconnects = reconnects;
    this.person = undefined;
    if (reconnects === undefined) return;
    try {
      const connection = await this.#options.client()?.call('getConnection', { params: { connectionId: reconnects } });
      if (this.reconnects === reconnects) this.person = connection?.tiktokUser?.displayName;
    } catch {
      // A courtesy; the server checks who it is in any case.
    }
    this.#host.requestUpdate();
  }

  forget(): void {
    this.#reading.abort();
    this.grant = undefined;
  }

  /** The sign-in ended well: reads what it brought. */
  async read(connectionId: string): Promise<void> {
    this.forget();
    const { signal } = (this.#reading = new AbortController());
    const { client, parts, report } = this.#options;
    const used = client();
    const notices = await parts.loadNotices().catch(() => undefined);
    if (used === undefined || notices === undefined) return;
    const tell = (grant: Grant) => {
      if (signal.aborted) return;
      this.grant = grant;
      this.#host.requestUpdate();
    };
    await notices.readGrant(used, connectionId, { isAgain: this.reconnects !== undefined, signal }, tell, report);
  }
}
