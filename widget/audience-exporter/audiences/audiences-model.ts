import type { AdAccount } from '../../../shared/ad-accounts.ts';
import type { Audience } from '../../../shared/audiences.ts';
import type { Export } from '../../../shared/exports.ts';
import type { Mirror } from '../../../shared/mirrors.ts';
import type { TikTokAdsClient } from '../../client/client.ts';
import type { TikTokAdsError } from '../../client/errors.ts';
import { RelativeClock } from '../../controllers/relative-clock.ts';
import { keepFocusClear } from '../../element/keep-focus-clear.ts';
import type { ViewHost } from '../../element/lazy-element.ts';
import { AudienceList } from './audience-list.ts';
import { FullDialog, ReachDialog, StopDialog } from './confirm-dialogs.ts';
import { LookalikeDialog } from './lookalike-dialog.ts';
import { MirrorList } from './mirror-list.ts';
import { RemoveAudienceDialog } from './remove-dialog.ts';
import { RenameDialog } from './rename-dialog.ts';
import { RowMenu } from './row-menu.ts';
import { ScheduleDialog } from './schedule-dialog.ts';
import { ShareDialog } from './share-dialog.ts';
import { UndoBar } from './undo-bar.ts';

const MINUTE_MS = 60_000;

export interface AudiencesOptions {
  /** The ad account that is chosen around it; null while none is. */
  advertiserId: () => string | null;
  /** Shows an export. */
  openExport: (exported: Export) => void;
  /** Shows every export to an audience. */
  showHistory: (customAudienceId: string, name: string) => void;
  /** A run of what is kept in sync has begun or ended. */
  runsMoved?: () => void;
  /** Whether the workspace's stream tells what becomes of runs; false without it. */
  isTold?: () => boolean;
  /** Begins an export to an audience; without it that is not offered. */
  sendMore?: (audience: Audience, advertiserId: string) => void;
}

/** What is known of an ad account's audiences and what keeps them in sync, and what a press does with them. */
export class AudiencesModel {
  readonly host: ViewHost;
  readonly options: AudiencesOptions;
  readonly list: AudienceList;
  readonly mirrors: MirrorList;
  readonly menu: RowMenu;
  readonly clock: RelativeClock;
  readonly undo: UndoBar;
  readonly rename: RenameDialog;
  readonly share: ShareDialog;
  readonly lookalike: LookalikeDialog;
  readonly reach: ReachDialog;
  readonly remove: RemoveAudienceDialog;
  readonly schedule: ScheduleDialog;
  readonly stop: StopDialog;
  readonly full: FullDialog;
  /** Only what is kept in sync is shown: nobody has asked for the audiences, and TikTok is not asked either. */
  isFolded = false;
  accounts: readonly AdAccount[] = [];
  /** What could not be taken back, and how to try that again. */
  failedUndo: { of: string; title: string; error: TikTokAdsError; again: () => void } | null = null;
  canExport = false;
  /** The run whose replacing somebody has ticked. */
  tickedRun: string | null = null;
  /** Another ad account than the one chosen around it, to look at. */
  #lookedAt: string | null = null;
  /** The ad account whose audiences were asked for last. */
  #loaded: string | null | undefined;
  #usedClient: TikTokAdsClient | undefined;
  #isOpen = false;
  #abort = new AbortController();

