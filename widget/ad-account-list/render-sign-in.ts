import { html, nothing, type TemplateResult } from 'lit';
import type { Connection } from '../../shared/connections.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import { failureBanner, reasonText, requestIdLine } from '../element/failure.ts';
import { icon } from '../element/icons.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { BUSINESS_CENTER_URL } from './ask-dialog.ts';
import {
  changeText,
  type LookParts,
  signInCaptions,
  signInLook,
  signInName,
  isInBanner,
  signInNotes,
  type SignInStep,
} from './sign-in-look.ts';

/** What can be pressed in an entry. */
export interface SignInActions {
  check: (connection: Connection) => void;
  signIn: (connection: Connection) => void;
  choose: (connection: Connection) => void;
  disconnect: (connection: Connection) => void;
  /** A sign-in of its own, instead of this one. */
  connect: () => void;
  toggle: (connection: Connection) => void;
  /** The difference was read. */
  dismissChange: (connection: Connection) => void;
}

export interface SignInParts extends LookParts {
  host: ViewHost;
  /** Its ad accounts that are imported here. */
  used: number;
  /** Those of them that it does not share any more. */
  unshared: number;
  isOpen: boolean;
  isChecking: boolean;
  failure: TikTokAdsError | undefined;
  showsChange: boolean;
  /** A banner above the list says what is wrong and has the button: here it is only told apart. */
  isAskedAbove: boolean;
  /** Absent where the person may only look. */
  actions: SignInActions | undefined;
}

/** One sign-in: who, state, ad accounts; under it what somebody should know, and what can be done once it is opened. */
export function renderSignIn(connection: Connection, parts: SignInParts): TemplateResult {
  const { labels, isOpen, isChecking, actions } = parts;
  const words = labels.signIns;
  const name = signInName(connection, labels);
  const manage =
    actions === undefined
      ? nothing
      : html`<button
          type="button"
          part="button"
          class="btn btn--quiet btn--small manage"
          data-manage=${connection.id}
          aria-expanded=${isOpen ? 'true' : 'false'}
          aria-label=${words.manageName(name)}
          @click=${() => actions.toggle(connection)}
        >
          ${words.manage}${icon('down')}
        </button>`;
  return html`<li part="sign-in" class="sign-in" aria-busy=${isChecking ? 'true' : 'false'}>
    <div class="who">
      <h4 class="who__name lines-3" title=${name}><bdi>${name}</bdi></h4>
      ${renderCaptions(connection, parts)}
    </div>
    ${renderState(connection, name, parts)}
    <div class="used">
      <p class="small num">
        ${usedText(connection, parts)}
      </p>
      <p class="caption">${renderChecked(connection, parts)}</p>
    </div>
    ${manage} ${renderNotes(connection, name, parts)} ${renderFailure(connection, name, parts)}
    ${isOpen && actions !== undefined ? renderActions(connection, name, parts, actions) : nothing}
  </li>`;
}

/** What is imported need not be shared any more: only what is counts as used of it. */
function usedText({ advertiserCount }: Connection, { labels, used, unshared }: SignInParts): string {
  const words = labels.signIns;
  if (advertiserCount === 0 && used === 0) return words.none;
  const shared = Math.min(used - unshared, advertiserCount);
  return shared < used ? words.importedMore(used, shared) : words.imported(used, advertiserCount);
}

function renderCaptions(connection: Connection, { labels }: SignInParts): unknown {
  const captions = signInCaptions(connection, labels);
  const isSandbox = connection.environment === 'sandbox';
  if (captions.length === 0 && !isSandbox) return nothing;
  return html`<p class="caption">
    ${joined(captions)}
    ${isSandbox ? html`<span part="badge" class="tag">${labels.adAccountList.sandbox}</span>` : nothing}
  </p>`;
}

/** Dots between them, none of which begins a line. */
export const joined = (texts: readonly string[]): unknown =>
  texts.map((text, index) => html`${index === 0 ? '' : '\u00a0· '}<bdi>${text}</bdi>`);

function renderChecked({ lastCheckedAt }: Connection, { labels, format, relative }: SignInParts): unknown {
  const words = labels.signIns;
  if (lastCheckedAt === null) return words.notChecked;
  const at = labels.adAccountList.checkedAt(format.date(lastCheckedAt), format.time(lastCheckedAt));
  return html`<time datetime=${lastCheckedAt} title=${labels.adAccountList.checkedAtTitle(at)}>${words.checked(relative(lastCheckedAt))}</time>`;
}

function renderState(connection: Connection, name: string, parts: SignInParts): TemplateResult {
  const { labels, isChecking, isAskedAbove } = parts;
  const words = labels.signIns;
  const { mark, kind, state, line, step } = signInLook(connection, parts);
  const way = step === undefined || isChecking || isAskedAbove ? nothing : renderStep(step, connection, name, parts);
  return html`<div class="state" data-state=${kind}>
    <span part="status" class="status status--${isChecking ? 'busy' : kind}">
      ${icon(isChecking ? 'refresh' : mark)}${isChecking ? words.checking : words.states[state]}
    </span>
    <p class="account__line">${line}</p>
    ${way === nothing ? nothing : html`<p class="account__line">${way}</p>`}
  </div>`;
}

