import { html, nothing, type TemplateResult } from 'lit';
import type { Export } from '../../shared/exports.ts';
import { icon } from '../element/icons.ts';
import { actionOf, isChange, takenOf, toSend } from './export-names.ts';
import { tiktokTimeToIso, type Verdict } from './export-verdict.ts';
import type { ExporterModel } from './exporter-model.ts';
import { renderExpiry } from './render-expiry.ts';

/** What came of an export: TikTok's number beside what was sent, and what keeps ads from using it. */
export function renderResult(view: ExporterModel, shown: Export, verdict: Verdict): TemplateResult {
  const { labels, format } = view.host;
  const words = labels.audienceExporter;
  const { audienceProgress: progress } = shown;
  const action = actionOf(shown);
  if (progress === null && isChange(shown) && toSend(shown) === 0)
    return html`<div class="pad"><p>${words.unchanged}</p></div>`;
  return html`<div class="pad">
    <dl class="pair">
      <div>
        <dt class="caption">${action === 'CREATE' || action === 'REPLACE' ? words.matched : words.inAudience}</dt>
        <dd class="figure"><b>${format.number(progress?.coverNum ?? 0)}</b></dd>
      </div>
      ${
        isChange(shown)
          ? renderChange(view, shown)
          : renderSent(view, action === 'REMOVE' ? words.sentToRemove : words.sentByYou, takenOf(shown))
      }
    </dl>
    ${verdict === 'usable' ? renderExpiry(view, shown) : renderObstacle(view, shown, verdict)}
  </div>`;
}

function renderChange(view: ExporterModel, { counts }: Export): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const [added, removed] = [counts.toAdd ?? 0, counts.toRemove ?? 0];
  return html`${added === 0 ? nothing : renderSent(view, words.peopleAdded(added), added)}
  ${removed === 0 ? nothing : renderSent(view, words.identifiersRemoved(removed), removed)}`;
}

function renderSent({ host: { format } }: ExporterModel, name: string, count: number): TemplateResult {
  return html`<div>
    <dt class="caption">${name}</dt>
    <dd class="figure"><b class="muted">${format.number(count)}</b></dd>
  </div>`;
}

function renderObstacle(view: ExporterModel, shown: Export, verdict: Verdict): TemplateResult {
  const { labels, format } = view.host;
  const words = labels.audienceExporter;
  const { audienceProgress: progress, customAudienceId } = shown;
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
              ? words.tooSmallText(progress?.coverNum ?? 0, takenOf(shown))
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
              ? html`<button type="button" part="button primary-button" class="btn btn--primary" @click=${() => view.sendMore(shown.advertiserId, customAudienceId)}>${words.addMore}</button>`
              : nothing
          }
          ${shown.state === 'failed' ? html`<button type="button" part="button" class="btn" @click=${again}>${words.lookAgain}</button>` : nothing}
        </div>`
        : nothing
    }`;
}
