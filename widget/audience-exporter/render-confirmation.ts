import { html, nothing, type TemplateResult } from 'lit';
import type { DialogContent } from '../element/dialog.ts';
import { exportName, peopleNow } from './export-names.ts';
import { audienceShift } from './export-state.ts';
import type { ExporterModel } from './exporter-model.ts';

/** The open question: what it does in numbers, the harmless button focused, the other only after a tick. */
export function renderConfirmation(view: ExporterModel): DialogContent {
  const words = view.host.labels.audienceExporter;
  const { confirmation } = view;
  if (confirmation === null) return { title: nothing, body: nothing, foot: nothing };
  const { kind, shown } = confirmation;
  if (kind === 'CANCEL') {
    return {
      title: words.cancelTitle,
      small: true,
      body: html`<p>${words.cancelText(shown.peopleUploaded)}</p>`,
      foot: renderFoot(view, words.keepExporting, words.cancelExport, true, () => void view.flow.cancel()),
    };
  }
  const name = exportName(view, shown);
  const now = peopleNow(view, shown);
  const people = shown.counts.ready;
  const isReplace = kind === 'REPLACE';
  const tick = isReplace ? words.replaceTick(now) : words.removeTick(people);
  return {
    title: isReplace ? words.replaceTitle(name) : words.removeTitle(people, name),
    small: true,
    body: html`${now === null ? nothing : renderCompare(view, kind, now, people)}
      <p>${isReplace ? words.replaceText(now) : words.removeText}</p>
      <label class="confirm">
        <input
          type="checkbox"
          class="tick"
          .checked=${view.isConfirmed}
          @change=${(event: Event) => {
            view.isConfirmed = (event.target as HTMLInputElement).checked;
            view.host.update();
          }}
        />
        <span>${tick}</span>
      </label>`,
    foot: renderFoot(
      view,
      words.keep,
      isReplace ? words.actions.REPLACE : words.actions.REMOVE,
      view.isConfirmed,
      () => void view.flow.start(),
    ),
  };
}

function renderCompare(view: ExporterModel, action: 'REPLACE' | 'REMOVE', now: number, people: number): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const after = audienceShift(action, now, people).after ?? 0;
  const most = Math.max(now, after, 1);
  return html`<div class="compare">
    <div>
      <span class="small muted">${words.now}</span>
      <progress class="progress progress--danger" max=${most} value=${now} aria-hidden="true"></progress>
      <strong class="num">${view.host.format.number(now)}</strong>
    </div>
    <div>
      <span class="small muted">${words.after}</span>
      <progress class="progress" max=${most} value=${after} aria-hidden="true"></progress>
      <strong class="num">${action === 'REMOVE' ? words.orMore(after) : words.upTo(after)}</strong>
    </div>
  </div>`;
}

function renderFoot(
  view: ExporterModel,
  keep: string,
  act: string,
  isAllowed: boolean,
  run: () => void,
): TemplateResult {
  const go = () => {
    if (!isAllowed) return;
    view.dialog.close();
    run();
  };
  return html`<button type="button" class="btn" autofocus @click=${() => view.dialog.close()}>${keep}</button>
    <button type="button" class="btn btn--danger" aria-disabled=${isAllowed ? nothing : 'true'} @click=${go}>${act}</button>`;
}
