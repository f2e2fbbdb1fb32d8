import { html, nothing, type TemplateResult } from 'lit';
import type { Connection } from '../../shared/connections.ts';
import { isSessionError, type TikTokAdsError } from '../client/errors.ts';
import { failureText, requestIdLine, stateBlock } from '../element/failure.ts';
import { icon } from '../element/icons.ts';
import type { ViewHost } from '../element/lazy-element.ts';
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
        : renderFailure(
            host,
            checkError.account === undefined ? words.checkAllFailed : words.checkFailed(spokenName(checkError.account)),
            checkError.error,
            checkAgain,
          )
    }
    ${
      undo.failure === undefined
        ? nothing
        : renderFailure(
            host,
            words.undoFailed(undo.failure.accounts.length),
            undo.failure.error,
            () => void undo.bringBack(),
          )
    }
    ${shown.map((connection, index) => renderTroubled(parts, connection, index === 0))}
    ${rest > 0 ? html`<button type="button" class="link more" @click=${parts.showAll}>${words.moreTroubled(rest)}</button>` : nothing}
  </div>`;
}

function renderStale(host: ViewHost, error: TikTokAdsError, again: () => void): TemplateResult {
  const words = host.labels.adAccountList;
  if (isSessionError(error)) return renderFailure(host, words.sessionTitle, error, again, words.session);
  if (isOffline(error)) return renderFailure(host, words.offlineTitle, error, again, words.staleOffline);
  return renderFailure(host, words.staleTitle, error, again);
}

const isOffline = (error: TikTokAdsError): boolean => error.code === 'network_error' && !navigator.onLine;

function renderFailure(
  host: ViewHost,
  title: string,
  error: TikTokAdsError,
  again: () => void,
  text = failureText(host.labels, error),
): TemplateResult {
  return html`<section class="banner banner--danger" role="alert">
    ${icon(isOffline(error) ? 'offline' : 'stop')}
    <div class="banner__text">
      <h4><bdi>${title}</bdi></h4>
      <p>${text}</p>
    </div>
    <div class="actions"><button type="button" class="btn" @click=${again}>${icon('refresh')}${host.labels.common.tryAgain}</button></div>
    ${renderRequestId(host, error)}
  </section>`;
}

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
  return html`<section class="banner needs-sign-in ${isReadOnly ? 'banner--warning' : 'banner--danger'}">
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
  const [mark, title, text] = isSessionError(error)
    ? (['lock', words.sessionTitle, words.session] as const)
    : isOffline(error)
      ? (['offline', words.offlineTitle, words.offline] as const)
      : (['warning', words.failedTitle, failureText(labels, error)] as const);
  return stateBlock({
    mark,
    title,
    text,
    actions: html`<button type="button" class="btn" @click=${again}>${icon('refresh')}${labels.common.tryAgain}</button>`,
    more: renderRequestId(host, error),
  });
}
