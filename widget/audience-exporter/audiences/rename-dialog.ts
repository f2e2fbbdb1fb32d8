import { html, nothing } from 'lit';
import type { Audience } from '../../../shared/audiences.ts';
import { MAX_NAME_LENGTH } from '../audience-rules.ts';
import type { DialogContent } from '../../element/dialog.ts';
import type { ViewHost } from '../../element/lazy-element.ts';
import { ActionDialog } from '../../element/action-dialog.ts';

/** What TikTok shows of a stream's name; a longer one is cut after 67 characters and gets three dots. */
const STREAM_NAME_LENGTH = 70;

/** Asks for an audience's new name. */
export class RenameDialog extends ActionDialog<Audience> {
  #name = '';
  #showsProblem = false;
  readonly #names: () => readonly string[];
  readonly #rename: (audience: Audience, name: string) => Promise<Audience>;
  readonly #renamed: (before: Audience, after: Audience) => void;

  /**
   * @param names of the other audiences that are known
   * @param rename asks the server
   * @param renamed once it is done
   */
  constructor(
    host: ViewHost,
    parts: {
      names: () => readonly string[];
      rename: (audience: Audience, name: string) => Promise<Audience>;
      renamed: (before: Audience, after: Audience) => void;
    },
  ) {
    super(host);
    this.#names = parts.names;
    this.#rename = parts.rename;
    this.#renamed = parts.renamed;
  }

  protected override get failedTitle(): string {
    return this.host.labels.audiences.renameFailed;
  }

  protected override opened(audience: Audience): void {
    this.#name = audience.name;
    this.#showsProblem = false;
  }

  get #problem(): string | null {
    const words = this.host.labels.audiences;
    const name = this.#name.trim();
    if (name === '') return words.renameMissing;
    const isTaken = name !== this.subject?.name && this.#names().includes(name);
    return isTaken ? words.renameTaken : null;
  }

  async #save(): Promise<void> {
    const before = this.subject;
    const name = this.#name.trim();
    if (before === undefined) return;
    if (this.#problem !== null) {
      this.#showsProblem = true;
      this.host.update();
      return this.focusSoon('#new-name');
    }
    if (name === before.name) return this.dialog.close();
    const done = await this.run(() => this.#rename(before, name));
    if (!done.isDone) return;
    this.dialog.close();
    this.#renamed(before, done.answer);
  }

  protected override content(audience: Audience): DialogContent {
    const { labels } = this.host;
    const words = labels.audiences;
    const { length } = this.#name.trim();
    const problem = this.#showsProblem ? this.#problem : null;
    const isCut = audience.delivery === 'stream' && length > STREAM_NAME_LENGTH;
    return {
      small: true,
      title: words.renameTitle,
      caption: html`<bdi>${audience.name}</bdi>`,
      body: html`${this.renderError()}
        <form
          id="rename-form"
          class="field"
          @submit=${(event: Event) => {
            event.preventDefault();
            void this.#save();
          }}
        >
          <div class="field__label">
            <label for="new-name">${words.renameField}</label>
            <span class="caption num">${words.renameLength(length, MAX_NAME_LENGTH)}</span>
          </div>
          <div part="input" class="input">
            <input
              id="new-name"
              type="text"
              dir="auto"
              autofocus
              maxlength=${MAX_NAME_LENGTH}
              autocomplete="off"
              aria-invalid=${problem === null ? nothing : 'true'}
              aria-describedby="new-name-hint"
              .value=${this.#name}
              @input=${(event: InputEvent) => {
                this.#name = (event.target as HTMLInputElement).value;
                this.host.update();
              }}
            />
          </div>
          <p
            id="new-name-hint"
            class=${problem === null ? (isCut ? 'field__hint is-warning' : 'field__hint') : 'field__error'}
            role=${problem === null ? nothing : 'alert'}
          >
            ${problem ?? (audience.delivery === 'stream' ? words.renameStream : words.renameHint)}
          </p>
        </form>`,
      foot: html`<button type="button" part="button" class="btn" @click=${this.close}>${labels.common.cancel}</button>
        <button type="submit" form="rename-form" part="button primary-button" class="btn btn--primary" aria-disabled=${this.isBusy ? 'true' : nothing}>
          ${this.isBusy ? words.renaming : words.renameSave}
        </button>`,
    };
  }
}
