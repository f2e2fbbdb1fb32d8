import type { ActivityEvent } from '../../shared/events.ts';
import type { Export } from '../../shared/exports.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import { DialogController } from '../element/dialog.ts';
import { isFocusElsewhere } from '../element/focus.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { TikTokExportFinishedEvent } from '../events/export-finished.ts';
import { TikTokExportProgressEvent } from '../events/export-progress.ts';
import { TikTokExportStartedEvent } from '../events/export-started.ts';
import { openCsvWorker } from '../worker/hash-csv.ts';
import { ExportFlow } from './export-flow.ts';
import { exportName } from './export-names.ts';
import { needsSignIn } from './export-verdict.ts';
import { ExportHistory } from './history.ts';
import { pageLine, waitMs, waitMsInSight } from './page-waits.ts';
import { ReportLoader } from './report-loader.ts';
import { saveFile } from './save-file.ts';
import { signInAgain } from './sign-in.ts';
import { RunVoice } from './run-voice.ts';
import type { WorldLoader } from './world-loader.ts';

/** What the person is asked before it happens. */
export type Confirmation = { kind: 'REPLACE' | 'REMOVE' | 'CANCEL'; shown: Export };

export type ExportFile = 'audience.csv' | 'rejects.csv';

/** A file that could not be fetched, and what it is of. */
export interface FailedDownload {
  exported: Export;
  file: ExportFile;
  failure: TikTokAdsError;
}

/** The exports that exist: the one under way, those of the history, and what is asked and fetched about them. */
export class ExportRuns {
  readonly dialog: DialogController;
  readonly history: ExportHistory;
  readonly flow: ExportFlow;
  readonly report: ReportLoader;
  confirmation: Confirmation | null = null;
  /** The tick in a confirmation. */
  isConfirmed = false;
  failedDownload: FailedDownload | null = null;
  /** An export opened from the history takes the place of the steps. */
  isWatching = false;
  readonly #host: ViewHost;
  readonly #loader: WorldLoader;
  readonly #onSent: () => void;
  /** The connection whose sign-in lets the export that is shown go on. */
  #awaitsSignIn: string | undefined;
  /** The next state was asked for by a press. */
  #bringsFocus = false;

  /**
   * @param onSent called when TikTok has taken what an export sent, or is done with it
   * @param isTold whether the workspace's stream tells what becomes of exports
   */
  constructor(host: ViewHost, loader: WorldLoader, onSent: () => void, isTold: () => boolean) {
    this.#onSent = onSent;
    this.#host = host;
    this.#loader = loader;
    this.dialog = new DialogController(host.element);
    this.history = new ExportHistory(
      host,
      (exported) => this.nameOf(exported),
      () => void this.#learnNames(),
      isTold,
    );
    this.report = new ReportLoader(host);
    const voice = new RunVoice(host, Date.now);
    this.flow = new ExportFlow({
      client: () => host.client,
      openWorker: openCsvWorker,
      line: pageLine,
      wait: waitMs,
      waitForLook: waitMsInSight,
      now: Date.now,
      isTold,
      onChange: (run, before) => {
        voice.hear(run, before);
        this.report.follow(run);
        host.update();
      },
      onOpened: (opened, hostSends) => {
        const { id, advertiserId, segmentId } = opened;
        // A mirror's run goes on without the steps that led to it.
        if (opened.mirrorId !== null) this.isWatching = true;
        host.element.dispatchEvent(
          new TikTokExportStartedEvent({ exportId: id, advertiserId, segmentId, hostSendsPeople: hostSends }),
        );
      },
      onDropped: (cancelled) => {
        this.history.take(cancelled);
        host.update();
      },
      onMoved: (moved, before) => this.#moved(moved, before),
      onFailure: (failure) => {
        this.#bringsFocus = false;
        host.report(failure);
      },
    });
  }

