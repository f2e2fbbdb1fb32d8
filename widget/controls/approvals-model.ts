import type { Approval } from '../../shared/approvals.ts';
import type { SessionView } from '../../shared/sessions.ts';
import { TikTokAdsError } from '../client/errors.ts';
import { SlowLoad } from '../controllers/slow.ts';
import { ApprovalCountEvent } from '../element/approval-count.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { isOnItsWay, later, mergeCards, toLookAt } from './approval-rank.ts';
import { outcomeOf, titleOf } from './approval-words.ts';

export type Deed = 'approve' | 'deny' | 'withdraw';

const CALLS = { approve: 'approveCall', deny: 'denyCall', withdraw: 'withdrawCall' } as const;
const PAGE = 50;
/** So many cards are asked about one by one when they no longer wait; the list of decisions has the others. */
const MOST_LOOKED_AT = 20;
/** Between two looks at what is on its way to TikTok, longer each time. */
const FIRST_LOOK_MS = 1000;
const LONGEST_LOOK_MS = 15_000;

/** The calls that wait for a person, and those that stopped waiting while the page was open. */
export class ApprovalsModel {
  cards: readonly Approval[] = [];
  isLoaded = false;
  isLoadingMore = false;
  pendingCount = 0;
  nextCursor: string | null = null;
  failure: TikTokAdsError | undefined;
  readonly busy = new Map<string, Deed>();
  readonly failures = new Map<string, { readonly deed: Deed; readonly error: TikTokAdsError }>();
  /** Somebody else had decided when this person pressed. */
  readonly overtaken = new Set<string>();
  readonly host: ViewHost;
  readonly #session: () => SessionView | undefined;
  readonly #slow: SlowLoad;
  #loads = new AbortController();
  #looks: ReturnType<typeof setTimeout> | undefined;
  #lookMs = FIRST_LOOK_MS;
  #wanted: string | undefined;
  #told = -1;

  constructor(host: ViewHost, session: () => SessionView | undefined) {
    this.host = host;
    this.#session = session;
    this.#slow = new SlowLoad(host.element, () => host.announce(host.labels.common.stillLoading));
  }

  get isSlow(): boolean {
    return this.#slow.isSlow;
  }

  /** The user who looks. */
  get you(): string | null {
    return this.#session()?.userId ?? null;
  }

  get permissions(): readonly string[] {
    return this.#session()?.permissions ?? [];
  }

  isOwn({ requestedBy }: Approval): boolean {
    const { credential, userId } = requestedBy;
    return credential === 'session' && userId !== null && userId === this.you;
  }

  stop(): void {
    this.#loads.abort();
    clearTimeout(this.#looks);
  }

  /** Another session: nothing of the old one stays. */
  reset(): void {
    this.stop();
    this.cards = [];
    this.isLoaded = false;
    this.isLoadingMore = false;
    this.pendingCount = 0;
    this.nextCursor = null;
    this.failure = undefined;
    this.busy.clear();
    this.failures.clear();
    this.overtaken.clear();
    this.#told = -1;
  }

  /**
   * What waits now. Cards stay where they are; those that wait no more say what became of them.
   * @param isQuiet nobody asked for it: a failure is thrown, and not shown over what is there
   */
  async load(isQuiet = false): Promise<void> {
    const { client } = this.host;
    if (client === undefined) return;
    this.#loads.abort();
    const { signal } = (this.#loads = new AbortController());
    if (!this.isLoaded) this.#slow.begin();
    if (!isQuiet) this.failure = undefined;
    try {
      const page = await client.call('listApprovals', { query: { status: 'pending', limit: PAGE }, signal });
      const waiting = page.items.filter(({ status }) => status === 'pending');
      const looked = await this.#lookAt(toLookAt(this.cards, waiting, page.nextCursor !== null), signal);
      if (signal.aborted) return;
      const known = new Set(this.cards.map(({ id }) => id));
      const arrived = waiting.filter(({ id }) => !known.has(id)).length;
      if (this.isLoaded && arrived > 0) this.host.announce(this.host.labels.controls.heardNew(arrived));
      this.#take([...waiting, ...looked]);
      if (!this.isLoaded || this.nextCursor === null) this.nextCursor = page.nextCursor;
      this.pendingCount = page.pendingCount;
      this.isLoaded = true;
      this.failure = undefined;
      await this.#lead(signal);
    } catch (cause) {
      if (signal.aborted) return;
      if (isQuiet && this.isLoaded) throw cause;
      this.failure = this.host.report(cause);
    } finally {
      if (!signal.aborted) this.#slow.end();
    }
    this.#changed();
  }

  async #lookAt(cards: readonly Approval[], signal: AbortSignal): Promise<readonly Approval[]> {
    const { client } = this.host;
    if (client === undefined) return [];
    // One that cannot be read stays as it is: the next look asks again.
    const asked = cards
      .slice(0, MOST_LOOKED_AT)
      .map(({ id }) => client.call('getApproval', { params: { approvalId: id }, signal }).catch(() => undefined));
    return (await Promise.all(asked)).filter((approval) => approval !== undefined);
  }

  /** Takes in what was read, and tells what changed by itself. */
  #take(read: readonly Approval[]): void {
    const before = new Map(this.cards.map((card) => [card.id, card]));
    this.cards = mergeCards(this.cards, read);
    for (const card of this.cards) {
      const old = before.get(card.id);
      if (old !== undefined && old.status !== card.status) this.#tell(card);
    }
  }

