import { html, nothing, type TemplateResult } from 'lit';
import type { Connection } from '../../shared/connections.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import { failureBanner, failureBlock, requestIdLine } from '../element/failure.ts';
import { icon } from '../element/icons.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { stateBlock } from '../element/state-block.ts';
import { spokenName } from './account-status.ts';
import type { ListModel } from './list-model.ts';
import type { SeenMemory } from './seen-memory.ts';
import { endsForGood, inOrder, momentOf, signInName, signInState } from './sign-in-look.ts';
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
  /** What was dismissed. */
  seen: SeenMemory;
  signIn: (connection: Connection) => void;
  check: (connection: Connection) => Promise<void>;
}

type Standing = Pick<BannerParts, 'model' | 'seen' | 'showsAll'>;

/** Which sign-ins have a banner: what stops most first, then those that only end; `rest` more wait behind a link. */
function standing({ model, seen, showsAll }: Standing) {
  const used = inOrder(model.usedConnections).troubled;
  const troubled = used.filter(({ state }) => state === 'read_only' || state === 'disconnected');
  const shown = showsAll ? troubled : troubled.slice(0, SHOWN);
  const ending = used.filter((each) => signInState(each) === 'expiring' && !seen.has(seenKey(each)));
  return { shown, rest: troubled.length - shown.length, ending };
}

/** Ids of the sign-ins whose banner has the button: nothing below needs to repeat it. */
export function askedAbove(parts: Standing): ReadonlySet<string> {
  const { shown, ending } = standing(parts);
  return new Set([...shown, ...ending].map(({ id }) => id));
}

/** What stands above the list: what failed, then each sign-in that needs somebody, with the one thing to press. */
export function renderBanners(parts: BannerParts): unknown {
  const { host, model, undo } = parts;
  const words = host.labels.adAccountList;
  const { loadError, checkError } = model;
  const { shown, rest, ending } = standing(parts);
  const hasFailed = loadError !== undefined || checkError !== undefined || undo.failure !== undefined;
  if (shown.length === 0 && ending.length === 0 && !hasFailed) return nothing;
  const checkAgain = () => {
    if (checkError?.account === undefined) void model.checkAll();
    else void model.check(checkError.account);
  };
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
    ${ending.map((connection) => renderEnding(parts, connection))}
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
  html`<button type="button" part="button" class="btn" @click=${again}>${icon('refresh')}${text}</button>`;

const isOffline = (error: TikTokAdsError): boolean => error.code === 'network_error' && !navigator.onLine;

function renderTroubled(parts: BannerParts, connection: Connection, isFirst: boolean): TemplateResult {
  const { host, model, signIn } = parts;
  const { adAccountList: words, signIns } = host.labels;
  const name = signInName(connection, host.labels);
  const isReadOnly = connection.state === 'read_only';
  const isToken = connection.source === 'token';
  const count = stoppedCount(model, connection);
  const button = html`<div class="actions">
    <button type="button" part=${isFirst ? 'button primary-button' : 'button'} class="btn ${isFirst ? 'btn--primary' : ''}" aria-describedby="trouble-${connection.id}" @click=${() => signIn(connection)}>${isToken ? signIns.newToken : words.signInAgain}</button>
  </div>`;
  return html`<section part="banner" class="banner needs-sign-in ${isReadOnly ? 'banner--warning' : 'banner--danger'}">
    ${icon(isReadOnly ? 'eye' : 'unlink')}
    <div class="banner__text">
      <h4 id="trouble-${connection.id}"><bdi>${isReadOnly ? words.readOnlyTitle(name) : words.disconnectedTitle(name)}</bdi></h4>
      <p>${isReadOnly ? words.readOnly(count) : isToken ? words.disconnectedToken(count) : words.disconnected(count)}</p>
    </div>
    ${model.mayConnect ? button : nothing}
    ${connection.stateReason === null ? nothing : renderRequestId(host, connection.stateReason)}
  </section>`;
}

/** Ad accounts whose exports wait because of the sign-in: those that stand still for reasons of their own are not among them. */
function stoppedCount(model: ListModel, { id, state, importedCount }: Connection): number {
  // A part of a long list would count too few.
  if (model.isPartial) return importedCount;
  return model.accounts.filter(
    ({ connectionId, status, statusReason }) =>
      connectionId === id && status === state && statusReason?.code !== 'tiktok_permission_denied',
  ).length;
}

/** Nothing has stopped yet, and nothing has to be done today: calm, and gone for this visit once it was read. */
function renderEnding(parts: BannerParts, connection: Connection): TemplateResult {
  const { host, model, signIn, check, seen } = parts;
  const { labels, format } = host;
  const words = labels.signIns;
  const name = signInName(connection, labels);
  const isToken = connection.source === 'token';
  const { signInEndsAt, tokenExpiresAt } = connection;
  const endsOn = endsForGood(connection) && signInEndsAt !== null ? format.date(signInEndsAt) : undefined;
  const until = tokenExpiresAt === null ? undefined : momentOf(tokenExpiresAt, { format, now: Date.now() });
  const title =
    endsOn === undefined
      ? words.delayedTitle(name)
      : isToken
        ? words.expiringToken(name, endsOn)
        : words.expiringTitle(name, endsOn);
  const count = model.accounts.filter(({ connectionId }) => connectionId === connection.id).length;
  const act =
    endsOn === undefined
      ? html`<button type="button" part="button" class="btn" @click=${() => void check(connection)}>${icon('refresh')}${words.check}</button>`
      : html`<button type="button" part="button" class="btn" @click=${() => signIn(connection)}>${isToken ? words.newToken : words.signIn}</button>`;
  const dismiss = () => {
    seen.add(seenKey(connection));
    host.update();
  };
  return html`<section part="banner" class="banner banner--closable needs-sign-in">
    ${icon('clock')}
    <div class="banner__text">
      <h4><bdi>${title}</bdi></h4>
      <p>${endsOn === undefined ? words.renewalDelayed(until) : words.expiring(count)}</p>
    </div>
    ${model.mayConnect ? html`<div class="actions">${act}</div>` : nothing}
    <button type="button" part="icon-button" class="btn btn--quiet btn--icon banner__close" title=${words.dismiss} aria-label=${words.dismissName(title)} @click=${dismiss}>${icon('close')}</button>
  </section>`;
}

const seenKey = ({ id, signInEndsAt, notices }: Connection): string =>
  `ending:${id}:${notices.includes('renewal_delayed') ? 'delayed' : signInEndsAt}`;

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
