import { html, nothing, type TemplateResult } from 'lit';
import type { Audience } from '../../../shared/audiences.ts';
import { tiktokTimeToIso } from '../export-verdict.ts';
import { icon } from '../../element/icons.ts';
import { markOf } from '../../element/mark-of.ts';
import { audienceLook, endsSoon, kindOf, stateOf } from './audience-look.ts';
import type { AudiencesModel } from './audiences-model.ts';
import { syncMark } from './marks.ts';
import { audienceMenu } from './menus.ts';

/** One audience: a table row on a wide host, a card on a narrow one. */
export function renderAudienceRow(view: AudiencesModel, audience: Audience): TemplateResult {
  const { labels } = view.host;
  const now = Date.now();
  const { customAudienceId, name } = audience;
  const look = audienceLook(labels, audience, view.list.reasons.get(customAudienceId), now);
  return html`<div part="row" class="row" role="row">
    <div class="cell" data-cell="name" role="rowheader">
      <p class="audience__name lines-3" title=${name}><bdi>${name}</bdi></p>
      <p class="caption">${kindOf(labels, audience)}${renderOwner(view, audience)}</p>
      <p class="mono muted"><span class="isolate">${customAudienceId}</span></p>
      ${renderSync(view, audience)}
    </div>
    <div class="cell num" data-cell="people" role="cell">${renderPeople(view, audience, now)}</div>
    <div class="cell" data-cell="state" role="cell">
      <span part="status" class="status status--${look.kind}">${markOf(look.mark)}${look.word}</span>
      ${look.line === null ? nothing : html`<p class="caption audience__line">${look.line}</p>`}
    </div>
    <div class="cell small" data-cell="ends" role="cell">${renderEnds(view, audience, now)}</div>
    <div class="cell" data-cell="menu" role="cell">
      ${view.menu.renderButton(
        customAudienceId,
        () => view.host.labels.audiences.menuOf(name),
        () => audienceMenu(view, audience),
      )}
    </div>
  </div>`;
}

function renderOwner(view: AudiencesModel, { isCreator, shared }: Audience): unknown {
  const words = view.host.labels.audiences;
  if (!isCreator) return ` · ${words.sharedWithYou}`;
  return shared ? ` · ${words.isShared}` : nothing;
}

function renderSync(view: AudiencesModel, { mirrorId }: Audience): unknown {
  const words = view.host.labels.audiences;
  if (mirrorId === null) return nothing;
  const mirror = view.mirrors.items.find(({ id }) => id === mirrorId);
  const isPaused = mirror !== undefined && mirror.pausedAt !== null;
  return html`<p class="audience__sync">
    <span part="badge" class="tag">${isPaused ? icon('pause') : syncMark()}${isPaused ? words.inSyncPaused : words.inSync}</span>
    ${mirror === undefined || isPaused ? nothing : html`<span class="caption">${view.scheduleOf(mirror)}</span>`}
  </p>`;
}

function renderPeople({ host: { labels, format } }: AudiencesModel, audience: Audience, now: number): TemplateResult {
  const words = labels.audiences;
  // TikTok says 0 until it has counted.
  const isUnknown = audience.coverNum === 0 && stateOf(audience, now) === 'processing';
  if (isUnknown) return html`<span class="muted people--none">${words.notKnown}</span>`;
  return html`<bdi>${format.number(audience.coverNum)}<span class="unit">${labels.common.unitGap}${words.matchedUnit}</span></bdi>`;
}

function renderEnds({ host: { labels, format } }: AudiencesModel, audience: Audience, now: number): TemplateResult {
  const words = labels.audiences;
  const { expiredTime } = audience;
  if (expiredTime === null)
    return html`<span class="muted ends--none" title=${words.noEnd}><span aria-hidden="true">–</span><span class="visually-hidden">${words.noEnd}</span></span>`;
  const iso = tiktokTimeToIso(expiredTime);
  if (stateOf(audience, now) === 'expired') return html`<span class="muted">${words.ended(format.date(iso))}</span>`;
  const days = endsSoon(audience, now);
  return html`<span class="ends"><span class="unit">${words.ends} </span><time datetime=${iso}>${format.date(iso)}</time></span>${
    days === null ? nothing : html`<span class="caption is-warning ends__soon">${words.endsIn(days)}</span>`
  }`;
}
