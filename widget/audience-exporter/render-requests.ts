import { html, nothing, type TemplateResult } from 'lit';
import type { Export, TikTokRequestNote } from '../../shared/exports.ts';
import { icon } from '../element/icons.ts';
import type { ExporterModel } from './exporter-model.ts';
import { renderMoment } from './moments.ts';

/** What TikTok's support asks for: its id of each change made there, folded away until somebody needs it. */
export function renderRequests(view: ExporterModel, { tiktokRequests }: Export): unknown {
  const { labels, format, copied } = view.host;
  const words = labels.audienceExporter;
  if (tiktokRequests.length === 0) return nothing;
  const everything = tiktokRequests
    .map(({ at, call, requestId, code }) => [at, call, requestId ?? '-', code ?? '-'].join(' '))
    .join('\n');
  return html`<div class="pad">
    <details class="more">
      <summary><span class="link">${words.requestsTitle}</span> <span class="caption num">${format.number(tiktokRequests.length)}</span></summary>
      <div class="more__body">
        <p class="caption">${words.requestsHint}</p>
        <ul class="requests">
          ${tiktokRequests.map((request) => renderRequest(view, request))}
        </ul>
        <div class="actions">
          <button type="button" part="button" class="btn btn--small" @click=${() => view.host.copy(everything)}>
            ${icon(copied === everything ? 'check' : 'copy')}<span>${copied === everything ? labels.common.copied : words.copyAll}</span>
          </button>
        </div>
      </div>
    </details>
  </div>`;
}

function renderRequest(view: ExporterModel, { at, call, requestId, code }: TikTokRequestNote): TemplateResult {
  const { labels, copied } = view.host;
  const words = labels.audienceExporter;
  const result = code === null ? words.requestLost : code === 0 ? words.requestDone : words.requestRefused(code);
  return html`<li>
    <span class="requests__what"><code dir="ltr">${call}</code><span class="caption ${code === 0 ? '' : 'is-warning'}">${renderMoment(view.host, at)} · ${result}</span></span>
    ${
      requestId === null
        ? nothing
        : html`<span class="request__id"
          ><code dir="ltr">${requestId}</code
          ><button
            type="button"
            part="icon-button"
            class="btn btn--quiet btn--icon"
            aria-label=${copied === requestId ? labels.common.copied : words.copyRequest(requestId)}
            title=${copied === requestId ? labels.common.copied : labels.common.copy}
            @click=${() => view.host.copy(requestId)}
          >
            ${icon(copied === requestId ? 'check' : 'copy')}
          </button></span
        >`
    }
  </li>`;
}
