import type { Attribute } from '../../shared/identifiers/attributes.ts';
import type { Export } from '../../shared/exports.ts';
import type { TikTokAdsClient } from '../client/client.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import { DialogController } from '../element/dialog.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { TikTokExportFinishedEvent } from '../events/export-finished.ts';
import { TikTokExportProgressEvent } from '../events/export-progress.ts';
import { TikTokExportStartedEvent } from '../events/export-started.ts';
import { openCsvWorker } from '../worker/hash-csv.ts';
import { type CountryName, loadCountryNames } from './country-names.ts';
import { CsvPicker } from './csv-picker.ts';
import { ExportFlow, waitMs } from './export-flow.ts';
import {
  canExportTo,
  type Draft,
  EMPTY_DRAFT,
  STEPS,
  type Step,
  stepProblem,
  toCreateExport,
  type World,
} from './export-state.ts';
import { ExportHistory } from './history.ts';
import { nameFromFile, proposeName } from './propose-name.ts';
import { saveFile } from './save-file.ts';

const RELOAD_ON = ['tiktok-mapping-saved', 'tiktok-accounts-imported', 'tiktok-account-removed'] as const;

/** What the person is asked before it happens. */
export type Confirmation = { kind: 'REPLACE' | 'REMOVE' | 'CANCEL'; shown: Export };

/** The exporter's inside without its looks: what is decided, what is open, and the export under way. */
export class ExporterModel {
  readonly host: ViewHost;
  readonly dialog: DialogController;
  readonly history: ExportHistory;
  readonly csv: CsvPicker;
  readonly flow: ExportFlow;
  phase: 'loading' | 'failed' | 'ready' = 'loading';
  canExport = false;
  world: World = { accounts: [], segments: [], mapping: {}, audiences: null };
  draft: Draft = EMPTY_DRAFT;
  step: Step = 'account';
  /** A problem is named only after the person tried to go on. */
  showsProblem = false;
  audiencesFailure: TikTokAdsError | null = null;
  /** Audience ids with the names TikTok has for them, of every account that was looked at. */
  readonly audienceNames = new Map<string, string>();
  countries: readonly CountryName[] = [];
  segmentQuery = '';
  isDragging = false;
  confirmation: Confirmation | null = null;
  /** The tick in a confirmation. */
  isConfirmed = false;
  downloadFailure: TikTokAdsError | null = null;
  /** An export opened from the history takes the place of the steps. */
  isWatching = false;
  /** Why loading failed. */
  failure: TikTokAdsError | undefined;
  #nameEdited = false;
  #usedClient: TikTokAdsClient | undefined;
  #abort = new AbortController();

  constructor(host: ViewHost) {
    this.host = host;
    this.dialog = new DialogController(host.element);
    this.history = new ExportHistory(host);
    this.csv = new CsvPicker(
      () => this.world.mapping,
      () => this.draft.defaultCountry,
      () => this.#csvChanged(),
    );
    this.flow = new ExportFlow({
      client: () => host.client,
      openWorker: openCsvWorker,
      wait: waitMs,
      now: Date.now,
      onChange: () => host.update(),
      onOpened: (opened, hostSends) => {
        const { id, advertiserId, segmentId } = opened;
        host.element.dispatchEvent(
          new TikTokExportStartedEvent({ exportId: id, advertiserId, segmentId, hostSendsPeople: hostSends }),
        );
      },
      onMoved: (moved, before) => this.#moved(moved, before),
      onFailure: (failure) => host.report(failure),
    });
  }

