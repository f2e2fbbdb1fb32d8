import type { ListedEvent } from '../../shared/events.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { canOpenTab, openApprovalTab, openExportTab, openTab, type TabName } from '../element/open-tab.ts';
import type { FeedModel } from './feed-model.ts';

/** How a retry out of an event goes: under way, accepted, or refused. */
export type RetryState = 'busy' | 'done' | TikTokAdsError;

/** What the buttons of events do. Whatever is pressed counts as read. */
export class EventActions {
  /** Another one whenever a retry is under way, accepted or refused. */
  revision = 0;
  readonly #host: ViewHost;
  readonly #model: FeedModel;
  readonly #retries = new Map<string, RetryState>();

  constructor(host: ViewHost, model: FeedModel) {
    this.#host = host;
    this.#model = model;
  }

  reset(): void {
    this.#retries.clear();
    this.revision += 1;
  }

  #went(event: ListedEvent, state: RetryState | undefined): void {
    if (state === undefined) this.#retries.delete(event.id);
    else this.#retries.set(event.id, state);
    this.revision += 1;
  }

  /** Inside settings, other tabs can be opened; an element that stands alone has nowhere to lead to. */
  get canLead(): boolean {
    return canOpenTab(this.#host.element);
  }

  retryOf(event: ListedEvent): RetryState | undefined {
    return this.#retries.get(event.id);
  }

  read(event: ListedEvent): void {
    this.#model.markRead([event]);
  }

  /** Call it inside the press. */
  signIn(event: ListedEvent, connectionId: string): void {
    this.read(event);
    this.#model.signIn.start(connectionId, () => this.#host.find(`[data-event='${event.id}'] .event__title`));
  }

  openTab(event: ListedEvent, tab: TabName): void {
    this.read(event);
    openTab(this.#host.element, tab);
  }

  openExport(event: ListedEvent, exportId: string): void {
    this.read(event);
    openExportTab(this.#host.element, exportId);
  }

  openApproval(event: ListedEvent, approvalId: string): void {
    this.read(event);
    openApprovalTab(this.#host.element, approvalId);
  }

  async retry(event: ListedEvent, exportId: string): Promise<void> {
    const { client, labels } = this.#host;
    if (client === undefined || this.#retries.get(event.id) === 'busy') return;
    this.read(event);
    this.#went(event, 'busy');
    this.#host.update();
    try {
      await client.call('retryExport', { params: { exportId } });
      if (client !== this.#host.client) return;
      this.#went(event, 'done');
      this.#host.announce(labels.eventFeed.retried);
    } catch (cause) {
      if (client !== this.#host.client) return;
      this.#went(event, this.#host.report(cause));
    }
    this.#host.update();
    await this.#host.element.updateComplete;
    // What was pressed goes when it has worked.
    if (this.#retries.get(event.id) === 'done') this.#host.find(`[data-event='${event.id}'] .event__title`)?.focus();
  }
}