  constructor(host: ViewHost, options: AudiencesOptions) {
    this.host = host;
    this.options = options;
    this.list = new AudienceList(host);
    const onRuns = (isOver: boolean) => {
      if (isOver) this.#loadList();
      options.runsMoved?.();
    };
    this.mirrors = new MirrorList(host, onRuns, () => options.isTold?.() ?? false);
    this.menu = new RowMenu(host);
    this.clock = new RelativeClock(host.element, () => host.format);
    this.undo = new UndoBar(host);
    keepFocusClear(host, '.done');
    this.rename = new RenameDialog(host, {
      names: () => this.list.items.map(({ name }) => name),
      rename: (audience, name) => this.#rename(audience, name),
      renamed: (before, after) => this.#renamed(before, after),
    });
    this.share = new ShareDialog(host, (audience) => this.list.put(audience));
    this.lookalike = new LookalikeDialog(host, (name) => {
      host.announce(host.labels.audiences.lookalikeMade(name));
      void this.list.load(this.advertiserId);
    });
    this.reach = new ReachDialog(host);
    this.remove = new RemoveAudienceDialog(host, {
      removed: (audience) => this.#forget(audience),
      stopSync: (mirror) => this.stop.open({ mirror, name: this.mirrorName(mirror) }),
      showRuns: ({ customAudienceId, name }) => options.showHistory(customAudienceId, name),
    });
    this.schedule = new ScheduleDialog(host, (before, after) => this.#rescheduled(before, after));
    this.stop = new StopDialog(host, (mirror) => this.#forgetMirror(mirror));
    this.full = new FullDialog(host, (mirror) => this.#begin(mirror, 'full'));
  }

  connected(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    if (this.host.client !== undefined) this.load();
  }

  disconnected(): void {
    this.#isOpen = false;
    this.#abort.abort();
    this.undo.drop();
    this.list.close();
    this.mirrors.close();
  }

  clientChanged(): void {
    // Whoever connects a view that is new says both at once.
    if (this.host.client === this.#usedClient) return;
    this.#lookedAt = null;
    this.canExport = false;
    this.accounts = [];
    this.#forgetAll();
    this.load();
  }

  accountChanged(): void {
    this.#lookedAt = null;
    if (this.advertiserId === this.#loaded) return;
    this.#forgetAll();
    this.load();
  }

  backOnline(): void {
    if (this.list.failure?.code === 'network_error' || this.mirrors.failure?.code === 'network_error') this.load();
  }

  /** The ad account whose audiences are shown. */
  get advertiserId(): string | null {
    return this.#lookedAt ?? this.options.advertiserId();
  }

  get isSandbox(): boolean {
    return this.list.failure?.code === 'tiktok_not_in_sandbox';
  }

  /** Shows the audiences of another ad account than the one chosen around it. */
  lookAt(advertiserId: string): void {
    if (advertiserId === '') return;
    this.#lookedAt = advertiserId;
    this.#forgetAll();
    this.load();
  }

  #forgetAll(): void {
    this.undo.drop();
    this.failedUndo = null;
    for (const dialog of this.dialogs) dialog.reset();
    this.list.clear();
    this.mirrors.clear();
  }

  get dialogs() {
    return [this.rename, this.share, this.lookalike, this.reach, this.remove, this.schedule, this.stop, this.full];
  }

  load(): void {
    this.#loaded = this.advertiserId;
    this.#usedClient = this.host.client;
    void this.#loadSession();
    this.#loadList();
    void this.mirrors.load(this.advertiserId);
  }

  #loadList(): void {
    if (!this.isFolded) void this.list.load(this.advertiserId);
  }

  /** Shows the audiences, too. */
  readonly unfold = (): void => {
    this.isFolded = false;
    this.#loadList();
    void this.#focus('.audiences__title');
  };

  /** Who may do what, and the other ad accounts. Both are niceties: without them one can still look. */
  async #loadSession(): Promise<void> {
    const { client } = this.host;
    if (client === undefined) return;
    this.#abort.abort();
    const { signal } = (this.#abort = new AbortController());
    const [session, accounts] = await Promise.all([
      client.session().catch(() => undefined),
      client.listAll('listAdAccounts', { signal }).catch(() => undefined),
    ]);
    if (signal.aborted) return;
    this.canExport = session?.permissions.includes('export') ?? this.canExport;
    this.accounts = accounts ?? this.accounts;
    this.host.update();
  }

  mirrorName({ audienceName, customAudienceId }: Mirror): string {
    const listed = this.list.items.find((one) => one.customAudienceId === customAudienceId)?.name;
    return listed ?? audienceName ?? customAudienceId ?? this.host.labels.mirrors.unnamed;
  }

  /** "3 minutes ago", kept right while it is shown; "just now" within a minute. */
  since(iso: string): string {
    const text = this.clock.relative(iso);
    return Math.abs(Date.now() - Date.parse(iso)) < MINUTE_MS ? this.host.labels.mirrors.justNow : text;
  }

  scheduleOf({ schedule, timezone }: Mirror): string {
    const { labels } = this.host;
    return schedule === null ? labels.mirrors.onRequest : labels.audienceExporter.scheduleInWords(schedule, timezone);
  }

  openRun(mirror: Mirror, exportId: string): void {
    const known = this.mirrors.runs.get(exportId);
    if (known !== undefined) return this.options.openExport(known);
    const call = this.mirrors.act(mirror, 'open', (client) => client.call('getExport', { params: { exportId } }));
    void this.#then(call, (exported) => this.options.openExport(exported));
  }

  runNow(mirror: Mirror): void {
    this.#begin(mirror, 'run');
  }

  #begin(mirror: Mirror, action: 'run' | 'full'): void {
    const body = action === 'full' ? { full: true } : {};
    const call = this.mirrors.act(mirror, action, (client) =>
      client.call('runMirror', { params: { mirrorId: mirror.id }, body }),
    );
    void this.#then(call, () => this.host.announce(this.host.labels.mirrors.runStarted(this.mirrorName(mirror))));
  }

  /** A run that ends at its report, which is shown. */
  check(mirror: Mirror): void {
    const call = this.mirrors.act(mirror, 'check', (client) =>
      client.call('runMirror', { params: { mirrorId: mirror.id }, body: { dryRun: true } }),
    );
    void this.#then(call, (exported) => this.options.openExport(exported));
  }

  pause(mirror: Mirror): void {
    const call = this.mirrors.act(mirror, 'pause', (client) =>
      client.call('pauseMirror', { params: { mirrorId: mirror.id } }),
    );
    void this.#then(call, () => {
      const { paused } = this.host.labels.mirrors;
      this.host.announce(paused(this.mirrorName(mirror), mirror.currentExportId !== null));
    });
  }

  resume(mirror: Mirror): void {
    const call = this.mirrors.act(mirror, 'resume', (client) =>
      client.call('resumeMirror', { params: { mirrorId: mirror.id } }),
    );
    void this.#then(call, () => this.host.announce(this.host.labels.mirrors.resumed(this.mirrorName(mirror))));
  }