  connected(): void {
    for (const name of RELOAD_ON) document.addEventListener(name, this.reload);
    window.addEventListener('beforeunload', this.#guard);
    if (!this.#abort.signal.aborted) return;
    void this.load();
    this.#goOn();
  }

  disconnected(): void {
    for (const name of RELOAD_ON) document.removeEventListener(name, this.reload);
    window.removeEventListener('beforeunload', this.#guard);
    this.#abort.abort();
    this.flow.close();
    this.history.close();
  }

  clientChanged(): void {
    if (this.#usedClient !== undefined) this.#forget();
    this.#usedClient = this.host.client;
    void this.load();
  }

  /** Another session may see other accounts, segments and exports. */
  #forget(): void {
    this.flow.leave();
    this.history.clear();
    this.audienceNames.clear();
    this.world = { ...this.world, audiences: null };
    this.phase = 'loading';
    this.step = 'account';
    this.isWatching = false;
  }

  /** Takes up again what leaving the page had stopped. A file that was half read is read anew, into a new export. */
  #goOn(): void {
    const { phase } = this.flow.run;
    if (phase === 'opening' || phase === 'hashing') {
      this.flow.drop();
      this.check();
    } else if (phase !== 'idle' && phase !== 'ready' && phase !== 'ended') void this.flow.lookAgain();
  }

  readonly reload = (): void => void this.load();

  // A file that is being hashed lives in this page alone; everything else goes on without it.
  readonly #guard = (event: BeforeUnloadEvent): void => {
    if (this.flow.run.phase === 'hashing') event.preventDefault();
  };

  async load(): Promise<void> {
    const { client } = this.host;
    if (client === undefined) return;
    this.#abort.abort();
    const { signal } = (this.#abort = new AbortController());
    this.failure = undefined;
    try {
      const [session, accounts, segments, mapping] = await Promise.all([
        client.session(),
        client.listAll('listAdAccounts', { signal }),
        client.listAll('listSegments', { signal }),
        client.call('getMapping', { signal }),
      ]);
      if (signal.aborted) return;
      this.canExport = session.permissions.includes('export');
      this.world = { accounts, segments, mapping: mapping.attributes, audiences: this.world.audiences };
      this.#fillDraft();
      this.phase = 'ready';
      void this.loadHistory();
      if (this.csv.state.file !== null) void this.csv.look();
      if (this.step === 'audience') void this.loadAudiences();
    } catch (error) {
      if (signal.aborted) return;
      this.failure = this.host.report(error);
      if (this.phase === 'loading') this.phase = 'failed';
    }
    this.host.update();
  }

  #fillDraft(): void {
    const { accounts, segments } = this.world;
    const chosen = accounts.find((account) => account.advertiserId === this.draft.advertiserId && canExportTo(account));
    const account = chosen ?? accounts.find(canExportTo);
    const segment = segments.find((one) => one.segmentId === this.draft.segmentId) ?? segments[0];
    this.draft = {
      ...this.draft,
      advertiserId: account?.advertiserId ?? null,
      segmentId: segment?.segmentId ?? null,
      source: segments.length === 0 ? 'csv' : this.draft.source,
    };
  }

  async loadAudiences(): Promise<void> {
    const { advertiserId } = this.draft;
    const { client } = this.host;
    if (client === undefined || advertiserId === null) return;
    this.audiencesFailure = null;
    this.host.update();
    try {
      const audiences = await client.listAll('listAudiences', { query: { advertiserId } });
      for (const { customAudienceId, name } of audiences) this.audienceNames.set(customAudienceId, name);
      if (this.draft.advertiserId !== advertiserId) return;
      this.world = { ...this.world, audiences };
      this.#proposeName();
    } catch (error) {
      if (this.draft.advertiserId !== advertiserId) return;
      this.audiencesFailure = this.host.report(error) ?? null;
    }
    this.host.update();
  }

  /** The history, with the names of the audiences that its exports have changed. */
  async loadHistory(cursor: string | null = null): Promise<void> {
    await this.history.load(cursor);
    const { client } = this.host;
    for (const { audience, customAudienceId } of this.history.items) {
      if ('create' in audience && customAudienceId !== null)
        this.audienceNames.set(customAudienceId, audience.create.name);
    }
    const nameless = this.history.items.filter(
      ({ audience }) => 'update' in audience && !this.audienceNames.has(audience.update.customAudienceId),
    );
    for (const advertiserId of new Set(nameless.map((item) => item.advertiserId))) {
      // A name is a nicety: without it the row shows the audience's id.
      const audiences = await client?.listAll('listAudiences', { query: { advertiserId } }).catch(() => []);
      for (const { customAudienceId, name } of audiences ?? []) this.audienceNames.set(customAudienceId, name);
    }
    this.host.update();
  }

  change(change: Partial<Draft>): void {
    if (change.advertiserId !== undefined && change.advertiserId !== this.draft.advertiserId) {
      this.world = { ...this.world, audiences: null };
      this.draft = { ...this.draft, customAudienceId: null };
    }
    if (change.name !== undefined) this.#nameEdited = true;
    this.draft = { ...this.draft, ...change };
    this.showsProblem = false;
    this.host.update();
  }

  toggle(attribute: Attribute): void {
    const left = new Set(this.draft.left);
    if (!left.delete(attribute)) left.add(attribute);
    this.change({ left });
  }

  async loadCountries(): Promise<void> {
    if (this.countries.length > 0) return;
    this.countries = await loadCountryNames(this.host.labels.audienceExporter.locale).catch(() => []);
    this.host.update();
  }

  #csvChanged(): void {
    const { file, head } = this.csv.state;
    this.draft = {
      ...this.draft,
      csv:
        file === null || head === null
          ? null
          : {
              fileName: file.name,
              bytes: file.size,
              headers: head.headers,
              estimatedRows: head.estimatedRows,
              isExact: head.isWhole,
              columns: head.columns,
            },
    };
    this.host.update();
  }

