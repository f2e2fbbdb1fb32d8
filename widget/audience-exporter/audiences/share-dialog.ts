import { html, nothing, type TemplateResult } from 'lit';
import type { AdAccount } from '../../../shared/ad-accounts.ts';
import type { Audience, AudienceShare } from '../../../shared/audiences.ts';
import type { TikTokAdsError } from '../../client/errors.ts';
import type { DialogContent } from '../../element/dialog.ts';
import { failureBanner } from '../../element/failure.ts';
import { findByNameOrId } from '../../element/find.ts';
import { icon } from '../../element/icons.ts';
import type { ViewHost } from '../../element/lazy-element.ts';
import { ActionDialog } from '../../element/action-dialog.ts';

/** TikTok takes as many ad accounts in one call. */
const MOST_AT_ONCE = 10;
/** From so many on, a search is worth its room. */
const MANY = 8;

export interface ShareSubject {
  audience: Audience;
  advertiserId: string;
  /** Of the workspace, other than the one that has the audience. */
  others: readonly AdAccount[];
}

/** Who has an audience besides its own ad account; shares it with more, and takes it back. */
export class ShareDialog extends ActionDialog<ShareSubject> {
  #shares: readonly AudienceShare[] | undefined;
  #sharesError: TikTokAdsError | undefined;
  readonly #chosen = new Set<string>();
  #query = '';
  /** The ad account that is losing it right now. */
  #stopping: string | undefined;
  #didStopFail = false;
  readonly #changed: (audience: Audience) => void;

  /** @param changed whether it is shared at all may be another now */
  constructor(host: ViewHost, changed: (audience: Audience) => void) {
    super(host);
    this.#changed = changed;
  }

  protected override get failedTitle(): string {
    const words = this.host.labels.audiences;
    return this.#didStopFail ? words.unshareFailed : words.shareFailed;
  }

  protected override opened(subject: ShareSubject): void {
    this.#shares = undefined;
    this.#chosen.clear();
    this.#query = '';
    void this.#load(subject);
  }

