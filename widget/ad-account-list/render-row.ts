import { html, nothing, type TemplateResult } from 'lit';
import type { AdAccount } from '../../shared/ad-accounts.ts';
import type { Format } from '../element/format.ts';
import { icon } from '../element/icons.ts';
import type { Labels } from '../labels/labels.ts';
import {
  initial,
  knownName,
  type Remedy,
  spokenName,
  STATUS_LOOKS,
  statusCause,
  zoneOffset,
} from './account-status.ts';

const ADS_MANAGER_URL = 'https://ads.tiktok.com/';

/** What a row needs besides its account; the same for all rows of an update. */
export interface RowParts {
  labels: Labels;
  format: Format;
  /** "3 minutes ago", kept right while it is shown. */
  relative: (iso: string) => string;
  isChecking: (account: AdAccount) => boolean;
  isSelected: (account: AdAccount) => boolean;
  /** Its sign-in lacks a permission that exports need. */
  isUngranted: (account: AdAccount) => boolean;
  /** When its sign-in was last checked. */
  signInCheckedAt: (account: AdAccount) => string | null;
  /** A banner asks for its sign-in: the row says only how it stands. */
  isAskedAbove: (account: AdAccount) => boolean;
  ask: (account: AdAccount) => void;
  /** The rest is absent where the person may only look. */
  check: ((account: AdAccount) => void) | undefined;
  signIn: ((account: AdAccount) => void) | undefined;
  remove: ((account: AdAccount) => void) | undefined;
  select: ((account: AdAccount, event: MouseEvent) => void) | undefined;
}

/** One ad account: a table row on a wide host, a card on a narrow one. `place` is its place in the whole list, from 0. */
export function renderAccountRow(account: AdAccount, place: number, parts: RowParts): TemplateResult {
  const { labels, remove, select } = parts;
  const words = labels.adAccountList;
  const { advertiserId, currency, timezone } = account;
  const name = knownName(account);
  const isSelected = parts.isSelected(account);
  return html`<div
    part="row"
    class="row ${isSelected ? 'is-selected' : ''}"
    role="row"
    aria-rowindex=${place + 2}
  >
    <div class="cell" data-cell="account" role="cell">
      ${
        select === undefined
          ? html`<span class="tile" aria-hidden="true">${initial(account.name)}</span>`
          : html`<label class="pick">
            <span class="tile" aria-hidden="true">${initial(account.name)}</span>
            <input
              type="checkbox"
              class="tick"
              aria-label=${words.selectName(spokenName(account))}
              .checked=${isSelected}
              @click=${(event: MouseEvent) => select(account, event)}
            />
          </label>`
      }
      <div class="account__text">
        ${
          name === undefined
            ? html`<p class="account__name muted">${words.unnamed}</p>`
            : html`<p class="account__name lines-3" title=${name}><bdi>${name}</bdi></p>`
        }
        <p class="mono muted">
          <span class="isolate">${advertiserId}</span>
          ${account.environment === 'sandbox' ? html`<span part="badge" class="tag">${words.sandbox}</span>` : nothing}
        </p>
      </div>
    </div>
    ${renderStatus(account, parts)}
    <div class="cell small" data-cell="role" role="cell">${renderRole(account, labels)}</div>
    <div class="cell small" data-cell="currency" role="cell">${currency ?? renderUnknown(labels)}</div>
    <div class="cell small" data-cell="zone" role="cell">${
      timezone === null
        ? renderUnknown(labels)
        : html`<span class="isolate">${timezone} <span class="muted zone__offset">${zoneOffset(timezone)}</span></span>`
    }</div>
    <div class="cell" data-cell="remove" role="cell">
      ${
        remove === undefined
          ? nothing
          : html`<button
            type="button"
            part="icon-button"
            class="btn btn--quiet btn--icon btn--remove"
            data-remove=${advertiserId}
            aria-label=${words.removeName(spokenName(account))}
            @click=${() => remove(account)}
          >
            ${icon('bin')}
          </button>`
      }
    </div>
  </div>`;
}

function renderRole({ role, status }: AdAccount, labels: Labels): unknown {
  if (role !== null) return labels.common.roles[role];
  // Outside a Business Center nobody can ask TikTok for the role, which says nothing about the access.
  return status === 'no_permission' ? labels.common.noRole : renderUnknown(labels);
}

const renderUnknown = ({ adAccountList: words }: Labels): TemplateResult =>
  html`<span class="unknown" title=${words.unknown}><span aria-hidden="true">–</span><span class="visually-hidden">${words.unknown}</span></span>`;