  #tell(approval: Approval): void {
    const { labels } = this.host;
    const title = titleOf(approval, this.host, this.you);
    this.host.announce(labels.controls.heard(title, outcomeOf(approval, labels, this.you)));
  }

  #put(approval: Approval): void {
    const known = this.cards.some(({ id }) => id === approval.id);
    this.cards = known
      ? this.cards.map((card) => (card.id === approval.id ? later(card, approval) : card))
      : [approval, ...this.cards];
  }

  #changed(): void {
    if (this.#told !== this.pendingCount && this.isLoaded) {
      this.#told = this.pendingCount;
      this.host.element.dispatchEvent(new ApprovalCountEvent(this.pendingCount));
    }
    this.#watch();
    this.host.update();
  }

  /** Looks again at what is on its way, until it has come to its end. */
  #watch(): void {
    clearTimeout(this.#looks);
    if (!this.cards.some(isOnItsWay)) {
      this.#lookMs = FIRST_LOOK_MS;
      return;
    }
    const { signal } = this.#loads;
    this.#looks = setTimeout(async () => {
      this.#lookMs = Math.min(2 * this.#lookMs, LONGEST_LOOK_MS);
      const looked = await this.#lookAt(this.cards.filter(isOnItsWay), signal);
      if (signal.aborted) return;
      this.#take(looked);
      this.#changed();
    }, this.#lookMs);
  }

  async loadMore(): Promise<void> {
    const { client } = this.host;
    const { nextCursor: cursor } = this;
    if (client === undefined || cursor === null || this.isLoadingMore) return;
    this.isLoadingMore = true;
    this.host.update();
    try {
      const page = await client.call('listApprovals', { query: { status: 'pending', limit: PAGE, cursor } });
      if (client !== this.host.client) return;
      const known = new Set(this.cards.map(({ id }) => id));
      const more = page.items.filter(({ id }) => !known.has(id));
      this.cards = [...this.cards, ...more];
      this.nextCursor = page.nextCursor;
      this.failure = undefined;
      // The last page takes the pressed button away: the keyboard goes on at the first card that came.
      if (page.nextCursor === null && more[0] !== undefined) void this.focusCard(more[0].id);
    } catch (cause) {
      if (client !== this.host.client) return;
      this.failure = this.host.report(cause);
    }
    this.isLoadingMore = false;
    this.host.update();
  }

  /** Decides, and shows on the card what came of it, also when it failed. */
  async decide(approval: Approval, deed: Deed): Promise<void> {
    if (this.busy.has(approval.id)) return;
    const wasInside = this.host.find(cardSelector(approval.id))?.matches(':focus-within') === true;
    this.failures.delete(approval.id);
    try {
      await this.send(approval, deed);
    } catch (cause) {
      const error = this.host.report(cause);
      if (error !== undefined) this.failures.set(approval.id, { deed, error });
    }
    this.host.update();
    if (wasInside && !this.failures.has(approval.id)) await this.focusCard(approval.id);
  }

  /**
   * Sends the decision. Where somebody else was faster, the card says who and what, and that is no failure.
   * @throws {TikTokAdsError} for every other failure
   */
  async send({ id }: Approval, deed: Deed, note?: string): Promise<void> {
    const { client } = this.host;
    if (client === undefined) return;
    this.busy.set(id, deed);
    this.host.update();
    try {
      const body = note === undefined || note === '' ? {} : { note };
      const decided = await client.call(CALLS[deed], { params: { approvalId: id }, body });
      if (client !== this.host.client) return;
      this.#decided(decided);
    } catch (cause) {
      if (client !== this.host.client) return;
      if (!(cause instanceof TikTokAdsError) || cause.code !== 'approval_over') throw cause;
      await this.#overtake(id, cause);
    } finally {
      if (client === this.host.client) this.busy.delete(id);
      this.#changed();
    }
  }

  #decided(decided: Approval): void {
    this.#put(decided);
    this.failures.delete(decided.id);
    this.pendingCount = Math.max(0, this.pendingCount - 1);
    this.host.announce(outcomeOf(decided, this.host.labels, this.you));
  }

  async #overtake(id: string, cause: TikTokAdsError): Promise<void> {
    const { client } = this.host;
    const found = await client?.call('getApproval', { params: { approvalId: id } });
    if (client !== this.host.client) return;
    if (found === undefined || found.status === 'pending') throw cause;
    // The answer to one's own earlier press may have been lost.
    if (found.decidedBy !== this.you) this.overtaken.add(id);
    this.#put(found);
    this.pendingCount = Math.max(0, this.pendingCount - 1);
    this.#tell(found);
  }

  /** Takes a card that is over out of the part of those that wait. */
  dismiss({ id }: Approval): void {
    this.cards = this.cards.filter((card) => card.id !== id);
    this.overtaken.delete(id);
    // Before the pressed button goes.
    this.host.find('.waiting .title')?.focus();
    this.host.update();
  }

  /** Scrolls to a card and focuses it, as soon as it is there. */
  show(id: string): void {
    this.#wanted = id;
    if (this.isLoaded) void this.#lead(this.#loads.signal);
  }

  async #lead(signal: AbortSignal): Promise<void> {
    const id = this.#wanted;
    const { client } = this.host;
    if (id === undefined || client === undefined) return;
    this.#wanted = undefined;
    if (!this.cards.some((card) => card.id === id)) {
      // The list above says what is wrong; nothing else can be shown.
      const found = await client.call('getApproval', { params: { approvalId: id }, signal }).catch(() => undefined);
      if (signal.aborted || found === undefined) return;
      this.#put(found);
      this.host.update();
    }
    void this.focusCard(id);
  }

  async focusCard(id: string): Promise<void> {
    this.host.update();
    await this.host.element.updateComplete;
    const title = this.host.find(`${cardSelector(id)} .ask__title`);
    title?.focus({ preventScroll: true });
    title?.scrollIntoView({ block: 'nearest' });
  }
}

export const cardSelector = (id: string): string => `[data-approval='${CSS.escape(id)}']`;
