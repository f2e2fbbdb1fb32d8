import { html, nothing, type TemplateResult } from 'lit';
import type { AdAccount } from '../../shared/ad-accounts.ts';
import { findByNameOrId } from '../element/find.ts';
import { icon } from '../element/icons.ts';
import { renderChoiceList } from './choice-list.ts';
import { canExportTo, isAnalyst, type World } from './export-state.ts';
import type { ExporterModel } from './exporter-model.ts';
import { signInAgain } from './sign-in.ts';
import { PROBLEM_ID, renderNext } from './step-parts.ts';

const ADS_MANAGER_URL = 'https://ads.tiktok.com/';

/** Step 1: the ad account. What cannot take exports stays in the list, behind the others, with its reason and what helps. */
export function renderAccountStep(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { accounts } = view.world;
  const { advertiserId } = view.draft;
  const canAny = accounts.some((account) => canExportTo(account, view.world));
  return html`${canAny ? renderLost(view) : renderNoneUsable(view)}
    ${renderChoiceList<AdAccount>({
      host: view.host,
      list: view.accountList,
      items: accounts,
      found: usableFirst(findByNameOrId(accounts, view.accountList.query), view.world),
      key: (account) => account.advertiserId,
      name: (account) => account.name,
      isChosen: (account) => account.advertiserId === advertiserId,
      render: (account) => renderAccount(view, account),
      legend: words.accountLegend,
      searchLabel: words.findAccount,
      nothingFound: words.noAccountFound,
      foundText: words.accountsFound,
      errorId: view.showsProblem ? PROBLEM_ID : undefined,
    })}
    ${canAny ? renderNext(view, words.continue, words.chooseAccount) : nothing}`;
}

/** The account that was chosen can't be used any more, and nothing was chosen in its place. */
function renderLost({ host, lostAccount }: ExporterModel): unknown {
  if (lostAccount === null) return nothing;
  return html`<div part="banner" class="banner banner--warning">
    ${icon('warning')}
    <div class="banner__text"><p>${host.labels.audienceExporter.accountLost(lostAccount.name)}</p></div>
  </div>`;
}

/** Why nothing can go on from here, and the sign-in that helps where one does. */
function renderNoneUsable(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const curable = view.world.accounts.find((account) => troubleOf(account, view.world).needsSignIn);
  return html`<div class="banner banner--warning">
    ${icon('warning')}
    <div class="banner__text">
      <p>${words.noAccountTakes}</p>
      <p>${words.noAccountTakesText}</p>
    </div>
    ${
      curable === undefined || !view.loader.canConnect
        ? nothing
        : html`<div class="actions"><button type="button" part="button primary-button" class="btn btn--primary" @click=${() => signInAgain(view, curable.advertiserId)}>${words.signInAgain}</button></div>`
    }
  </div>`;
}

/** What keeps an account from taking exports, and whether a new sign-in helps. */
function troubleOf(account: AdAccount, world: World): { kind: string; needsSignIn: boolean } {
  const { withoutAudiences, withoutPermission } = world;
  const { status, statusReason } = account;
  if (status === 'connected' && withoutAudiences.has(account.advertiserId))
    return { kind: 'sandbox', needsSignIn: false };
  // The server's code tells a limit of the account or the person from one of the sign-in.
  const isLimited = status === 'connected' || statusReason?.code === 'tiktok_permission_denied';
  if (isLimited && isAnalyst(account)) return { kind: 'analyst', needsSignIn: false };
  if (isLimited && withoutPermission.has(account.connectionId)) return { kind: 'permission', needsSignIn: true };
  if (isLimited && status === 'read_only') return { kind: 'not_approved', needsSignIn: false };
  return { kind: status, needsSignIn: status === 'read_only' || status === 'disconnected' };
}

const usableFirst = (accounts: readonly AdAccount[], world: World): readonly AdAccount[] => [
  ...accounts.filter((account) => canExportTo(account, world)),
  ...accounts.filter((account) => !canExportTo(account, world)),
];

function renderAccount(view: ExporterModel, account: AdAccount): TemplateResult {
  const words = view.host.labels.audienceExporter;
  if (!canExportTo(account, view.world)) return renderUnusable(view, account);
  return html`<label class="choice">
    <input
      type="radio"
      class="dot"
      name="account"
      .checked=${account.advertiserId === view.draft.advertiserId}
      @change=${() => view.change({ advertiserId: account.advertiserId })}
    />
    <span class="choice__text">
      <span class="choice__name"><bdi>${account.name}</bdi></span>
      <span class="caption"><span class="mono isolate">${account.advertiserId}</span></span>
    </span>
    <span class="choice__aside">${account.environment === 'sandbox' ? html`<span part="badge" class="tag">${words.sandbox}</span> ` : nothing}${account.currency ?? ''}</span>
  </label>`;
}

function renderUnusable(view: ExporterModel, account: AdAccount): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { advertiserId, name } = account;
  const { kind, needsSignIn } = troubleOf(account, view.world);
  const reason =
    needsSignIn && !view.loader.canConnect
      ? words.signInNeedsPermission(words.accountOff[kind] ?? '')
      : words.accountOff[kind];
  return html`<div class="choice is-off">
    <input type="radio" class="dot" name="account" disabled aria-label=${name} aria-describedby="off-${advertiserId}" />
    <span class="choice__text">
      <span class="choice__name"><bdi>${name}</bdi></span>
      <span class="caption" id="off-${advertiserId}">
        ${reason}
        ${
          needsSignIn && view.loader.canConnect
            ? html`<button type="button" class="link" aria-label=${words.signInAgainFor(name)} @click=${() => signInAgain(view, advertiserId)}>${words.signInAgain}</button>
              ${words.signInAgainRest}`
            : nothing
        }
        ${
          kind === 'suspended' || kind === 'not_approved'
            ? html`<a class="link" href=${ADS_MANAGER_URL} target="_blank" rel="noopener noreferrer"
              >${kind === 'suspended' ? words.appeal : words.seeWhy}<span class="visually-hidden"> (${words.opensNewTab})</span>${icon('out')}</a
            >`
            : nothing
        }
      </span>
    </span>
    <span class="choice__aside">${account.environment === 'sandbox' ? html`<span part="badge" class="tag">${words.sandbox}</span> ` : nothing}${account.currency ?? ''}</span>
  </div>`;
}