/** What the server says besides is in English; elsewhere the cause below says it. */
const speaksEnglish = ({ locale }: Format): boolean => /^en\b/.test(locale);

function renderStatus(account: AdAccount, parts: RowParts): TemplateResult {
  const { labels, format, check } = parts;
  const words = labels.adAccountList;
  const { mark, kind } = STATUS_LOOKS[account.status];
  const isChecking = parts.isChecking(account);
  const cause = isChecking ? undefined : statusCause(account, labels, format, parts.isUngranted(account));
  return html`<div class="cell ${cause === undefined ? '' : 'has-cause'}" data-cell="status" data-state=${kind} data-status=${account.status} role="cell">
    <div class="account__state" title=${(speaksEnglish(format) ? account.statusReason?.message : undefined) ?? nothing}>
      <span part="status" class="status status--${isChecking ? 'busy' : kind}">
        ${icon(isChecking ? 'refresh' : mark)}${isChecking ? words.checking : words.statuses[account.status]}
      </span>
      ${cause === undefined ? nothing : html`<p class="account__line">${cause.text}</p>`}
      ${renderLastLine(account, cause?.remedy, parts)}
    </div>
    ${
      check === undefined
        ? nothing
        : html`<button
          type="button"
          part="button"
          class="btn btn--small ${account.status === 'disconnected' ? '' : 'btn--quiet'} account__refresh"
          title=${words.refresh}
          aria-label=${words.refreshName(spokenName(account))}
          aria-disabled=${isChecking ? 'true' : nothing}
          @click=${() => check(account)}
        >
          ${icon('refresh')}<span class="refresh__word">${words.refresh}</span>
        </button>`
    }
  </div>`;
}

/** What helps and how old the status is, side by side: rows with a cause are three lines high, all others two. */
function renderLastLine(account: AdAccount, remedy: Remedy | undefined, parts: RowParts): unknown {
  const way = remedy === undefined ? nothing : renderRemedy(remedy, account, parts);
  const checkedAt = lastChecked(account, parts.signInCheckedAt(account));
  const checked = checkedAt === null ? nothing : renderChecked(checkedAt, parts);
  if (way === nothing && checked === nothing) return nothing;
  return html`<p class="account__line account__line--last">${way} ${checked}</p>`;
}

/** TikTok tells nothing of an ad account whose sign-in it refuses: the look at the sign-in was the look at it. */
function lastChecked({ status, lastCheckedAt }: AdAccount, signInCheckedAt: string | null): string | null {
  if (status !== 'disconnected' || signInCheckedAt === null) return lastCheckedAt;
  return lastCheckedAt === null || Date.parse(signInCheckedAt) > Date.parse(lastCheckedAt)
    ? signInCheckedAt
    : lastCheckedAt;
}

function renderChecked(iso: string, { labels, format, relative }: RowParts): TemplateResult {
  const words = labels.adAccountList;
  const at = words.checkedAt(format.date(iso), format.time(iso));
  return html`<time datetime=${iso} title=${words.checkedAtTitle(at)}>${words.checkedWhen(relative(iso))}<span class="visually-hidden">, ${at}</span></time>`;
}

function renderRemedy(remedy: Remedy, account: AdAccount, parts: RowParts): unknown {
  const { labels, signIn, ask } = parts;
  const words = labels.adAccountList;
  const name = spokenName(account);
  const signInAgain =
    signIn === undefined
      ? nothing
      : html`<button type="button" class="link" aria-label=${words.signInAgainName(name)} @click=${() => signIn(account)}>${words.signInAgain}</button>`;
  const askAdmin = html`<button type="button" class="link" aria-label=${words.askAdminName(name)} aria-haspopup="dialog" @click=${() => ask(account)}>${words.askAdmin}</button>`;
  switch (remedy) {
    case 'sign_in':
      // What a permission stops is in no banner.
      return parts.isAskedAbove(account) && account.statusReason?.code !== 'tiktok_permission_denied'
        ? nothing
        : signInAgain;
    case 'share':
      return html`${signInAgain} ${askAdmin}`;
    case 'ask_admin':
      return askAdmin;
    case 'appeal':
      return renderAdsManager(words.appeal, words.appealName(name));
    case 'see_why':
      return renderAdsManager(words.seeWhy, words.seeWhyName(name));
  }
}

const renderAdsManager = (text: string, name: string): TemplateResult =>
  html`<a class="link" href=${ADS_MANAGER_URL} target="_blank" rel="noopener noreferrer" aria-label=${name}>${text}${icon('out')}</a>`;
