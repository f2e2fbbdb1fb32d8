import type { ReactiveControllerHost } from 'lit';
import type { TikTokAdsClient } from '../client/client.ts';
import { ConnectMinutesController } from '../controllers/connect-minutes.ts';
import type { ConnectPopupController } from '../controllers/connect-popup.ts';
import { type Grant, readGrant } from './read-grant.ts';

interface FollowerOptions {
  popup: ConnectPopupController;
  client: () => TikTokAdsClient | undefined;
  report: (error: unknown) => unknown;
  sayMinutes: (minutes: number) => void;
}

/** What goes along with a sign-in once it has begun: the minutes that are said, and what the server knows of it. */
export function createFollower(host: ReactiveControllerHost, options: FollowerOptions): GrantReader {
  host.addController(new ConnectMinutesController(options.popup, options.sayMinutes));
  return new GrantReader(host, options);
}

/** What is known about a sign-in: whose connection is signed in again, and what came of it. */
export class GrantReader {
  /** Whose connection is signed in again, where the server told. */
  person: string | undefined;
  /** Undefined until the first answer. */
  grant: Grant | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #options: Pick<FollowerOptions, 'client' | 'report'>;
  #reading = new AbortController();
  #wanted: string | undefined;

  constructor(host: ReactiveControllerHost, options: Pick<FollowerOptions, 'client' | 'report'>) {
    this.#host = host;
    this.#options = options;
  }

  /** Who signs in again has to be who signed in before: the name is told while there is time. */
  async learnPerson(connectionId: string | undefined): Promise<void> {
    this.person = undefined;
    this.#wanted = connectionId;
    if (connectionId === undefined) return;
    try {
      const connection = await this.#options.client()?.call('getConnection', { params: { connectionId } });
      if (this.#wanted === connectionId) this.person = connection?.tiktokUser?.displayName;
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
  async read(connectionId: string, isAgain: boolean): Promise<void> {
    this.forget();
    const { signal } = (this.#reading = new AbortController());
    const { client, report } = this.#options;
    const used = client();
    if (used === undefined) return;
    const tell = (grant: Grant) => {
      if (signal.aborted) return;
      this.grant = grant;
      this.#host.requestUpdate();
    };
    await readGrant(used, connectionId, { isAgain, signal }, tell, report);
  }
}
