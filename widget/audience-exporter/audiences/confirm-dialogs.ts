import { html, nothing } from 'lit';
import type { Audience } from '../../../shared/audiences.ts';
import type { Mirror } from '../../../shared/mirrors.ts';
import type { DialogContent } from '../../element/dialog.ts';
import { icon } from '../../element/icons.ts';
import type { ViewHost } from '../../element/lazy-element.ts';
import { ActionDialog } from '../../element/action-dialog.ts';

/** Asks before an audience is for booked ads only, which nothing undoes. */
export class ReachDialog extends ActionDialog<{ audience: Audience; advertiserId: string }> {
  protected override get failedTitle(): string {
    return this.host.labels.audiences.reachFailed;
  }

  async #change(): Promise<void> {
    const { subject } = this;
    if (subject === undefined) return;
    const { audience, advertiserId } = subject;
    const { customAudienceId } = audience;
    const body = { audienceSubType: 'REACH_FREQUENCY' as const };
    const done = await this.run((client) =>
      client.call('updateAudience', { params: { customAudienceId }, query: { advertiserId }, body }),
    );
    if (!done.isDone) return;
    this.dialog.close();
    this.host.announce(this.host.labels.audiences.reachDone(audience.name));
  }

  protected override content({ audience }: { audience: Audience }): DialogContent {
    const words = this.host.labels.audiences;
    return {
      small: true,
      title: html`<bdi>${words.reachTitle(audience.name)}</bdi>`,
      body: html`${this.renderError()}
        <ul class="bullets">
          <li>${icon('pause')}${words.reachStops}</li>
          <li>${icon('warning')}${words.reachNoWay}</li>
          <li>${icon('check')}${words.reachStays}</li>
        </ul>`,
      foot: html`<button type="button" part="button" class="btn" autofocus @click=${this.close}>${words.reachKeep}</button>
        <button type="button" part="button danger-button" class="btn btn--danger" aria-disabled=${this.isBusy ? 'true' : nothing} @click=${() => void this.#change()}>
          ${this.isBusy ? words.reachBusy : words.reachDo}
        </button>`,
    };
  }
}

export interface StopSubject {
  mirror: Mirror;
  name: string;
}

/** Asks before an audience follows its segment no more; it stays as it is. */
export class StopDialog extends ActionDialog<StopSubject> {
  readonly #stopped: (mirror: Mirror) => () => HTMLElement | null;

  /** @param stopped takes it out of the list and gives what to focus after the dialog */
  constructor(host: ViewHost, stopped: (mirror: Mirror) => () => HTMLElement | null) {
    super(host);
    this.#stopped = stopped;
  }

  protected override get failedTitle(): string {
    return this.host.labels.mirrors.stopFailed;
  }

  async #stop({ mirror, name }: StopSubject): Promise<void> {
    const done = await this.run((client) => client.call('removeMirror', { params: { mirrorId: mirror.id } }));
    if (!done.isDone) return;
    this.dialog.close(this.#stopped(mirror));
    this.host.announce(this.host.labels.mirrors.stopped(name));
  }

  protected override content(subject: StopSubject): DialogContent {
    const words = this.host.labels.mirrors;
    const { mirror, name } = subject;
    return {
      small: true,
      title: html`<bdi>${words.stopTitle(name)}</bdi>`,
      body: html`${this.renderError()}
        <ul class="bullets">
          <li>${icon('pause')}${words.stopStops}</li>
          ${mirror.currentExportId === null ? nothing : html`<li>${icon('stop')}${words.stopRun}</li>`}
          <li>${icon('check')}${words.stopStays}</li>
          <li>${icon('info')}${mirror.delivery === 'stream' ? words.stopAgainStream : words.stopAgain}</li>
        </ul>`,
      foot: html`<button type="button" part="button" class="btn" autofocus @click=${this.close}>${words.stopKeep}</button>
        <button type="button" part="button danger-button" class="btn btn--danger" aria-disabled=${this.isBusy ? 'true' : nothing} @click=${() => void this.#stop(subject)}>
          ${this.isBusy ? words.stopBusy : words.stopDo}
        </button>`,
    };
  }
}

/** Says what sending everybody again does, before a run begins that would. */
export class FullDialog extends ActionDialog<StopSubject> {
  readonly #begin: (mirror: Mirror) => void;

  constructor(host: ViewHost, begin: (mirror: Mirror) => void) {
    super(host);
    this.#begin = begin;
  }

  protected override get failedTitle(): string {
    return this.host.labels.mirrors.actionFailed.full;
  }

  protected override content({ mirror, name }: StopSubject): DialogContent {
    const words = this.host.labels.mirrors;
    const isFile = mirror.delivery === 'file';
    const begin = () => {
      this.dialog.close();
      this.#begin(mirror);
    };
    return {
      small: true,
      title: words.fullTitle,
      caption: html`<bdi>${name}</bdi>`,
      body: html`<ul class="bullets">
        <li>${icon('info')}${words.fullWhy}</li>
        <li>${icon(isFile ? 'warning' : 'upload')}${isFile ? words.fullFile : words.fullStream}</li>
      </ul>`,
      foot: html`<button type="button" part="button" class="btn" autofocus @click=${this.close}>${words.fullKeep}</button>
        <button type="button" part="button primary-button" class="btn btn--primary" @click=${begin}>${words.fullDo}</button>`,
    };
  }
}
