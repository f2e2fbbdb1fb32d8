import { html, nothing, type TemplateResult } from 'lit';
import type { Export } from '../../shared/exports.ts';
import { icon } from '../element/icons.ts';
import { actionOf } from './export-names.ts';
import type { ExporterModel } from './exporter-model.ts';
import type { Outlook, Preflight } from './preflight.ts';

/** TikTok: an ad account holds at most 400 custom audiences. */
const AUDIENCES_PER_ACCOUNT = 400;

export function renderNobody(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  return html`<div part="banner" class="banner banner--danger">
      ${icon('stop')}
      <div class="banner__text">
        <p>${words.nobodyTitle}</p>
        <p>${words.nobodyText}</p>
      </div>
    </div>
    ${
      view.runs.isWatching
        ? nothing
        : html`<div class="actions">
          <button type="button" class="btn btn--primary" @click=${() => view.goTo('who')}>${words.chooseOthers}</button>
        </div>`
    }`;
}

/** What TikTok will make of it, before it is asked. */
export function renderOutlook(view: ExporterModel, shown: Export, outlook: Outlook): unknown {
  const words = view.host.labels.audienceExporter;
  if (outlook === 'unknown') return nothing;
  if (outlook !== 'enough') {
    return html`<div part="banner" class="banner banner--warning">
      ${icon('warning')}
      <div class="banner__text">
        <p>${outlook === 'too_few' ? words.tooFewTitle : words.mayBeRefusedTitle}</p>
        <p>${outlook === 'too_few' ? words.tooFewText : words.mayBeRefusedText}</p>
      </div>
    </div>`;
  }
  const action = actionOf(shown);
  const slots = action === 'CREATE' ? view.world.audiences : null;
  const isFull = slots !== null && slots.length >= AUDIENCES_PER_ACCOUNT;
  return html`<div class="fieldset">
    <div class="fieldset__legend">${words.willSay}</div>
    <ul class="checks">
      <li>${icon('ok')}<p>${action === 'CREATE' || action === 'REPLACE' ? words.enough : words.enoughRemain}</p></li>
      ${
        slots === null
          ? nothing
          : html`<li class=${isFull ? 'is-warning' : ''}>
            ${icon(isFull ? 'warning' : 'ok')}<p>${words.audienceSlots(slots.length, AUDIENCES_PER_ACCOUNT)}</p>
          </li>`
      }
      ${action === 'REMOVE' ? nothing : html`<li class="is-warning">${icon('warning')}<p>${words.fewerMatched}</p></li>`}
    </ul>
  </div>`;
}

export function renderSend(view: ExporterModel, shown: Export, report: Preflight, outlook: Outlook): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { isBusy } = view.runs.flow.run;
  const action = actionOf(shown);
  const label = {
    CREATE: outlook === 'too_few' ? words.createAnyway : words.send(report.ready),
    APPEND: outlook === 'may_be_refused' ? words.sendAnyway(report.ready) : words.send(report.ready),
    REMOVE: words.remove(report.ready),
    REPLACE: words.replaceWith(report.ready),
  }[action];
  const send = () => {
    if (isBusy) return;
    if (action === 'REPLACE' || action === 'REMOVE') view.runs.confirm({ kind: action, shown });
    else view.runs.act(() => view.runs.flow.start());
  };
  const downloads = html`<button type="button" class="btn btn--quiet" @click=${() => void view.runs.download(shown, 'audience.csv')}>
    ${icon('download')}<span>${words.downloadHashed}</span>
  </button>`;
  // Someone who may only look sees the numbers and nothing to press.
  if (!view.loader.canExport) return html``;
  // Where more people would help, choosing them comes first.
  const needsMore = outlook === 'too_few' || (outlook === 'may_be_refused' && action !== 'REMOVE');
  const isSecond = needsMore && !view.runs.isWatching;
  return html`<div class="actions">
    ${isSecond ? html`<button type="button" class="btn btn--primary" @click=${() => view.goTo('who')}>${words.chooseMore}</button>` : nothing}
    <button type="button" class="btn ${isSecond ? '' : 'btn--primary'}" aria-disabled=${isBusy ? 'true' : nothing} @click=${send}>${label}</button>
    ${downloads}
  </div>`;
}