/** What the person can do about it, as a word in the text; nothing where they may only look. */
function renderStep(step: SignInStep, connection: Connection, name: string, { labels, actions }: SignInParts): unknown {
  const words = labels.signIns;
  if (step === 'business_center') {
    return html`<a class="link" href=${BUSINESS_CENTER_URL} target="_blank" rel="noopener noreferrer">${words.businessCenter}<span class="visually-hidden"> (${words.opensNewTab})</span>${icon('out')}</a>`;
  }
  if (actions === undefined) return nothing;
  const link = (text: string, label: string, press: () => void) =>
    html`<button type="button" class="link" aria-label=${label} @click=${press}>${text}</button>`;
  switch (step) {
    case 'sign_in':
      return connection.source === 'token'
        ? link(words.newToken, words.newTokenName(name), () => actions.signIn(connection))
        : link(words.signIn, words.signInName(name), () => actions.signIn(connection));
    case 'check':
      return link(words.check, `${words.check}${labels.common.colon}${name}`, () => actions.check(connection));
    case 'choose':
      return link(words.choose, words.chooseName(name), () => actions.choose(connection));
    case 'connect':
      return link(words.connectAdvertiser, words.connectAdvertiser, () => actions.connect());
  }
}

function renderNotes(connection: Connection, name: string, parts: SignInParts): unknown {
  const { labels, showsChange, isAskedAbove, actions } = parts;
  const words = labels.signIns;
  const told = signInNotes(connection, parts).filter((note) => !isAskedAbove || !isInBanner(note));
  const notes = told.map(
    ({ kind, text, steps }) => html`<li class="note note--${kind}">
      ${icon(kind === 'info' ? 'info' : 'warning')}
      <p>${text} ${steps.map((step) => html`${renderStep(step, connection, name, parts)} `)}</p>
    </li>`,
  );
  const change = showsChange ? changeText(connection, labels) : undefined;
  if (notes.length === 0 && change === undefined) return nothing;
  const dismiss =
    change === undefined || actions === undefined
      ? nothing
      : html`<button
          type="button"
          part="icon-button"
          class="btn btn--quiet btn--icon note__close"
          title=${words.dismiss}
          aria-label=${words.dismissName(change.text)}
          @click=${() => actions.dismissChange(connection)}
        >
          ${icon('close')}
        </button>`;
  return html`<ul class="notes">
    ${notes}
    ${
      change === undefined
        ? nothing
        : html`<li class="note note--info">
            ${icon('info')}
            <p>${change.text} ${change.hasGained ? renderStep('choose', connection, name, parts) : nothing}</p>
            ${dismiss}
          </li>`
    }
  </ul>`;
}

function renderFailure(connection: Connection, name: string, { host, labels, failure, actions }: SignInParts): unknown {
  if (failure === undefined || actions === undefined) return nothing;
  const title = labels.signIns.checkFailed(name);
  return failureBanner(host, { title, error: failure, again: () => actions.check(connection) });
}

function renderActions(
  connection: Connection,
  name: string,
  { host, labels, isChecking }: SignInParts,
  actions: SignInActions,
): TemplateResult {
  const words = labels.signIns;
  const { stateReason, source } = connection;
  const isToken = source === 'token';
  const mayChoose = connection.advertiserCount > 0 && connection.state !== 'disconnected';
  const button = (text: string, label: string, press: () => void, mark: TemplateResult | typeof nothing = nothing) =>
    html`<button type="button" part="button" class="btn btn--small" aria-label=${label} @click=${press}>${mark}${text}</button>`;
  return html`<div class="doings">
    ${
      stateReason === null
        ? nothing
        : html`<div class="reason">
            <p class="small">${reasonText(host.labels, stateReason)}</p>
            ${requestIdLine(labels, stateReason, host.copied, (text) => host.copy(text))}
          </div>`
    }
    <div class="actions" role="group" aria-label=${words.actionsName(name)}>
      <button
        type="button"
        part="button"
        class="btn btn--small"
        aria-label=${`${isChecking ? words.checking : words.check} ${name}`}
        aria-disabled=${isChecking ? 'true' : nothing}
        @click=${() => actions.check(connection)}
      >
        ${icon('refresh')}${isChecking ? words.checking : words.check}
      </button>
      ${mayChoose ? button(words.choose, words.chooseName(name), () => actions.choose(connection)) : nothing}
      ${button(
        isToken ? words.newToken : words.signIn,
        isToken ? words.newTokenName(name) : words.signInName(name),
        () => actions.signIn(connection),
      )}
      <button
        type="button"
        part="button"
        class="btn btn--quiet btn--small disconnect"
        aria-label=${words.disconnectName(name)}
        aria-haspopup="dialog"
        @click=${() => actions.disconnect(connection)}
      >
        ${icon('unlink')}${words.disconnect}
      </button>
    </div>
  </div>`;
}
