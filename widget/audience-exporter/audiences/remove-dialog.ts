import { html, nothing } from 'lit';
import type { Audience } from '../../../shared/audiences.ts';
import type { Mirror } from '../../../shared/mirrors.ts';
import type { DialogContent } from '../../element/dialog.ts';
import { failureText, requestIdLine } from '../../element/failure.ts';
import { icon } from '../../element/icons.ts';
import type { ViewHost } from '../../element/lazy-element.ts';
import { ActionDialog } from '../../element/action-dialog.ts';

export interface RemoveSubject {
  audience: Audience;
  advertiserId: string;
  /** What keeps it equal to a segment: then it cannot go. */
  mirror: Mirror | undefined;
}

interface RemoveParts {
  /** Takes it out of the list and gives what to focus after the dialog. */
  removed: (audience: Audience) => () => HTMLElement | null;
  stopSync: (mirror: Mirror) => void;
  showRuns: (audience: Audience) => void;
}

/** Asks before an audience is deleted: what stops first, then what stays. One with people in it wants its name typed. */
export class RemoveAudienceDialog extends ActionDialog<RemoveSubject> {
  #typed = '';
  readonly #parts: RemoveParts;

  constructor(host: ViewHost, parts: RemoveParts) {
    super(host);
    this.#parts = parts;
  }

  protected override get failedTitle(): string {
    const words = this.host.labels.audiences;
    return this.error?.code === 'audience_in_use' ? words.removeInUseTitle : words.removeFailed;
  }

  protected override opened(): void {
    this.#typed = '';
  }

  get #isSure(): boolean {
    const audience = this.subject?.audience;
    return audience !== undefined && (audience.coverNum === 0 || this.#typed.trim() === audience.name.trim());
  }

  async #remove({ audience, advertiserId }: RemoveSubject): Promise<void> {
    if (!this.#isSure) {
      this.host.announce(this.host.labels.audiences.removeTyped);
      return this.host.find('#typed-name')?.focus();
    }
    const { customAudienceId } = audience;
    const done = await this.run((client) =>
      client.call('removeAudience', { params: { customAudienceId }, query: { advertiserId } }),
    );
    if (!done.isDone) return;
    this.dialog.close(this.#parts.removed(audience));
    this.host.announce(this.host.labels.audiences.removed(audience.name));
  }

  protected override content(subject: RemoveSubject): DialogContent {
    const words = this.host.labels.audiences;
    const { audience, mirror } = subject;
    const title = html`<bdi>${words.removeTitle(audience.name)}</bdi>`;
    const keep = html`<button type="button" part="button" class="btn" autofocus @click=${this.close}>${words.keep}</button>`;
    if (mirror !== undefined) return { small: true, title, body: this.#renderInSync(mirror), foot: keep };
    return {
      small: true,
      title,
      caption: html`<span class="mono isolate">${audience.customAudienceId}</span>`,
      body: html`${this.error?.code === 'audience_in_use' ? this.#renderInUse(audience) : this.renderError()}
        <ul class="bullets">
          <li>${icon('pause')}${words.removeStops}</li>
          ${audience.shared ? html`<li>${icon('pause')}${words.removeShared}</li>` : nothing}
          <li>${icon('warning')}${words.removeNoWay}</li>
          <li>${icon('check')}${words.removeStays}</li>
        </ul>
        ${audience.coverNum > 0 ? this.#renderField(subject) : nothing}`,
      foot: html`${keep}
        <button
          type="button"
          part="button danger-button"
          class="btn btn--danger"
          aria-disabled=${this.isBusy || !this.#isSure ? 'true' : nothing}
          title=${this.#isSure ? nothing : words.removeTyped}
          @click=${() => void this.#remove(subject)}
        >
          ${this.isBusy ? words.removing : words.removeDo}
        </button>`,
    };
  }

  #renderField(subject: RemoveSubject): unknown {
    const words = this.host.labels.audiences;
    return html`<form
      class="field"
      @submit=${(event: Event) => {
        event.preventDefault();
        void this.#remove(subject);
      }}
    >
      <label class="removing__ask small" for="typed-name">${words.removeType} <strong><bdi>${subject.audience.name}</bdi></strong></label>
      <div part="input" class="input">
        <input
          id="typed-name"
          type="text"
          dir="auto"
          autocomplete="off"
          spellcheck="false"
          aria-label=${words.removeField}
          .value=${this.#typed}
          @input=${(event: InputEvent) => {
            this.#typed = (event.target as HTMLInputElement).value;
            this.host.update();
          }}
        />
      </div>
    </form>`;
  }

  #renderInSync(mirror: Mirror): unknown {
    const { labels } = this.host;
    const words = labels.audiences;
    const stop = () => {
      this.dialog.close();
      // The next dialog opens in the place of this one.
      void this.host.element.updateComplete.then(() => this.#parts.stopSync(mirror));
    };
    return html`<section class="banner banner--warning">
      ${icon('warning')}
      <div class="banner__text">
        <h4>${words.removeInSyncTitle}</h4>
        <p>${words.removeInSync}</p>
      </div>
      <div class="actions"><button type="button" part="button" class="btn btn--small" @click=${stop}><bdi>${labels.mirrors.stop}</bdi></button></div>
    </section>`;
  }

  #renderInUse(audience: Audience): unknown {
    const { labels, copied } = this.host;
    const words = labels.audiences;
    const { error } = this;
    if (error === undefined) return nothing;
    const show = () => {
      this.dialog.close();
      this.#parts.showRuns(audience);
    };
    return html`<section class="banner banner--warning" role="alert">
      ${icon('warning')}
      <div class="banner__text">
        <h4>${this.failedTitle}</h4>
        <p>${failureText(labels, error)}</p>
      </div>
      <div class="actions"><button type="button" part="button" class="btn btn--small" @click=${show}>${words.seeRuns}</button></div>
      ${requestIdLine(labels, error, copied, (text) => this.host.copy(text))}
    </section>`;
  }
}
