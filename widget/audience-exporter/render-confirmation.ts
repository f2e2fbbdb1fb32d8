import { html, nothing, type TemplateResult } from 'lit';
import type { DialogContent } from '../element/dialog.ts';
import { peopleNow } from './export-names.ts';
import { audienceShift } from './audience-rules.ts';
import type { ExporterModel } from './exporter-model.ts';

/** The open question: what it does in numbers, the harmless button focused, the other only after a tick. */
export function renderConfirmation(view: ExporterModel): DialogContent {
  const words = view.host.labels.audienceExporter;
  const { confirmation, isConfirmed, flow } = view.runs;
  if (confirmation === null) return { title: nothing, body: nothing, foot: nothing };
  const { kind, shown } = confirmation;
  if (kind === 'CANCEL') {
    // People may have gone out while the question was open.
    const { peopleUploaded } = flow.run.export ?? shown;
    return {
      title: words.cancelTitle,
      small: true,
      body: html`<p>${words.cancelText(peopleUploaded)}</p>`,
      foot: renderFoot(view, words.keepExporting, words.cancelExport, true, () => flow.cancel()),
    };
  }
  const name = view.runs.nameOf(shown);
  const now = peopleNow(view, shown);
  const people = shown.counts.ready;
  const isReplace = kind === 'REPLACE';
  const tick = isReplace ? words.replaceTick(now) : words.removeTick(people);
  const check = (event: Event) => {
    view.runs.isConfirmed = (event.target as HTMLInputElement).checked;
    view.host.update();
  };
  return {
    title: isReplace ? words.replaceTitle(name) : words.removeTitle(people, name),
    small: true,
    body: html`${now === null ? nothing : renderCompare(view, kind, now, people)}
      <p>${isReplace ? words.replaceText(now) : words.removeText}</p>
      <label class="confirm">
        <input type="checkbox" class="tick" .checked=${isConfirmed} @change=${check} />
        <span>${tick}</span>
      </label>`,
    foot: renderFoot(view, words.keep, isReplace ? words.actions.REPLACE : words.actions.REMOVE, isConfirmed, () =>
      flow.start(),
    ),
  };
}

function renderCompare(view: ExporterModel, action: 'REPLACE' | 'REMOVE', now: number, people: number): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const after = audienceShift(action, now, people).after ?? 0;
  const most = Math.max(now, after, 1);
  return html`<dl class="compare">
    <div>
      <dt class="small muted">${words.now}</dt>
      <dd><progress class="progress progress--danger" max=${most} value=${now} aria-hidden="true"></progress></dd>
      <dd class="num"><strong>${view.host.format.number(now)}</strong></dd>
    </div>
    <div>
      <dt class="small muted">${words.after}</dt>
      <dd><progress class="progress" max=${most} value=${after} aria-hidden="true"></progress></dd>
      <dd class="num"><strong>${action === 'REMOVE' ? words.orMore(after) : words.upTo(after)}</strong></dd>
    </div>
  </dl>`;
}

function renderFoot(
  view: ExporterModel,
  keep: string,
  act: string,
  isAllowed: boolean,
  run: () => Promise<void>,
): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const go = () => {
    if (isAllowed) view.runs.confirmed(run);
    // The press says what is missing, and the keyboard is where it is asked for.
    else {
      view.host.announce(words.tickFirst);
      view.host.find('.dialog .tick')?.focus();
    }
  };
  return html`<button type="button" part="button" class="btn" autofocus @click=${() => view.runs.dialog.close()}>${keep}</button>
    <button type="button" part="button danger-button" class="btn btn--danger" aria-disabled=${isAllowed ? nothing : 'true'} title=${isAllowed ? nothing : words.tickFirst} @click=${go}>
      ${act}
    </button>`;
}