  connected(): void {
    window.addEventListener('beforeunload', this.#guard);
    window.addEventListener('online', this.#lineChanged);
    window.addEventListener('offline', this.#lineChanged);
    document.addEventListener('tiktok-connect-succeeded', this.#signedIn);
    document.addEventListener('visibilitychange', this.#seen);
  }

  disconnected(): void {
    window.removeEventListener('beforeunload', this.#guard);
    window.removeEventListener('online', this.#lineChanged);
    window.removeEventListener('offline', this.#lineChanged);
    document.removeEventListener('tiktok-connect-succeeded', this.#signedIn);
    document.removeEventListener('visibilitychange', this.#seen);
    this.flow.close();
    this.report.forget();
    this.history.close();
  }

  /** For another session, which may see other exports. */
  forget(): void {
    this.dialog.close();
    this.flow.leave();
    this.history.clear();
    this.isWatching = false;
    this.failedDownload = null;
    this.#awaitsSignIn = undefined;
  }

  /** Takes up again what leaving the page had stopped. False when a file was half read: it has to be read anew. */
  goOn(): boolean {
    const { phase } = this.flow.run;
    if (phase === 'opening' || phase === 'hashing') {
      this.flow.drop();
      return false;
    }
    if (phase !== 'idle' && phase !== 'ready' && phase !== 'ended') void this.flow.lookAgain();
    return true;
  }

  // A file that is being hashed lives in this page alone; everything else goes on without it.
  readonly #guard = (event: BeforeUnloadEvent): void => {
    if (this.flow.run.phase === 'hashing') event.preventDefault();
  };

  readonly #lineChanged = (): void => this.flow.lineChanged();

  backOnline(): void {
    if (this.history.failure?.code === 'network_error') void this.history.retry();
  }

  /** Looks at what the workspace's stream says has moved; null where something was missed. */
  async hear(events: readonly ActivityEvent[] | null): Promise<void> {
    const ids = (events ?? []).flatMap(({ data }) =>
      'exportId' in data && data.exportId !== null ? [data.exportId] : [],
    );
    const { export: shown } = this.flow.run;
    if (shown !== null && (events === null || ids.includes(shown.id))) void this.flow.lookNow();
    // What is on its way may be older than the reason to look.
    await this.history.untilIdle();
    if (!this.history.isLoaded) return;
    this.history.refresh();
    await this.history.lookAt(ids);
  }

  nameOf(exported: Export): string {
    const { world, audienceNames } = this.#loader;
    return exportName({ host: this.#host, world, audienceNames }, exported);
  }

  loadHistory(): Promise<boolean> {
    return this.history.load();
  }

  /** Looks up what audiences are called that came without a name. */
  async #learnNames(): Promise<void> {
    const { audienceNames } = this.#loader;
    for (const { audience, customAudienceId } of this.history.items) {
      if ('create' in audience && customAudienceId !== null) audienceNames.set(customAudienceId, audience.create.name);
    }
    const nameless = this.history.items.filter(
      ({ audience, audienceName }) =>
        'update' in audience && audienceName === null && !audienceNames.has(audience.update.customAudienceId),
    );
    for (const advertiserId of new Set(nameless.map((item) => item.advertiserId)))
      await this.#loader.loadNames(advertiserId);
    if (nameless.length > 0) this.#host.update();
  }

  /** Whether it is the export that stands above the history. */
  shows(exported: Export): boolean {
    return this.flow.run.export?.id === exported.id;
  }

  /** Shows an export of the history in place of the steps. */
  watch(shown: Export): void {
    // What this page is busy with stands above already; a file that is being hashed would be lost with a second look.
    if (this.shows(shown)) return void this.focusRun();
    if (this.isWatching) this.flow.leave();
    else this.flow.drop();
    this.isWatching = true;
    this.#awaitsSignIn = undefined;
    // Before it is sent, the person reads what would be replaced, and how many audiences its account holds.
    if (shown.state === 'ready') void this.#loader.loadAudiences(shown.advertiserId).then(() => this.#host.update());
    const segment = this.#loader.world.segments.find(({ segmentId }) => segmentId === shown.segmentId);
    void this.flow.watch(shown, segment?.hasSource === false);
    void this.#host.element.updateComplete.then(() => this.#host.find('.run__title')?.focus());
  }

  /** Goes on with a failed export; when its sign-in is refused, signs in first. Call it inside the press. */
  retry(shown: Export, canConnect: boolean): void {
    if (!this.shows(shown)) this.watch(shown);
    if (!needsSignIn(shown.error) || !canConnect) return this.act(() => this.flow.retry());
    this.#awaitsSignIn = signInAgain({ host: this.#host, world: this.#loader.world }, shown.advertiserId);
    // An account that was taken out since has no sign-in of its own: the server says what to do.
    if (this.#awaitsSignIn === undefined) this.act(() => this.flow.retry());
  }

  /** Signs in for an export that waits for it. Call it inside the press. */
  signIn(shown: Export): void {
    if (!this.shows(shown)) this.watch(shown);
    const signsIn = signInAgain({ host: this.#host, world: this.#loader.world }, shown.advertiserId);
    // Its account was taken out since: the server knows by now, and says what to do.
    if (signsIn === undefined) void this.flow.lookAgain();
  }

  readonly #signedIn = ({ detail }: DocumentEventMap['tiktok-connect-succeeded']): void => {
    // The server goes on by itself, whichever sign-in it was; this page only looks.
    if (this.flow.run.export?.waiting != null) void this.flow.lookAgain();
    if (this.#awaitsSignIn !== detail.connectionId) return;
    this.#awaitsSignIn = undefined;
    if (this.flow.run.export?.state === 'failed') void this.flow.retry();
  };

  // Whoever comes back to the page may have signed in in another tab.
  readonly #seen = (): void => {
    if (!document.hidden && this.flow.run.export?.waiting != null && !this.flow.run.isBusy) void this.flow.lookAgain();
  };

  confirm(confirmation: Confirmation): void {
    this.confirmation = confirmation;
    this.isConfirmed = false;
    this.dialog.open();
  }

  /** Does what was asked about. */
  confirmed(act: () => Promise<void>): void {
    this.dialog.close(() => this.#host.find('.run__title, .is-current h4'));
    this.act(act);
  }

  /** Does what a press asked for. What was pressed goes with the state: focus follows to the title of what is there then. */
  act(act: () => Promise<void>): void {
    this.#bringsFocus = true;
    void act();
  }

  /** Brings focus to the export's title, unless the person has gone elsewhere meanwhile. */
  async focusRun(): Promise<void> {
    const { element } = this.#host;
    await element.updateComplete;
    if (isFocusElsewhere(element)) return;
    const focused = element.shadowRoot?.activeElement ?? null;
    if (focused === null || focused.matches('h4, .panel')) this.#host.find('.run__title, .is-current h4')?.focus();
  }

  #moved(moved: Export, before: Export | null): void {
    const { id, state, counts, peopleUploaded, customAudienceId, audienceProgress, error } = moved;
    const { element } = this.#host;
    element.dispatchEvent(
      new TikTokExportProgressEvent({ exportId: id, state, rows: counts.rows, ready: counts.ready, peopleUploaded }),
    );
    if (
      before !== null &&
      before.state !== state &&
      (state === 'completed' || state === 'failed' || state === 'cancelled')
    ) {
      element.dispatchEvent(
        new TikTokExportFinishedEvent({
          exportId: id,
          state,
          customAudienceId,
          coverNum: audienceProgress?.coverNum ?? 0,
          errorCode: error?.code ?? null,
        }),
      );
    }
    if (before !== null) this.history.take(moved);
    if (before !== null && before.state !== state && (state === 'processing' || state === 'completed')) this.#onSent();
    if (!this.#bringsFocus || before?.state === state) return;
    this.#bringsFocus = false;
    void this.focusRun();
  }

  /** Fetches a file of an export and hands it to the browser's downloads. */
  async download(exported: Export, file: ExportFile): Promise<void> {
    this.failedDownload = null;
    try {
      const blob = await this.#host.client?.download(`/v1/exports/${encodeURIComponent(exported.id)}/${file}`);
      if (blob !== undefined) saveFile(blob, `${this.nameOf(exported)} ${file}`);
    } catch (error) {
      const failure = this.#host.report(error);
      if (failure !== undefined) this.failedDownload = { exported, file, failure };
    }
    this.#host.update();
  }
}
