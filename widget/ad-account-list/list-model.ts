import type { AdAccount } from '../../shared/ad-accounts.ts';
import type { Connection } from '../../shared/connections.ts';
import type { TikTokAdsClient } from '../client/client.ts';
import { isSessionError, type TikTokAdsError } from '../client/errors.ts';
import { LiveUpdates } from '../controllers/live-updates.ts';
import { SlowLoad } from '../controllers/slow.ts';
import { NoticeOverEvent } from '../element/notice-over.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { AccountIndex } from './account-query.ts';
import { spokenName } from './account-status.ts';

/** As many as the client asks for at once: fewer are all there are. */
const FULL_PAGE = 1000;
/** The server reads on in the background what is older; a tab that was away that long asks for it. */
const STALE_MS = 5 * 60_000;
/** Of a check: the server asks TikTok about each ad account of the sign-in. */
export const CHECK_TIMEOUT_MS = 60_000;
const CHECKS_AT_ONCE = 2;
const NO_ACCOUNTS = new AccountIndex([]);

/** A failed check, and what to press to try it again. */
export interface CheckFailure {
  error: TikTokAdsError;
  /** Undefined when all were checked. */
  account: AdAccount | undefined;
}

/** What `<tiktok-ad-account-list>` knows: the accounts, their sign-ins, and how asking for them goes. */
export class ListModel {
  /** Undefined until the first ones are there. */
  index: AccountIndex | undefined;
  connections: readonly Connection[] = [];
  permissions: readonly string[] | undefined;
  loadError: TikTokAdsError | undefined;
  checkError: CheckFailure | undefined;
  /** There are further pages, still on their way or lost on it. */
  isPartial = false;
  /** Ids of accounts whose Refresh was pressed. */
  readonly checking = new Set<string>();
  /** Sign-ins done and to do, while all are checked. */
  checkingAll: { done: number; all: number } | undefined;
  readonly #host: ViewHost;
  readonly #changed: () => void;
  #loads = new AbortController();
  #isLoading = false;
  #loading: Promise<void> = Promise.resolve();
  readonly #slow: SlowLoad;
  #loadedAt = 0;

  /** @param changed called when the accounts are others than before */
  constructor(host: ViewHost, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
    this.#slow = new SlowLoad(host.element, () => host.announce(host.labels.common.stillLoading));
    const live = new LiveUpdates(host, {
      concerns: ({ type }) => type.startsWith('account.') || type.startsWith('connection.'),
      refresh: () => this.#refreshQuietly(),
    });
    host.element.addController(live);
  }

  /** The first load takes unusually long. */
  get isSlow(): boolean {
    return this.#slow.isSlow;
  }

