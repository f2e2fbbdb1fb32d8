import type { ReactiveController } from 'lit';
import type { ActivityEvent } from '../../shared/events.ts';
import { LiveUpdates } from '../controllers/live-updates.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { changesAudiences } from './audience-changes.ts';
import type { AudiencePicker } from './audience-picker.ts';
import type { AudiencesSlot } from './audiences-slot.ts';
import type { ExportRuns } from './export-runs.ts';
import type { Draft, Step } from './export-state.ts';
import type { WorldLoader } from './world-loader.ts';

/** What other elements of the page change. */
const RELOAD_ON = [
  'tiktok-mapping-saved',
  'tiktok-accounts-imported',
  'tiktok-account-removed',
  'tiktok-connect-succeeded',
] as const;

/** What can be brought up to date. */
interface Exporter {
  readonly host: ViewHost;
  readonly loader: WorldLoader;
  readonly runs: ExportRuns;
  readonly audiences: AudiencesSlot;
  readonly audiencePicker: AudiencePicker;
  readonly step: Step;
  readonly draft: Pick<Draft, 'advertiserId'>;
  readonly reload: () => void;
  load(isQuiet: boolean): Promise<void>;
}

/** Keeps the exporter right while things happen elsewhere: in the page, in other pages, at TikTok. */
export class ExporterNews implements ReactiveController {
  readonly #model: Exporter;
  readonly #live: LiveUpdates;

  constructor(model: Exporter) {
    this.#model = model;
    this.#live = new LiveUpdates(model.host, {
      concerns: ({ type }) => /^(?:export|mirror|audience|account|connection)\./.test(type),
      refresh: (events) => this.#hear(events),
    });
    model.host.element.addController(this.#live);
    model.host.element.addController(this);
  }

  hostConnected(): void {
    for (const name of RELOAD_ON) document.addEventListener(name, this.#model.reload);
  }

  hostDisconnected(): void {
    for (const name of RELOAD_ON) document.removeEventListener(name, this.#model.reload);
  }

  /** The stream tells what becomes of exports. */
  get isStreaming(): boolean {
    return this.#live.isStreaming;
  }

  async #hear(events: readonly ActivityEvent[] | null): Promise<void> {
    const { runs, audiences, loader } = this.#model;
    // What is on its way may be older than the reason to look.
    await loader.untilIdle();
    if (loader.phase !== 'ready' || loader.isClosed) return;
    const isAbout = (group: RegExp) => events?.some(({ type }) => group.test(type)) ?? true;
    if (isAbout(/^(?:export|mirror|audience)\./)) {
      await Promise.all([runs.hear(events), audiences.hear(events), this.#refreshPicker(events)]);
    }
    if (isAbout(/^(?:account|connection)\./)) await this.#model.load(true);
  }

  /** The list of audiences that somebody is about to choose from; what was typed and where the person is in it stay. */
  async #refreshPicker(events: readonly ActivityEvent[] | null): Promise<void> {
    const { loader, step, draft, audiencePicker, host } = this.#model;
    const { advertiserId } = draft;
    const isOurs = (event: ActivityEvent) => event.advertiserId === advertiserId && changesAudiences(event);
    if (step !== 'audience' || advertiserId === null || !(events?.some(isOurs) ?? true)) return;
    if (!(await loader.refreshAudiences(advertiserId))) return;
    audiencePicker.combobox.setItems(loader.world.audiences ?? []);
    host.update();
  }
}
