import { html, type TemplateResult } from 'lit';
import type { SessionView } from '../../shared/sessions.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import { LiveUpdates } from '../controllers/live-updates.ts';
import { RelativeClock } from '../controllers/relative-clock.ts';
import { failureBlock } from '../element/failure.ts';
import { keepFocusClear } from '../element/keep-focus-clear.ts';
import type { ElementView, ViewHost } from '../element/lazy-element.ts';
import { stateBlock } from '../element/state-block.ts';
import { AccountBook } from './account-book.ts';
import { ApprovalsPart } from './approvals-part.ts';
import { CallsPart } from './calls-part.ts';
import { CapsPart } from './caps-part.ts';
import { controlsStyles } from './controls.styles.ts';
import { RulesPart } from './rules-part.ts';

/** What no event tells, and everything where there is no stream, is looked at this often. */
const LOOK_AGAIN_MS = 60_000;
const ACCOUNTS_EVENTS = ['tiktok-accounts-imported', 'tiktok-account-removed'] as const;

/** The inside of `<tiktok-controls>`: four parts, each of which loads, fails and waits by itself. */
export class ControlsView implements ElementView {
  readonly styles = controlsStyles;
  readonly #host: ViewHost;
  readonly #book: AccountBook;
  readonly #approvals: ApprovalsPart;
  readonly #rules: RulesPart;
  readonly #caps: CapsPart;
  readonly #calls: CallsPart;
  readonly #live: LiveUpdates;
  readonly #clock: RelativeClock;
  #session: SessionView | undefined;
  #failure: TikTokAdsError | undefined;
  #isStopped = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lookedAt = 0;

  constructor(host: ViewHost) {
    this.#host = host;
    const session = () => this.#session;
    // A model never lifts the rules that hold it, whatever its session may do.
    const isAgent = () => this.#session?.actorKind === 'agent';
    const mayChange = () => this.#session?.permissions.includes('controls') === true && !isAgent();
    this.#book = new AccountBook(host, () => this.#caps.accountsChanged());
    const nameOf = (advertiserId: string | null) => this.#book.of(advertiserId)?.name ?? null;
    this.#approvals = new ApprovalsPart(host, session, nameOf);
    this.#rules = new RulesPart(host, this.#book, mayChange, isAgent);
    this.#caps = new CapsPart(host, this.#book, mayChange);
    this.#calls = new CallsPart(host, session, nameOf);
    this.#clock = new RelativeClock(host.element, () => host.format);
    this.#live = new LiveUpdates(host, {
      concerns: ({ type }) => type.startsWith('approval.'),
      refresh: () => this.#hear(),
    });
    host.element.addController(this.#live);
    keepFocusClear(host, '.savebar, .undone');
  }

  get hasUnsavedChanges(): boolean {
    return this.#rules.model.isDirty;
  }

  showApproval(approvalId: string): void {
    this.#approvals.model.show(approvalId);
  }

  connected(): void {
    window.addEventListener('beforeunload', this.#guard);
    document.addEventListener('visibilitychange', this.#seen);
    for (const name of ACCOUNTS_EVENTS) document.addEventListener(name, this.#reloadAccounts);
    this.#plan();
    if (!this.#isStopped) return;
    this.#isStopped = false;
    void this.#load();
  }

  disconnected(): void {
    window.removeEventListener('beforeunload', this.#guard);
    document.removeEventListener('visibilitychange', this.#seen);
    for (const name of ACCOUNTS_EVENTS) document.removeEventListener(name, this.#reloadAccounts);
    clearTimeout(this.#timer);
    this.#isStopped = true;
    for (const part of [this.#approvals, this.#rules, this.#caps, this.#calls, this.#book]) part.stop();
  }

  clientChanged(): void {
    this.#session = undefined;
    this.#failure = undefined;
    for (const part of [this.#approvals, this.#rules, this.#caps, this.#calls, this.#book]) part.reset();
    // Taken out of the page, it begins when it is back.
    if (!this.#isStopped) void this.#load();
  }

  backOnline(): void {
    void this.#load();
  }

  refresh(): Promise<void> {
    return this.#load();
  }

  readonly #guard = (event: BeforeUnloadEvent): void => {
    if (this.hasUnsavedChanges) event.preventDefault();
  };

  readonly #reloadAccounts = (): void => void this.#book.load();
  readonly #again = (): void => void this.#load();

  async #load(): Promise<void> {
    const { client } = this.#host;
    if (client === undefined) return;
    this.#lookedAt = Date.now();
    try {
      const session = await client.session();
      if (client !== this.#host.client || this.#isStopped) return;
      this.#session = session;
      this.#failure = undefined;
    } catch (cause) {
      if (client !== this.#host.client || this.#isStopped) return;
      this.#failure = this.#host.report(cause);
      return this.#host.update();
    }
    this.#host.update();
    if (!this.#mayRead) return;
    await Promise.all([
      this.#approvals.load(),
      this.#rules.load(),
      this.#book.load(),
      this.#caps.load(),
      this.#calls.load(),
    ]);
  }

  get #mayRead(): boolean {
    return this.#session?.permissions.includes('read') !== false;
  }

  /** An event says that something waits or was decided. */
  async #hear(): Promise<void> {
    if (this.#session === undefined || !this.#mayRead) return;
    await Promise.all([this.#approvals.load(true), this.#calls.load(true)]);
  }

  #plan(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), LOOK_AGAIN_MS);
  }

  readonly #seen = (): void => {
    if (!document.hidden && Date.now() - this.#lookedAt >= LOOK_AGAIN_MS) void this.#look();
  };

  /** Quietly, since nobody asked for it. */
  async #look(): Promise<void> {
    if (!document.hidden && this.#session !== undefined && this.#mayRead) {
      this.#lookedAt = Date.now();
      // What fails now is tried again with the next look; a person who presses something is told.
      await Promise.allSettled([
        this.#calls.load(true),
        ...(this.#live.isStreaming ? [] : [this.#approvals.load(true)]),
      ]);
    }
    if (!this.#isStopped) this.#plan();
  }

  updated(): void {
    this.#rules.updated();
  }

  render(): TemplateResult {
    const words = this.#host.labels.controls;
    if (this.#session === undefined && this.#failure !== undefined) {
      return html`<section part="panel" class="panel" aria-label=${words.title} role="alert">
        ${failureBlock(this.#host, { title: words.loadFailed, error: this.#failure, again: this.#again })}
      </section>`;
    }
    if (!this.#mayRead) {
      return html`<section part="panel" class="panel" aria-label=${words.title}>
        ${stateBlock({ mark: 'lock', title: words.noPermissionTitle, text: words.noPermission })}
      </section>`;
    }
    return html`<div class="controls">
      ${this.#approvals.render(this.#clock, this.hasUnsavedChanges)} ${this.#rules.render(this.#clock)} ${this.#caps.render(this.#clock)}
      ${this.#calls.render(this.#clock)} ${this.#approvals.renderDialogs()} ${this.#rules.renderDialogs()}
      ${this.#caps.renderDialogs()}
    </div>`;
  }
}