  confirm(mirror: Mirror, run: Export): void {
    const call = this.mirrors.act(mirror, 'confirm', (client) =>
      client.call('startExport', { params: { exportId: run.id } }),
    );
    void this.#then(call, () => this.#answered(mirror, this.host.labels.mirrors.confirmed));
  }

  decline(mirror: Mirror, run: Export): void {
    const call = this.mirrors.act(mirror, 'decline', (client) =>
      client.call('cancelExport', { params: { exportId: run.id } }),
    );
    void this.#then(call, () => this.#answered(mirror, this.host.labels.mirrors.declined));
  }

  /** The question is gone with its buttons: the keyboard goes on at the row. */
  #answered(mirror: Mirror, text: string): void {
    this.host.announce(text);
    void this.#focus(`#menu-${mirror.id}`);
  }

  dismiss(mirror: Mirror): void {
    this.mirrors.dismiss(mirror);
    void this.#focus(`#menu-${mirror.id}`);
  }

  async #then<Answer>(call: Promise<Answer | undefined>, done: (answer: Answer) => void): Promise<void> {
    const answer = await call;
    if (answer !== undefined) done(answer);
  }

  #rename(audience: Audience, name: string): Promise<Audience> {
    const { client } = this.host;
    const { customAudienceId } = audience;
    const advertiserId = this.advertiserId ?? '';
    if (client === undefined) return Promise.reject(new Error('There is no client'));
    return client.call('updateAudience', { params: { customAudienceId }, query: { advertiserId }, body: { name } });
  }

  #renamed(before: Audience, after: Audience): void {
    const words = this.host.labels.audiences;
    this.list.put(after);
    this.undo.offer(after.customAudienceId, words.renamed(after.name), () => void this.#renameBack(before));
  }

  #renameBack(before: Audience): Promise<void> {
    const words = this.host.labels.audiences;
    return this.#takeBack(before.customAudienceId, words.renameFailed, async () => {
      const after = await this.#rename(before, before.name);
      return () => {
        this.list.put(after);
        this.host.announce(words.renamedBack(after.name));
      };
    });
  }

  #rescheduled(before: Mirror, after: Mirror): void {
    const { labels } = this.host;
    this.mirrors.put(after);
    const words = labels.mirrors.scheduled(this.scheduleOf(after));
    this.undo.offer(after.id, words, () => void this.#scheduleBack(before));
  }

  #scheduleBack(before: Mirror): Promise<void> {
    const words = this.host.labels.mirrors;
    const { client } = this.host;
    return this.#takeBack(before.id, words.scheduleFailed, async () => {
      const body = { schedule: before.schedule };
      const after = await client?.call('updateMirror', { params: { mirrorId: before.id }, body });
      return () => {
        if (after === undefined) return;
        this.mirrors.put(after);
        this.host.announce(words.scheduledBack);
      };
    });
  }

  /** Takes something back; what fails is said above the list. An answer that another session or ad account has overtaken is dropped. */
  async #takeBack(of: string, title: string, call: () => Promise<() => void>): Promise<void> {
    const { client } = this.host;
    const { advertiserId } = this;
    const isOld = () => client !== this.host.client || advertiserId !== this.advertiserId;
    this.failedUndo = null;
    try {
      const done = await call();
      if (!isOld()) done();
    } catch (cause) {
      const error = isOld() ? undefined : this.host.report(cause);
      if (error !== undefined)
        this.failedUndo = { of, title, error, again: () => void this.#takeBack(of, title, call) };
    }
    this.host.update();
  }

  /** What is gone can't be put back as it was. */
  #keepNoUndo(of: string): void {
    this.undo.dropOf(of);
    if (this.failedUndo?.of === of) this.failedUndo = null;
  }

  /** Takes a deleted audience out, and says where focus goes: the row that took its place, or the title. */
  #forget(audience: Audience): () => HTMLElement | null {
    const { items } = this.list;
    const at = items.findIndex(({ customAudienceId }) => customAudienceId === audience.customAudienceId);
    const next = items[at + 1] ?? items[at - 1];
    this.list.drop(audience.customAudienceId);
    this.#keepNoUndo(audience.customAudienceId);
    return () =>
      (next === undefined ? null : this.host.find(`#menu-${next.customAudienceId}`)) ??
      this.host.find('.audiences__title');
  }

  #forgetMirror(mirror: Mirror): () => HTMLElement | null {
    const { items } = this.mirrors;
    const at = items.indexOf(mirror);
    const next = items[at + 1] ?? items[at - 1];
    this.mirrors.drop(mirror);
    this.#keepNoUndo(mirror.id);
    const audience = this.list.items.find(({ mirrorId }) => mirrorId === mirror.id);
    if (audience !== undefined) this.list.put({ ...audience, mirrorId: null });
    return () =>
      (next === undefined ? null : this.host.find(`#menu-${next.id}`)) ?? this.host.find('.audiences__title');
  }

  async #focus(selector: string): Promise<void> {
    await this.host.element.updateComplete;
    this.host.find(selector)?.focus();
  }
}
