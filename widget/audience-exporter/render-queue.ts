import { html, nothing, type TemplateResult } from 'lit';
import type { Export } from '../../shared/exports.ts';
import { icon } from '../element/icons.ts';
import type { ExporterModel } from './exporter-model.ts';

/** Another export changes the same audience first: how many go before, and the way to the one at work where it is known here. */
export function renderQueue(view: ExporterModel, { position, behind }: NonNullable<Export['queue']>): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const other = view.runs.history.items.find(({ id }) => id === behind);
  return html`<div part="banner" class="banner" role="status">
    ${icon('clock')}
    <div class="banner__text">
      <p>${words.queuedBanner}</p>
      <p>${words.queuedText(position)}</p>
    </div>
    ${
      other === undefined
        ? nothing
        : html`<div class="actions"><button type="button" part="button" class="btn" @click=${() => view.runs.watch(other)}>${words.openOther}</button></div>`
    }
  </div>`;
}
