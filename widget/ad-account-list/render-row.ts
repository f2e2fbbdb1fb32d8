import { html, nothing, type TemplateResult } from 'lit';
import type { AdAccount } from '../../shared/ad-accounts.ts';
import type { Format } from '../element/format.ts';
import { icon } from '../element/icons.ts';
import type { Labels } from '../labels/labels.ts';
import { initial, STATUS_LOOKS, statusWhy, zoneOffset } from './account-status.ts';

const ADS_MANAGER_URL = 'https://ads.tiktok.com/';

export interface RowParts {
  index: number;
  labels: Labels;
  format: Format;
  isChecking: boolean;
  /** Absent where the person may only look. */
  check: (() => void) | undefined;
  remove: (() => void) | undefined;
}

/** One ad account: a table row on a wide host, a card on a narrow one. */
export function renderAccountRow(account: AdAccount, parts: RowParts): TemplateResult {
  const { labels, remove } = parts;
  const words = labels.adAccountList;
  const { roles, noRole } = labels.common;
  return html`<div part="row" class="row" role="row" aria-rowindex=${parts.index + 2}>
    <div class="cell" data-cell="account" role="cell">
      <span class="tile" aria-hidden="true">${initial(account.name)}</span>
      <div class="account__text">
        <p class="account__name lines-3" title=${account.name}><bdi>${account.name}</bdi></p>
        <p class="mono muted">
          <span class="isolate">${account.advertiserId}</span>
          ${account.environment === 'sandbox' ? html`<span class="tag">${words.sandbox}</span>` : nothing}
        </p>
      </div>
    </div>
    ${renderStatus(account, parts)}
    <div class="cell small" data-cell="role" role="cell">${account.role === null ? noRole : roles[account.role]}</div>
    <div class="cell small" data-cell="currency" role="cell">${account.currency ?? nothing}</div>
    <div class="cell small" data-cell="zone" role="cell">${
      account.timezone === null
        ? nothing
        : html`<span class="isolate">${account.timezone} <span class="muted zone__offset">${zoneOffset(account.timezone)}</span></span>`
    }</div>
    <div class="cell" data-cell="remove" role="cell">
      ${
        remove === undefined
          ? nothing
          : html`<button
            type="button"
            class="btn btn--quiet btn--icon btn--remove"
            data-remove=${account.advertiserId}
            aria-label=${words.removeName(account.name)}
            @click=${remove}
          >
            ${icon('bin')}
          </button>`
      }
    </div>
  </div>`;
}

function renderStatus(account: AdAccount, { labels, format, isChecking, check }: RowParts): TemplateResult {
  const words = labels.adAccountList;
  const { mark, kind } = STATUS_LOOKS[account.status];
  const why = isChecking ? undefined : statusWhy(account, labels, format);
  return html`<div class="cell" data-cell="status" data-state=${kind} role="cell">
    <div class="account__state" title=${account.statusReason?.message ?? nothing}>
      <span class="status status--${isChecking ? 'busy' : kind}">
        ${icon(isChecking ? 'refresh' : mark)}${isChecking ? words.checking : words.statuses[account.status]}
      </span>
      ${
        why === undefined
          ? nothing
          : html`<p class="account__why">${why} ${account.status === 'suspended' ? renderAppeal(labels) : nothing}</p>`
      }
    </div>
    ${
      account.status === 'disconnected' && check !== undefined
        ? html`<button
          type="button"
          class="btn btn--small account__refresh"
          aria-label=${words.refreshName(account.name)}
          aria-disabled=${isChecking ? 'true' : nothing}
          @click=${check}
        >
          ${icon('refresh')}${words.refresh}
        </button>`
        : nothing
    }
  </div>`;
}

const renderAppeal = ({ adAccountList: words }: Labels): TemplateResult =>
  html`<a class="link" href=${ADS_MANAGER_URL} target="_blank" rel="noopener noreferrer"
    >${words.appeal}<span class="visually-hidden"> (${words.opensNewTab})</span>${icon('out')}</a
  >`;

/** Rows of the real height, breathing. */
export const renderWaitingRows = (): TemplateResult =>
  html`<div class="table wait">
    ${Array.from(
      { length: 4 },
      () => html`<div class="row">
        <div data-cell="account">
          <span class="skeleton sk-tile"></span>
          <div class="sk-lines"><span class="skeleton sk-name"></span><span class="skeleton sk-id"></span></div>
        </div>
        <div data-cell="status" data-state="ok"><span class="skeleton sk-status"></span></div>
      </div>`,
    )}
  </div>`;
