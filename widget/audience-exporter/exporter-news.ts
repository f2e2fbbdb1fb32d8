import type { ReactiveController } from 'lit';
import type { ActivityEvent } from '../../shared/events.ts';
import { LiveUpdates } from '../controllers/live-updates.ts';
import type { ExporterModel } from './exporter-model.ts';

/** What other elements of the page change. */
const RELOAD_ON = [
  'tiktok-mapping-saved',
  'tiktok-accounts-imported',
  'tiktok-account-removed',
  'tiktok-connect-succeeded',
] as const;

/** Keeps the exporter right while things happen elsewhere: in the page, in other pages, at TikTok. */
export class ExporterNews implements ReactiveController {
  readonly #model: ExporterModel;
  readonly #live: LiveUpdates;

  constructor(model: ExporterModel) {
    this.#model = model;
    this.#live = new LiveUpdates(model.host, {
      concerns: ({ type }) => /^(?:export|mirror|audience|account|connection)\./.test(type),
      refresh: (events) => this.#hear(events),
    });
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
    if (loader.phase !== 'ready' || loader.isClosed) return;
    const isAbout = (group: RegExp) => events?.some(({ type }) => group.test(type)) ?? true;
    if (isAbout(/^(?:export|mirror|audience)\./)) {
      runs.hear(events);
      audiences.hear(events);
    }
    if (isAbout(/^(?:account|connection)\./)) await this.#model.load(true);
  }
}
