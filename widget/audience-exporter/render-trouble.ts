import { html, nothing, type TemplateResult } from 'lit';
import type { Export } from '../../shared/exports.ts';
import { requestIdLine } from '../element/failure.ts';
import { icon } from '../element/icons.ts';
import { needsSignIn } from './export-verdict.ts';
import type { ExporterModel } from './exporter-model.ts';
import { signInAgain } from './sign-in.ts';
import { renderFailure } from './step-parts.ts';

/** What was asked of the server and refused; what goes on goes on below it. */
export function renderRefusal(view: ExporterModel, shown: Export): unknown {
  const words = view.host.labels.audienceExporter;
  const { failure, failedAction } = view.runs.flow.run;
  if (failure === null) return nothing;
  const canSignIn = needsSignIn(failure) && view.loader.canConnect;
  const actions = canSignIn
    ? html`<button type="button" class="btn" @click=${() => signInAgain(view, shown.advertiserId)}>${words.signInAgain}</button>`
    : failedAction === 'look'
      ? html`<button type="button" class="btn" @click=${() => void view.runs.flow.lookAgain()}>${words.lookAgain}</button>`
      : undefined;
  return renderFailure(view.host, words.actionFailedTitles[failedAction], failure, actions);
}

/** An export that stopped: why, what is safe, and the one thing that lets it go on. */
export function renderFailed(view: ExporterModel, shown: Export): TemplateResult {
  const { labels, copied } = view.host;
  const words = labels.audienceExporter;
  const { error, peopleUploaded, counts } = shown;
  const code = error?.code ?? '';
  const isSignIn = needsSignIn(error);
  const safe = peopleUploaded === 0 ? words.nothingLost : words.failedSoFar(peopleUploaded, counts.ready);
  const why = words.failureTexts[code] ?? error?.message;
  return html`<div part="banner" class="banner banner--danger" role="alert">
      ${icon(isSignIn ? 'unlink' : code === 'account_suspended' ? 'ban' : 'stop')}
      <div class="banner__text">
        <p>${words.failureTitles[code] ?? words.failureTitle}</p>
        <p>${safe}${why}</p>
        ${isSignIn && !view.loader.canConnect ? html`<p>${words.signInNeedsConnect}</p>` : nothing}
      </div>
      ${error === null ? nothing : requestIdLine(labels, error, copied, (text) => view.host.copy(text))}
    </div>
    ${view.loader.canExport ? renderWayOn(view, shown, isSignIn && view.loader.canConnect) : nothing}`;
}

function renderWayOn(view: ExporterModel, shown: Export, canSignIn: boolean): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { isBusy } = view.runs.flow.run;
  const again = () => view.runs.act(() => view.runs.flow.retry());
  return html`<div class="actions">
    ${
      canSignIn
        ? html`<button type="button" class="btn btn--primary" @click=${() => view.runs.retry(shown, true)}>${words.signInAgain}</button>`
        : nothing
    }
    <button type="button" class="btn ${canSignIn ? '' : 'btn--primary'}" aria-disabled=${isBusy ? 'true' : nothing} @click=${again}>${words.retry}</button>
  </div>`;
}
