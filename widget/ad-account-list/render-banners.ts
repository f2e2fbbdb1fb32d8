import { html, nothing, type TemplateResult } from 'lit';
import type { Connection } from '../../shared/connections.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import { failureBanner, failureBlock, requestIdLine } from '../element/failure.ts';
import { icon } from '../element/icons.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { stateBlock } from '../element/state-block.ts';
import { spokenName } from './account-status.ts';
import type { ListModel } from './list-model.ts';
import type { RemovalUndo } from './undo.ts';

/** More sign-ins in trouble than this fold into one line. */
const SHOWN = 2;

export interface BannerParts {
  host: ViewHost;
  model: ListModel;
  undo: RemovalUndo;
  /** All banners, instead of the first ones. */
  showsAll: boolean;
  showAll: () => void;
  signIn: (connection: Connection) => void;
}

/** What stands above the list: what failed, then each sign-in that needs somebody, with the one thing to press. */
export function renderBanners(parts: BannerParts): unknown {
  const { host, model, undo } = parts;
  const words = host.labels.adAccountList;
  const { loadError, checkError } = model;
  const troubled = model.usedConnections.filter(({ state }) => state === 'read_only' || state === 'disconnected');
  if (troubled.length === 0 && loadError === undefined && checkError === undefined && undo.failure === undefined) {
    return nothing;
  }
  const checkAgain = () => {
    if (checkError?.account === undefined) void model.checkAll();
    else void model.check(checkError.account);
  };
  const shown = parts.showsAll ? troubled : troubled.slice(0, SHOWN);
  const rest = troubled.length - shown.length;
  return html`<div class="banners">
    ${loadError === undefined ? nothing : renderStale(host, loadError, () => void model.load())}
    ${
      checkError === undefined
        ? nothing
        : failureBanner(host, {
            title:
              checkError.account === undefined
                ? words.checkAllFailed
                : words.checkFailed(spokenName(checkError.account)),
            error: checkError.error,
            again: checkAgain,
          })
    }
    ${
      undo.failure === undefined
        ? nothing
        : failureBanner(host, {
            title: words.undoFailed(undo.failure.accounts.length),
            error: undo.failure.error,
            again: () => void undo.bringBack(),
          })
    }
    ${shown.map((connection, index) => renderTroubled(parts, connection, index === 0))}
    ${rest > 0 ? html`<button type="button" class="link more" @click=${parts.showAll}>${words.moreTroubled(rest)}</button>` : nothing}
  </div>`;
}

function renderStale(host: ViewHost, error: TikTokAdsError, again: () => void): TemplateResult {
  const { adAccountList: words, common } = host.labels;
  if (!isOffline(error)) return failureBanner(host, { title: words.staleTitle, error, again });
  return html`<section part="banner" class="banner" role="alert">
    ${icon('offline')}
    <div class="banner__text">
      <h4>${common.offline}</h4>
      <p>${common.offlineText}</p>
    </div>
    <div class="actions">${renderAgain(common.tryAgain, again)}</div>
  </section>`;
}

const renderAgain = (text: string, again: () => void): TemplateResult =>
  html`<button type="button" class="btn" @click=${again}>${icon('refresh')}${text}</button>`;

const isOffline = (error: TikTokAdsError): boolean => error.code === 'network_error' && !navigator.onLine;

function renderTroubled(
  { host, model, signIn }: BannerParts,
  connection: Connection,
  isFirst: boolean,
): TemplateResult {
  const words = host.labels.adAccountList;
  const name = connection.tiktokUser?.displayName ?? words.aSignIn;
  const count = model.accounts.filter((account) => account.connectionId === connection.id).length;
  const isReadOnly = connection.state === 'read_only';
  const button = html`<div class="actions">
    <button type="button" class="btn ${isFirst ? 'btn--primary' : ''}" @click=${() => signIn(connection)}>${words.signInAgain}</button>
  </div>`;
  return html`<section part="banner" class="banner needs-sign-in ${isReadOnly ? 'banner--warning' : 'banner--danger'}">
    ${icon(isReadOnly ? 'eye' : 'unlink')}
    <div class="banner__text">
      <h4><bdi>${isReadOnly ? words.readOnlyTitle(name) : words.disconnectedTitle(name)}</bdi></h4>
      <p>${isReadOnly ? words.readOnly(count) : words.disconnected(count)}</p>
    </div>
    ${model.mayConnect ? button : nothing}
    ${connection.stateReason === null ? nothing : renderRequestId(host, connection.stateReason)}
  </section>`;
}

function renderRequestId(host: ViewHost, error: Parameters<typeof requestIdLine>[1]): unknown {
  return requestIdLine(host.labels, error, host.copied, (text) => host.copy(text));
}

/** In place of the list, when the first load failed. */
export function renderLoadError(host: ViewHost, error: TikTokAdsError, again: () => void): TemplateResult {
  const { labels } = host;
  const words = labels.adAccountList;
  if (!isOffline(error)) return failureBlock(host, { title: words.failedTitle, error, again });
  return stateBlock({
    mark: 'offline',
    title: labels.common.offline,
    text: words.offline,
    actions: renderAgain(labels.common.tryAgain, again),
  });
}
