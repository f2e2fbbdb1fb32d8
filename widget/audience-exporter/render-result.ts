import { html, nothing, type TemplateResult } from 'lit';
import type { Export } from '../../shared/exports.ts';
import { icon } from '../element/icons.ts';
import { actionOf, isChange, toSend } from './export-names.ts';
import { tiktokTimeToIso, type Verdict } from './export-verdict.ts';
import type { ExporterModel } from './exporter-model.ts';
import { renderExpiry } from './render-expiry.ts';

/** What came of an export: TikTok's number beside what was sent, and what keeps ads from using it. */
export function renderResult(view: ExporterModel, shown: Export, verdict: Verdict): TemplateResult {
  const { labels, format } = view.host;
  const words = labels.audienceExporter;
  const { audienceProgress: progress, peopleUploaded, counts } = shown;
  const action = actionOf(shown);
  if (progress === null && isChange(shown) && toSend(shown) === 0)
    return html`<div class="pad"><p>${words.unchanged}</p></div>`;
  return html`<div class="pad">
    <dl class="pair">
      <div>
        <dt class="caption">${action === 'CREATE' || action === 'REPLACE' ? words.matched : words.inAudience}</dt>
        <dd class="figure"><b>${format.number(progress?.coverNum ?? 0)}</b></dd>
      </div>
      <div>
        <dt class="caption">${isChange(shown) ? words.sentAsChange : action === 'REMOVE' ? words.sentToRemove : words.sentByYou}</dt>
        <dd class="figure">${isChange(shown) ? renderChange(view, shown) : html`<b class="muted">${format.number(Math.max(peopleUploaded, counts.ready))}</b>`}</dd>
      </div>
    </dl>
    ${verdict === 'usable' ? renderExpiry(view, shown) : renderObstacle(view, shown, verdict)}
  </div>`;
}

function renderChange(view: ExporterModel, { counts }: Export): TemplateResult {
  const words = view.host.labels.audienceExporter;
  return html`<b class="muted"><bdi>${words.added(counts.toAdd ?? 0)}</bdi> <bdi>${words.removed(counts.toRemove ?? 0)}</bdi></b>`;
}

function renderObstacle(view: ExporterModel, shown: Export, verdict: Verdict): TemplateResult {
  const { labels, format } = view.host;
  const words = labels.audienceExporter;
  const { audienceProgress: progress, counts, customAudienceId } = shown;
  const message = progress?.message ?? null;
  const ended = progress?.expiredTime == null ? null : format.date(tiktokTimeToIso(progress.expiredTime));
  const isSmall = verdict === 'too_small';
  const isEnded = verdict === 'ended';
  const again = () => view.runs.act(() => view.runs.flow.retry());
  return html`<div part="banner" class="banner banner--warning">
      ${icon(isEnded ? 'clock' : 'warning')}
      <div class="banner__text">
        <p>${isSmall ? words.tooSmallBanner : isEnded ? words.endedBanner : words.unusableTitle}</p>
        <p>
          ${
            isSmall
              ? words.tooSmallText(progress?.coverNum ?? 0, counts.ready)
              : isEnded
                ? html`${ended === null ? nothing : words.endedOn(ended)} ${words.expiredText}`
                : words.unusableText
          }
        </p>
        ${message === null || isEnded ? nothing : html`<p class="muted">${words.tiktokSays(message)}</p>`}
      </div>
    </div>
    ${
      view.loader.canExport && !isEnded
        ? html`<div class="actions">
          ${
            isSmall && customAudienceId !== null
              ? html`<button type="button" class="btn btn--primary" @click=${() => view.sendMore(shown.advertiserId, customAudienceId)}>${words.addMore}</button>`
              : nothing
          }
          ${shown.state === 'failed' ? html`<button type="button" class="btn" @click=${again}>${words.lookAgain}</button>` : nothing}
        </div>`
        : nothing
    }`;
}