  async #load(subject: ShareSubject): Promise<void> {
    const { client } = this.host;
    const { audience, advertiserId } = subject;
    const { customAudienceId } = audience;
    const isOld = () => client !== this.host.client || subject !== this.subject;
    this.#sharesError = undefined;
    this.host.update();
    try {
      const answer = await client?.call('listAudienceShares', {
        params: { customAudienceId },
        query: { advertiserId },
      });
      if (!isOld()) this.#shares = answer?.items ?? [];
    } catch (error) {
      if (!isOld()) this.#sharesError = this.host.report(error);
    }
    this.host.update();
  }

  async #share({ audience, advertiserId }: ShareSubject): Promise<void> {
    const words = this.host.labels.audiences;
    const advertiserIds = [...this.#chosen];
    if (advertiserIds.length === 0) return this.host.announce(words.shareChoose);
    const { customAudienceId } = audience;
    this.#didStopFail = false;
    const done = await this.run((client) =>
      client.call('shareAudience', { params: { customAudienceId }, query: { advertiserId }, body: { advertiserIds } }),
    );
    if (!done.isDone) return;
    this.#shares = done.answer.items;
    this.#chosen.clear();
    this.#tell(audience);
    this.host.announce(words.sharedNow(advertiserIds.length));
    this.focusSoon('.dialog__title');
  }

  async #stop({ audience, advertiserId }: ShareSubject, share: AudienceShare): Promise<void> {
    const words = this.host.labels.audiences;
    const { customAudienceId } = audience;
    const params = { customAudienceId, sharedAdvertiserId: share.advertiserId };
    this.#stopping = share.advertiserId;
    this.#didStopFail = true;
    const done = await this.run((client) => client.call('unshareAudience', { params, query: { advertiserId } }));
    this.#stopping = undefined;
    if (!done.isDone) return this.host.update();
    this.#shares = this.#shares?.filter((one) => one.advertiserId !== share.advertiserId);
    this.#tell(audience);
    this.host.announce(words.stoppedSharing(share.name ?? share.advertiserId));
    this.focusSoon('.dialog__title');
  }

  #tell(audience: Audience): void {
    this.#changed({ ...audience, shared: (this.#shares?.length ?? 0) > 0 });
  }

  #toggle(advertiserId: string, isChosen: boolean): void {
    const words = this.host.labels.audiences;
    if (!isChosen) this.#chosen.delete(advertiserId);
    else if (this.#chosen.size < MOST_AT_ONCE) this.#chosen.add(advertiserId);
    else this.host.announce(words.shareMost);
    this.host.update();
  }

  protected override content(subject: ShareSubject): DialogContent {
    const { labels } = this.host;
    const words = labels.audiences;
    const count = this.#chosen.size;
    const isSharing = this.isBusy && this.#stopping === undefined;
    const canShare = this.#shares !== undefined && this.#open(subject).length > 0;
    return {
      title: html`<span tabindex="-1" class="dialog__title"><bdi>${words.shareTitle(subject.audience.name)}</bdi></span>`,
      caption: words.shareText,
      closeLabel: labels.common.close,
      body: html`${this.renderError()} ${this.#renderShares(subject)}`,
      foot: html`<button type="button" part="button" class="btn" autofocus @click=${this.close}>${words.shareDone}</button>
        ${
          canShare
            ? html`<button
              type="button"
              part="button primary-button"
              class="btn btn--primary"
              aria-disabled=${this.isBusy || count === 0 ? 'true' : nothing}
              title=${count === 0 ? words.shareChoose : nothing}
              @click=${() => void this.#share(subject)}
            >
              ${isSharing ? words.sharing : words.shareNow(count)}
            </button>`
            : nothing
        }`,
    };
  }

  /** Those that do not have it yet. */
  #open({ others }: ShareSubject): readonly AdAccount[] {
    const have = new Set(this.#shares?.map(({ advertiserId }) => advertiserId));
    return others.filter(({ advertiserId }) => !have.has(advertiserId));
  }

  #renderShares(subject: ShareSubject): unknown {
    const words = this.host.labels.audiences;
    const shares = this.#shares;
    if (this.#sharesError !== undefined)
      return failureBanner(this.host, {
        title: words.sharesFailed,
        error: this.#sharesError,
        again: () => void this.#load(subject),
      });
    if (shares === undefined)
      return html`<div role="status">
        <span class="visually-hidden">${words.shareLoading}</span><span class="skeleton skeleton--field"></span>
      </div>`;
    return html`${shares.length === 0 ? nothing : this.#renderReceivers(subject, shares)} ${this.#renderOthers(subject)}`;
  }

  #renderReceivers(subject: ShareSubject, shares: readonly AudienceShare[]): TemplateResult {
    const words = this.host.labels.audiences;
    return html`<div class="fieldset">
      <div class="fieldset__legend"><span class="legend">${words.shareHas}</span></div>
      <ul class="receivers">
        ${shares.map((share) => {
          const { advertiserId, name } = share;
          const isStopping = this.#stopping === advertiserId;
          return html`<li>
            <span class="choice__text">
              <span class="choice__name"><bdi>${name ?? words.shareUnknown}</bdi></span>
              <span class="mono muted isolate">${advertiserId}</span>
            </span>
            <button
              type="button"
              part="button"
              class="btn btn--small"
              aria-label=${words.stopSharingWith(name ?? advertiserId)}
              aria-disabled=${this.isBusy ? 'true' : nothing}
              @click=${() => void this.#stop(subject, share)}
            >
              ${isStopping ? words.stopping : words.stopSharing}
            </button>
          </li>`;
        })}
      </ul>
    </div>`;
  }

  #renderOthers(subject: ShareSubject): unknown {
    const words = this.host.labels.audiences;
    const open = this.#open(subject);
    if (open.length === 0)
      return html`<p class="muted small">${subject.others.length === 0 ? words.shareNone : words.shareAll}</p>`;
    const found = findByNameOrId(open, this.#query);
    const isFull = this.#chosen.size >= MOST_AT_ONCE;
    return html`<fieldset class="fieldset">
      <div class="fieldset__legend"><span class="legend" id="share-with">${words.shareWith}</span></div>
      ${open.length < MANY ? nothing : this.#renderSearch()}
      ${found.length === 0 ? html`<p class="muted small" role="status">${words.shareNothingFound}</p>` : nothing}
      <div class="choices choices--scroll" role="group" aria-labelledby="share-with">
        ${found.map((account) => {
          const { advertiserId, name } = account;
          const isChosen = this.#chosen.has(advertiserId);
          return html`<label class="choice ${isFull && !isChosen ? 'is-off' : ''}">
            <input
              type="checkbox"
              class="tick"
              .checked=${isChosen}
              ?disabled=${isFull && !isChosen}
              @change=${(event: Event) => this.#toggle(advertiserId, (event.target as HTMLInputElement).checked)}
            />
            <span class="choice__text">
              <span class="choice__name"><bdi>${name.trim() === '' ? advertiserId : name}</bdi></span>
              <span class="mono muted isolate">${advertiserId}</span>
            </span>
          </label>`;
        })}
      </div>
      ${isFull ? html`<p class="field__hint" role="status">${words.shareMost}</p>` : nothing}
    </fieldset>`;
  }

  #renderSearch(): TemplateResult {
    const words = this.host.labels.audiences;
    return html`<label part="input" class="input input--search">
      ${icon('search')}
      <input
        type="search"
        placeholder=${words.shareFind}
        aria-label=${words.shareFind}
        autocomplete="off"
        .value=${this.#query}
        @input=${(event: InputEvent) => {
          this.#query = (event.target as HTMLInputElement).value;
          this.host.update();
        }}
      />
    </label>`;
  }
}