  connected(): void {
    document.addEventListener('tiktok-accounts-imported', this.#reload);
    document.addEventListener('tiktok-connect-succeeded', this.#afterSignIn);
    document.addEventListener('visibilitychange', this.#catchUp);
    window.addEventListener('online', this.#comeBack);
    if (this.#loads.signal.aborted) void this.load();
    else if (this.index === undefined) this.#slow.begin();
  }

  disconnected(): void {
    document.removeEventListener('tiktok-accounts-imported', this.#reload);
    document.removeEventListener('tiktok-connect-succeeded', this.#afterSignIn);
    document.removeEventListener('visibilitychange', this.#catchUp);
    window.removeEventListener('online', this.#comeBack);
    this.#loads.abort();
  }

  /** Another session: nothing of the old one stays. */
  reset(): void {
    this.index = undefined;
    this.connections = [];
    this.checking.clear();
    this.checkingAll = undefined;
    this.isPartial = false;
    this.permissions = undefined;
    this.loadError = undefined;
    this.checkError = undefined;
    void this.load();
  }

  get mayRead(): boolean {
    return this.permissions?.includes('read') ?? true;
  }

  get mayConnect(): boolean {
    return this.permissions?.includes('connect') ?? true;
  }

  get accounts(): readonly AdAccount[] {
    return (this.index ?? NO_ACCOUNTS).accounts;
  }

  /** The sign-ins that ad accounts hang on. */
  get usedConnections(): readonly Connection[] {
    const used = new Set(this.accounts.map((account) => account.connectionId));
    return this.connections.filter(({ id }) => used.has(id));
  }

  load(): Promise<void> {
    return (this.#loading = this.#load(false));
  }

  /**
   * Nobody asked for it: what is the same is not drawn again, and what fails is not told.
   * @throws {TikTokAdsError} any - it could not be read
   */
  async #refreshQuietly(): Promise<void> {
    // What is on its way may be older than the reason to look.
    while (this.#isLoading && !this.#loads.signal.aborted) await this.#loading;
    if (this.index === undefined || !this.mayRead || this.#loads.signal.aborted) return;
    await (this.#loading = this.#load(true));
  }

  async #load(isQuiet: boolean): Promise<void> {
    const { client } = this.#host;
    if (client === undefined) return;
    this.#loads.abort();
    this.#loads = new AbortController();
    const { signal } = this.#loads;
    this.#isLoading = true;
    if (this.index === undefined) this.#slow.begin();
    try {
      const { permissions } = await client.session();
      if (signal.aborted) return;
      this.permissions = permissions;
      if (permissions.includes('read')) {
        const onPage = (soFar: readonly AdAccount[]) => {
          // The first thousand need not wait for the rest; what is there already is not replaced by a part.
          if (this.index !== undefined || signal.aborted || soFar.length < FULL_PAGE) return;
          this.isPartial = true;
          this.#show([...soFar]);
          this.#host.update();
        };
        const [accounts, connections] = await Promise.all([
          client.listAll('listAdAccounts', { signal }, onPage),
          client.listAll('listConnections', { signal }),
        ]);
        if (signal.aborted) return;
        const isSame = isQuiet && JSON.stringify(accounts) === JSON.stringify(this.accounts);
        this.isPartial = false;
        if (!isSame) this.#show(accounts);
        this.connections = connections;
        this.#loadedAt = Date.now();
        const stopped = connections.filter(({ state }) => state !== 'active' && state !== 'expiring');
        if (stopped.length > 0) this.#host.element.dispatchEvent(new NoticeOverEvent(stopped.map(({ id }) => id)));
      }
      this.loadError = undefined;
    } catch (error) {
      if (signal.aborted) return;
      if (isQuiet) {
        this.#isLoading = false;
        throw error;
      }
      this.loadError = this.#host.report(error);
    }
    if (signal.aborted) return;
    this.#isLoading = false;
    this.#slow.end();
    this.#host.update();
  }

  #show(accounts: readonly AdAccount[]): void {
    this.index = new AccountIndex(accounts);
    this.#changed();
  }

  readonly #reload = (): void => void this.load();

  /** A sign-in may share fewer ad accounts than the one before it: the server is asked to look before the list believes it. */
  readonly #afterSignIn = ({ detail }: DocumentEventMap['tiktok-connect-succeeded']): void => {
    const { client } = this.#host;
    const { connectionId } = detail;
    const isUsed = this.usedConnections.some(({ id }) => id === connectionId);
    void this.load();
    if (client === undefined || !isUsed) return;
    void this.#lookAgain(client, connectionId);
  };

  async #lookAgain(client: TikTokAdsClient, connectionId: string): Promise<void> {
    try {
      await client.call('checkConnection', { params: { connectionId }, timeoutMs: CHECK_TIMEOUT_MS });
    } catch {
      // The connect button reads the same sign-in, and says what goes wrong.
      return;
    }
    if (client === this.#host.client) await this.load();
  }

  readonly #catchUp = (): void => {
    if (!document.hidden && this.index !== undefined && Date.now() - this.#loadedAt > STALE_MS) void this.load();
  };

  readonly #comeBack = (): void => {
    const errors = [this.loadError, this.checkError?.error];
    if (!errors.some((error) => error?.code === 'network_error')) return;
    this.checkError = undefined;
    void this.load();
  };

  retry(): void {
    this.loadError = undefined;
    this.#host.update();
    void this.load();
  }

  /** Takes removed accounts out without asking the server again, unless an answer is on its way that may still hold them. */
  forget(gone: readonly AdAccount[]): void {
    const ids = new Set(gone.map(({ advertiserId }) => advertiserId));
    this.#show(this.accounts.filter(({ advertiserId }) => !ids.has(advertiserId)));
    if (this.#isLoading) void this.load();
    this.#host.update();
  }

  /** Takes a sign-in that was disconnected out, with its ad accounts. */
  forgetConnection({ id }: Connection): void {
    this.#host.element.dispatchEvent(new NoticeOverEvent([id]));
    this.connections = this.connections.filter((each) => each.id !== id);
    this.forget(this.accounts.filter(({ connectionId }) => connectionId === id));
  }

  /**
   * Asks TikTok how the account's sign-in stands now, and says so.
   * @returns the connection when the account was disconnected and TikTok still refuses, so that a sign-in can follow
   */
  async check(account: AdAccount): Promise<Connection | undefined> {
    const { advertiserId, connectionId } = account;
    const { client, labels } = this.#host;
    const words = labels.adAccountList;
    if (client === undefined || this.checking.has(advertiserId)) return undefined;
    const isOld = () => client !== this.#host.client;
    this.checking.add(advertiserId);
    this.checkError = undefined;
    this.#host.update();
    try {
      const connection = await client.call('checkConnection', {
        params: { connectionId },
        timeoutMs: CHECK_TIMEOUT_MS,
      });
      if (isOld()) return undefined;
      await this.load();
      if (isOld()) return undefined;
      const isRefused = connection.state === 'disconnected' || connection.state === 'revoked';
      if (isRefused && account.status === 'disconnected') {
        this.#host.announce(words.checkedRefused);
        return connection;
      }
      const { status } = this.index?.get(advertiserId) ?? account;
      this.#host.announce(words.checked(spokenName(account), words.statuses[status]));
    } catch (error) {
      if (isOld()) return undefined;
      const failure = this.#host.report(error);
      this.checkError = failure && { error: failure, account };
    } finally {
      if (!isOld()) this.checking.delete(advertiserId);
      this.#host.update();
    }
    return undefined;
  }

  /** The last check failed for a reason that every further call would meet. */
  get #isCutOff(): boolean {
    const error = this.checkError?.error;
    return error !== undefined && (isSessionError(error) || error.status === 0);
  }

  /** Checks every sign-in that ad accounts hang on, and says how many are not connected afterwards. */
  async checkAll(): Promise<void> {
    const { client, labels } = this.#host;
    if (client === undefined || this.checkingAll !== undefined) return;
    const queue = this.usedConnections.map(({ id }) => id);
    const progress = { done: 0, all: queue.length };
    const isOld = () => client !== this.#host.client;
    this.checkingAll = progress;
    this.checkError = undefined;
    this.#host.update();
    const work = async (): Promise<void> => {
      for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
        try {
          await client.call('checkConnection', { params: { connectionId: id }, timeoutMs: CHECK_TIMEOUT_MS });
        } catch (cause) {
          if (isOld()) return;
          const error = this.#host.report(cause);
          this.checkError ??= error && { error, account: undefined };
          if (this.#isCutOff) queue.length = 0;
        }
        if (isOld()) return;
        progress.done += 1;
        this.#host.update();
      }
    };
    await Promise.all(Array.from({ length: CHECKS_AT_ONCE }, work));
    if (isOld()) return;
    // Without network or session the list could not be read either; one error is enough.
    if (!this.#isCutOff) await this.load();
    if (isOld()) return;
    this.checkingAll = undefined;
    this.#host.update();
    if (this.checkError !== undefined || this.loadError !== undefined) return;
    const troubled = this.accounts.filter(({ status }) => status !== 'connected').length;
    this.#host.announce(labels.adAccountList.checkedAll(troubled));
  }
}