  get sourceName(): string {
    const { source, segmentId, csv } = this.draft;
    if (source === 'csv') return csv?.fileName ?? '';
    return this.world.segments.find((segment) => segment.segmentId === segmentId)?.name ?? '';
  }

  #proposeName(): void {
    if (this.#nameEdited) return;
    const month = new Intl.DateTimeFormat(this.host.labels.audienceExporter.locale, {
      month: 'long',
      year: 'numeric',
    }).format(new Date());
    const source = this.draft.source === 'csv' ? nameFromFile(this.sourceName) : this.sourceName;
    this.draft = {
      ...this.draft,
      name: proposeName(source, month, new Set(this.world.audiences?.map(({ name }) => name))),
    };
  }

  /** Opens a step that is already done, which gives up a check that was not sent. */
  goTo(step: Step): void {
    if (this.step === 'check' && step !== 'check') this.flow.drop();
    this.#enter(step);
  }

  /** Leaves the open step for the next one, unless something is missing. */
  readonly next = (): void => {
    if (stepProblem(this.step, this.draft, this.world) !== null) {
      this.showsProblem = true;
      this.host.update();
      return;
    }
    const next = STEPS[STEPS.indexOf(this.step) + 1];
    if (next === undefined) return;
    this.#enter(next);
    if (next === 'check') this.check();
  };

  #enter(step: Step): void {
    this.step = step;
    this.showsProblem = false;
    if (step === 'audience') {
      this.#proposeName();
      void this.loadAudiences();
    }
    if (step === 'what') void this.loadCountries();
    this.host.update();
    void this.host.element.updateComplete.then(() => this.host.find('.is-current h4')?.focus());
  }

  /** Opens the export and brings its people in; nothing goes to TikTok. */
  check(): void {
    const { draft, world } = this;
    const { file, head } = this.csv.state;
    const segment = world.segments.find(({ segmentId }) => segmentId === draft.segmentId);
    const request = toCreateExport(draft, world);
    if (draft.source === 'csv' && file !== null && head !== null) {
      // A country column is read for phones whether or not it goes along.
      const wanted = new Set<Attribute>([...request.attributes, 'country', 'firstName']);
      const columns = Object.fromEntries(
        Object.entries(head.columns).filter(([attribute]) => wanted.has(attribute as Attribute)),
      );
      void this.flow.open(request, { kind: 'csv', file, columns });
    } else void this.flow.open(request, { kind: 'segment', hasSource: segment?.hasSource ?? false });
  }

  /** Back to an empty first step; what is decided about account and attributes stays. */
  readonly startOver = (): void => {
    this.flow.leave();
    this.isWatching = false;
    this.#nameEdited = false;
    this.draft = {
      ...this.draft,
      customAudienceId: null,
      audienceKind: 'new',
      action: 'APPEND',
      retentionInDays: null,
    };
    this.#enter('account');
    void this.loadHistory();
  };

  /** Shows an export of the history in place of the steps. */
  watch(shown: Export): void {
    if (this.isWatching || this.flow.run.export?.id === shown.id) this.flow.leave();
    else this.flow.drop();
    this.isWatching = true;
    // What would be replaced is told in numbers before it is done.
    if (shown.state === 'ready' && 'update' in shown.audience) {
      this.change({ advertiserId: shown.advertiserId });
      void this.loadAudiences();
    }
    void this.flow.watch(shown);
    void this.host.element.updateComplete.then(() => this.host.find('.run__title')?.focus());
  }

  confirm(confirmation: Confirmation): void {
    this.confirmation = confirmation;
    this.isConfirmed = false;
    this.dialog.open();
  }

  #moved(moved: Export, before: Export | null): void {
    const { id, state, counts, peopleUploaded, customAudienceId, audienceProgress, error } = moved;
    const { element, labels } = this.host;
    const words = labels.audienceExporter;
    element.dispatchEvent(
      new TikTokExportProgressEvent({ exportId: id, state, rows: counts.rows, ready: counts.ready, peopleUploaded }),
    );
    if (before === null || before.state === state) return;
    if (state === 'ready') this.host.announce(words.announceReady(counts.ready));
    else if (state in words.announceState)
      this.host.announce(words.announceState[state as keyof typeof words.announceState]);
    if (state === 'completed' || state === 'failed' || state === 'cancelled') {
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
    this.history.take(moved);
  }

  /** Fetches a file of an export and hands it to the browser's downloads. */
  async download(exportId: string, file: 'audience.csv' | 'rejects.csv', name: string): Promise<void> {
    this.downloadFailure = null;
    try {
      const blob = await this.host.client?.download(`/v1/exports/${encodeURIComponent(exportId)}/${file}`);
      if (blob !== undefined) saveFile(blob, `${name} ${file}`);
    } catch (error) {
      this.downloadFailure = this.host.report(error) ?? null;
    }
    this.host.update();
  }
}
