import type { ReactiveControllerHost, TemplateResult } from 'lit';
import type { Connection } from '../../shared/connections.ts';
import type { TikTokAdsClient } from '../client/client.ts';
import { ConnectMinutesController } from '../controllers/connect-minutes.ts';
import { ConnectPopupController, type ConnectRequest } from '../controllers/connect-popup.ts';
import type { ConnectState, ReviewChoice } from '../controllers/connect-state.ts';
import type { Labels } from '../labels/labels.ts';
import { bannerStyles } from '../styles/controls.ts';
import { importedNotice, noticeFor, renderNotice } from './connect-notice.ts';
import { noticeStyles } from './connect-notice.styles.ts';
import { GrantReader } from './grant-reader.ts';
import type { Notice } from './notice.ts';
import { CHOICES, errorOf, outcomeEvent } from './outcome-event.ts';
import { returnToPlace } from './return-to-place.ts';

/** What a sign-in may use of the element it belongs to. */
export interface FlowParts {
  client: () => TikTokAdsClient | undefined;
  labels: () => Labels;
  report: (error: unknown) => unknown;
  announce: (text: string) => void;
  copied: () => string | undefined;
  copy: (text: string) => void;
  /** Something else stands in place: focus follows. */
  moveFocus: () => void;
  /** The person is at TikTok: the account picker is fetched meanwhile. */
  expectPicker: () => void;
  hasNoTrigger: () => boolean;
  /** The account picker could not be fetched. */
  hasNoPicker: () => boolean;
  /** Begins another sign-in. */
  start: (request: ConnectRequest) => void;
  /** Opens the account picker; without an id, for the connection it was last wanted for. */
  choose: (connectionId: string | undefined) => void;
}

/** A sign-in from the press to what came of it: where it stands, what is said about it, and what a person can do then. */
export class ConnectFlow {
  static readonly styles = [bannerStyles, noticeStyles];

  readonly popup: ConnectPopupController;
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #parts: FlowParts;
  readonly #grants: GrantReader;
  /** The connection that is signed in again, if one is. */
  #reconnects: string | undefined;
  /** The last notice that was said to people who listen. */
  #said: string | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, parts: FlowParts) {
    this.#host = host;
    this.#parts = parts;
    this.popup = new ConnectPopupController(host, {
      client: parts.client,
      onState: (state, before) => this.#handleState(state, before),
    });
    this.#grants = new GrantReader(host, parts);
    const sayMinutes = (minutes: number) => parts.announce(parts.labels().connectButton.minutesLeft(minutes));
    host.addController(new ConnectMinutesController(this.popup, sayMinutes));
    host.addController({ hostUpdated: () => this.#say() });
  }

  /** @param opened the window that the press opened; null: the browser blocked it */
  start(request: ConnectRequest, opened: Window | null): void {
    this.#reconnects = request.connectionId;
    this.popup.start(request, opened);
  }

  /** Shows what came of a pasted token in the same place. @param reconnects the connection it was pasted for */
  finish(connection: Connection, reconnects: string | undefined): void {
    // A token belongs to whom it belongs: it may be another one's.
    this.#reconnects = connection.id === reconnects ? reconnects : undefined;
    this.popup.finish(connection.id);
  }

  /**
   * What was said of a sign-in that went well is overtaken: by another one, or by what became of it.
   * @param connectionIds those in trouble or gone; undefined: somebody signs in elsewhere on the page
   */
  overtake(connectionIds: readonly string[] | undefined): void {
    const { state } = this.popup;
    if (state.name !== 'connected') return;
    // Elsewhere on the page or not, ad accounts of a new sign-in are still to be chosen.
    const isOver = connectionIds?.includes(state.connectionId) ?? this.#reconnects !== undefined;
    if (isOver) this.popup.reset();
  }

  /** The connection as it was last read, if it is this one. */
  connection(id: string): Connection | undefined {
    const known = this.#grants.grant?.connection;
    return known?.id === id ? known : undefined;
  }

  #handleState(state: ConnectState, before: ConnectState): void {
    if (state.name === before.name) return;
    this.#parts.moveFocus();
    this.#said = undefined;
    this.#grants.forget();
    if ('attempt' in state) this.#reconnects = state.attempt.connectionId;
    // Whatever was asked for, it has turned out to be this one.
    if (state.name === 'review') this.#reconnects = state.review.connectionId;
    if (state.name === 'idle') this.#reconnects = undefined;
    if (state.name === 'opening' || state.name === 'idle' || state.name === 'review')
      void this.#grants.learn(this.#reconnects);
    if (state.name === 'waiting') this.#parts.expectPicker();
    if (state.name === 'connected') void this.#grants.read(state.connectionId, this.#reconnects !== undefined);
    if (state.name === 'checking' && state.attempt.place) returnToPlace(state.attempt.place, this.#host);
    if (state.name === 'failed' && !(state.error.code in CHOICES)) this.#parts.report(errorOf(state));
    const event = outcomeEvent(state, before);
    if (event !== undefined) this.#host.dispatchEvent(event);
  }

  /** Takes the person's word on a sign-in that would take something away. */
  #decide(choice: ReviewChoice): void {
    const name = choice === 'accept' ? 'acceptSignIn' : 'discardSignIn';
    const client = this.#parts.client();
    if (client) void this.popup.decide(choice, (attemptId) => client.call(name, { params: { attemptId } }));
  }

  get #notice(): Notice | undefined {
    const { popup } = this;
    const { state } = popup;
    const parts = this.#parts;
    const connectionId = this.#reconnects ?? (state.name === 'connected' ? state.connectionId : undefined);
    return noticeFor(state, {
      labels: parts.labels(),
      copied: parts.copied(),
      copy: parts.copy,
      now: popup.now(),
      hasNoTrigger: parts.hasNoTrigger(),
      isAgain: this.#reconnects !== undefined,
      known: this.#grants.known,
      grant: this.#grants.grant,
      hasNoPicker: parts.hasNoPicker(),
      act: {
        cancel: () => popup.reset(),
        check: () => popup.check(),
        choose: () => parts.choose(state.name === 'connected' ? state.connectionId : undefined),
        connectAdvertiser: () => parts.start({ kind: 'advertiser' }),
        continueInTab: () => void popup.continueInTab(),
        decide: (choice) => this.#decide(choice),
        dismiss: () => popup.reset(),
        showWindow: () => popup.showWindow(),
        startAgain: () => parts.start({ connectionId }),
      },
    });
  }

  /** Each notice is said once; the minutes in it go on by themselves. */
  #say(): void {
    const notice = this.#notice;
    if (notice === undefined || notice.title === this.#said) return;
    // On the way to the name there is nothing to say yet.
    if (this.popup.state.name === 'connected' && this.#grants.grant === undefined) return;
    this.#said = notice.title;
    this.#parts.announce(`${notice.title}${this.#parts.labels().common.stop}${notice.text}`);
  }

  /** What stands in the button's place; undefined where the button itself does. */
  render(): TemplateResult | undefined {
    const notice = this.#notice;
    return notice === undefined ? undefined : this.#draw(notice);
  }

  /** What stands above the button once ad accounts were imported. */
  renderImported(count: number, dismiss: () => void): TemplateResult {
    return this.#draw(importedNotice(count, this.#parts.labels(), dismiss));
  }

  #draw(notice: Notice): TemplateResult {
    const { labels, copied, copy } = this.#parts;
    return renderNotice(notice, labels(), copied(), copy);
  }
}
