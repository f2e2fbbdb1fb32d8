import { html, nothing, type TemplateResult } from 'lit';
import type { Export } from '../../shared/exports.ts';
import { reasonText, requestIdLine } from '../element/failure.ts';
import { icon } from '../element/icons.ts';
import { toSend } from './export-names.ts';
import { isFinal, needsSignIn, waitingLook } from './export-verdict.ts';
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
    ? html`<button type="button" part="button" class="btn" @click=${() => signInAgain(view, shown.advertiserId)}>${words.signInAgain}</button>`
    : failedAction === 'look'
      ? html`<button type="button" part="button" class="btn" @click=${() => void view.runs.flow.lookAgain()}>${words.lookAgain}</button>`
      : undefined;
  return renderFailure(view.host, words.actionFailedTitles[failedAction], failure, actions);
}

/** A lost sign-in that the export waits for: why, what is safe, and the one thing that lets it go on. Nothing while it has one. */
export function renderWaits(view: ExporterModel, shown: Export): TemplateResult | typeof nothing {
  const { labels, copied } = view.host;
  const words = labels.audienceExporter;
  const { waiting, state, peopleUploaded } = shown;
  if (waiting === null) return nothing;
  const { reason } = waiting;
  const { mark, isStopped } = waitingLook(reason.code);
  const { canConnect } = view.loader;
  const safe = peopleUploaded === 0 ? words.nothingLost : words.failedSoFar(peopleUploaded, toSend(shown));
  // What TikTok has it works on: only the look at it needs the sign-in.
  const text =
    state === 'processing'
      ? canConnect
        ? words.waitsUnseen
        : words.waitsUnseenByOther
      : `${safe}${canConnect ? words.signInFirst : words.signInByOther}`;
  const isAlarm = isStopped && state !== 'processing';
  return html`<div part="banner" class="banner banner--${isAlarm ? 'danger' : 'warning'}" role="alert">
    ${icon(mark)}
    <div class="banner__text">
      <p>${words.failureTitles[reason.code] ?? words.waitsTitle}</p>
      <p>${text}</p>
      ${canConnect ? nothing : html`<p>${words.signInNeedsConnect}</p>`}
    </div>
    ${
      canConnect
        ? html`<div class="actions"><button type="button" part="button primary-button" class="btn btn--primary" @click=${() => view.runs.signIn(shown)}>${words.signInAgain}</button></div>`
        : nothing
    }
    ${requestIdLine(labels, reason, copied, (copy) => view.host.copy(copy))}
  </div>`;
}

/** A trouble that the server waits out: what it is, and when it tries again. */
export function renderPassing(view: ExporterModel, trouble: NonNullable<Export['trouble']>): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const at = view.host.format.time(trouble.nextTryAt);
  return html`<div part="banner" class="banner banner--warning" role="status">
    ${icon('clock')}
    <div class="banner__text">
      <p>${words.waitingTitle}</p>
      <p>${words.waitingReason(reasonText(view.host.labels, trouble.reason), at)}</p>
    </div>
  </div>`;
}

/** An export that stopped: why, what is safe, and the one thing that lets it go on. */
export function renderFailed(view: ExporterModel, shown: Export): TemplateResult {
  const { labels, copied } = view.host;
  const words = labels.audienceExporter;
  const { error, peopleUploaded } = shown;
  const code = error?.code ?? '';
  const isSignIn = needsSignIn(error);
  const isOver = isFinal(error);
  const safe = peopleUploaded === 0 ? words.nothingLost : words.failedSoFar(peopleUploaded, toSend(shown));
  const why = words.failureTexts[code] ?? (error === null ? undefined : reasonText(labels, error));
  return html`<div part="banner" class="banner banner--danger" role="alert">
      ${icon(isSignIn ? 'unlink' : code === 'account_suspended' ? 'ban' : 'stop')}
      <div class="banner__text">
        <p>${words.failureTitles[code] ?? words.failureTitle}</p>
        <p>${isOver ? html`${why} ${words.failedForGoodText}` : html`${safe}${why}`}</p>
        ${isSignIn && !view.loader.canConnect ? html`<p>${words.signInNeedsConnect}</p>` : nothing}
      </div>
      ${error === null ? nothing : requestIdLine(labels, error, copied, (text) => view.host.copy(text))}
    </div>
    ${view.loader.canExport && !isOver ? renderWayOn(view, shown, isSignIn && view.loader.canConnect) : nothing}`;
}

function renderWayOn(view: ExporterModel, shown: Export, canSignIn: boolean): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { isBusy } = view.runs.flow.run;
  const again = () => view.runs.act(() => view.runs.flow.retry());
  return html`<div class="actions">
    ${
      canSignIn
        ? html`<button type="button" part="button primary-button" class="btn btn--primary" @click=${() => view.runs.retry(shown, true)}>${words.signInAgain}</button>`
        : nothing
    }
    <button type="button" part=${canSignIn ? 'button' : 'button primary-button'} class="btn ${canSignIn ? '' : 'btn--primary'}" aria-disabled=${isBusy ? 'true' : nothing} @click=${again}>${words.retry}</button>
  </div>`;
}
