import type { ReactiveControllerHost } from 'lit';
import type { Connection } from '../../shared/connections.ts';
import type { TikTokAdsClient } from '../client/client.ts';

interface GrantOptions {
  client: () => TikTokAdsClient | undefined;
  report: (error: unknown) => unknown;
}

/** What came of a sign-in. */
export interface Grant {
  /** Undefined where the server did not say. */
  connection: Connection | undefined;
  /** It was there before, by its id or with ad accounts that hang on it. */
  isKnown: boolean;
}

/** TikTok refuses the sign-in it has: nothing goes on with it. */
export const isDisconnected = (connection: Connection | undefined): boolean => connection?.state === 'disconnected';

/** What is known about a sign-in: whose connection is signed in again, and what came of it. */
export class GrantReader {
  /** The connection that is signed in again, where the server told. */
  known: Connection | undefined;
  /** Undefined until the answer. */
  grant: Grant | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #options: GrantOptions;
  #reading = new AbortController();
  #wanted: string | undefined;

  constructor(host: ReactiveControllerHost, options: GrantOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** Who signs in again should be who signed in before: the name is told while there is time. */
  async learn(connectionId: string | undefined): Promise<void> {
    if (this.known?.id !== connectionId) this.known = undefined;
    this.#wanted = connectionId;
    if (connectionId === undefined) return;
    try {
      const connection = await this.#options.client()?.call('getConnection', { params: { connectionId } });
      if (this.#wanted === connectionId) this.known = connection;
    } catch {
      // A courtesy; the server checks who it is in any case.
    }
    this.#host.requestUpdate();
  }

  forget(): void {
    this.#reading.abort();
    this.grant = undefined;
  }

  /** The sign-in ended well: reads what it brought. A failure is reported and stops nobody from choosing ad accounts. */
  async read(connectionId: string, isAgain: boolean): Promise<void> {
    this.forget();
    const { signal } = (this.#reading = new AbortController());
    let connection: Connection | undefined;
    try {
      connection = await this.#options.client()?.call('getConnection', { params: { connectionId }, signal });
    } catch (error) {
      if (!signal.aborted) this.#options.report(error);
    }
    if (signal.aborted) return;
    this.grant = { connection, isKnown: isAgain || (connection?.importedCount ?? 0) > 0 };
    this.#host.requestUpdate();
  }
}
