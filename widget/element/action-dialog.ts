import { html, nothing } from 'lit';
import type { TikTokAdsClient } from '../client/client.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import { DialogController, type DialogContent } from './dialog.ts';
import { failureText, requestIdLine } from './failure.ts';
import { icon } from './icons.ts';
import type { ViewHost } from './lazy-element.ts';

/** A dialog about one thing, that does something with it: busy while it does, and saying so when it failed. */
export abstract class ActionDialog<Subject> {
  protected readonly host: ViewHost;
  protected readonly dialog: DialogController;
  protected subject: Subject | undefined;
  protected isBusy = false;
  protected error: TikTokAdsError | undefined;

  constructor(host: ViewHost) {
    this.host = host;
    this.dialog = new DialogController(host.element);
  }

  open(subject: Subject): void {
    // What is under way comes to its end first: the press shows that.
    if (this.isBusy) return this.dialog.open();
    this.subject = subject;
    this.error = undefined;
    this.opened(subject);
    this.dialog.open();
  }

  /** Another session or ad account: what was asked about is none of its business. */
  reset(): void {
    this.subject = undefined;
    this.isBusy = false;
    this.error = undefined;
    this.dialog.close();
  }

  render(): unknown {
    return this.dialog.render(() =>
      this.subject === undefined ? { title: '', body: nothing, foot: nothing } : this.content(this.subject),
    );
  }

  /** Before it is shown. */
  protected opened(_subject: Subject): void {}
  protected abstract content(subject: Subject): DialogContent;
  /** What the failure is called. */
  protected abstract get failedTitle(): string;

  /** Runs the action; `isDone` is true with its answer unless it failed or another session took over. */
  protected async run<Answer>(
    call: (client: TikTokAdsClient) => Promise<Answer>,
  ): Promise<{ isDone: true; answer: Answer } | { isDone: false }> {
    const { client } = this.host;
    if (client === undefined || this.isBusy) return { isDone: false };
    const { subject } = this;
    const isOld = () => client !== this.host.client || subject !== this.subject;
    this.isBusy = true;
    this.error = undefined;
    this.host.update();
    try {
      const answer = await call(client);
      return isOld() ? { isDone: false } : { isDone: true, answer };
    } catch (cause) {
      if (isOld()) return { isDone: false };
      this.error = this.host.report(cause);
      // Closed meanwhile: the failure is said where the person is.
      if (!this.dialog.isOpen) this.host.announce(this.failedTitle);
      return { isDone: false };
    } finally {
      if (!isOld()) this.isBusy = false;
      this.host.update();
    }
  }

  protected renderError(): unknown {
    const { error } = this;
    if (error === undefined) return nothing;
    const { labels, copied } = this.host;
    return html`<section class="banner banner--danger" role="alert">
      ${icon('stop')}
      <div class="banner__text">
        <h4>${this.failedTitle}</h4>
        <p>${failureText(labels, error)}</p>
      </div>
      ${requestIdLine(labels, error, copied, (text) => this.host.copy(text))}
    </section>`;
  }

  protected readonly close = (): void => this.dialog.close();

  protected focusSoon(selector: string): void {
    void this.host.element.updateComplete.then(() => this.host.find(selector)?.focus());
  }
}
