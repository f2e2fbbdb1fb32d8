import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Export } from '../../../shared/exports.ts';
import type { Mirror } from '../../../shared/mirrors.ts';
import { markOf } from '../../element/mark-of.ts';
import { failureBanner, failureText, requestIdLine } from '../../element/failure.ts';
import { icon } from '../../element/icons.ts';
import { renderSentences } from '../render-sentences.ts';
import type { AudiencesModel } from './audiences-model.ts';
import { syncMark } from './marks.ts';
import { mirrorMenu } from './menus.ts';
import { currentLook, lastLook, type RunLook } from './mirror-look.ts';
import { zonedMoment } from './zoned-time.ts';

/** What is kept in sync in the ad account; nothing where there is nothing. */
export function renderMirrors(view: AudiencesModel): unknown {
  const { labels, format } = view.host;
  const words = labels.mirrors;
  const { items, failure, phase } = view.mirrors;
  if (items.length === 0 && (failure === undefined || phase !== 'failed')) return nothing;
  // One failure is enough where both lists fail alike.
  if (items.length === 0 && view.list.failure !== undefined) return nothing;
  return html`<section part="panel" class="panel mirrors" aria-label=${words.title}>
    <header class="panel__head">
      <div class="panel__titles">
        <h3 class="title mirrors__title" tabindex="-1">${words.title}${items.length === 0 ? nothing : html`<span class="visually-hidden">&nbsp;</span><span class="count">${format.number(items.length)}</span>`}</h3>
        <p class="subtitle">${words.subtitle}</p>
      </div>
    </header>
    ${failure === undefined ? nothing : html`<div class="pad">${failureBanner(view.host, { title: words.failedTitle, error: failure, again: view.mirrors.again })}</div>`}
    <ul class="mirrors__list">
      ${repeat(
        items,
        ({ id }) => id,
        (mirror) => html`<li class="mirror" data-mirror=${mirror.id}>${renderMirror(view, mirror)}</li>`,
      )}
    </ul>
  </section>`;
}

function renderMirror(view: AudiencesModel, mirror: Mirror): TemplateResult {
  const { labels } = view.host;
  const words = labels.mirrors;
  const name = view.mirrorName(mirror);
  const run = view.mirrors.runOf(mirror);
  const isAsking = run !== undefined && run.confirmation !== null && run.state === 'ready';
  return html`<div class="mirror__what">
      <div class="mirror__title">${syncMark()}<p class="mirror__name lines-3" title=${name}><bdi>${name}</bdi></p></div>
      <p class="caption">
        ${mirror.segmentName === null ? html`<span class="is-warning">${words.segmentGone}</span>` : words.follows(mirror.segmentName)}
      </p>
      ${mirror.members === null ? nothing : html`<p class="caption num">${words.members(mirror.members)}</p>`}
    </div>
    <div class="mirror__when">
      <p>${view.scheduleOf(mirror)}</p>
      ${renderNext(view, mirror)}
      ${mirror.skipped === 0 ? nothing : html`<p class="caption is-warning">${words.skipped(mirror.skipped)}</p>`}
    </div>
    <div class="mirror__last">${isAsking ? nothing : renderLast(view, mirror, run)}</div>
    <div class="mirror__do">${renderActions(view, mirror, { name, isAsking })}</div>
    ${isAsking ? renderAsking(view, mirror, run) : nothing} ${renderFailure(view, mirror)}`;
}

/** When it runs next: how far off, and exactly, in the ad account's time. */
function renderNext(view: AudiencesModel, mirror: Mirror): unknown {
  const { labels } = view.host;
  const words = labels.mirrors;
  const { nextRunAt, pausedAt, timezone } = mirror;
  if (pausedAt !== null)
    return html`<p class="caption mirror__paused">${icon('pause')}${words.isPaused(view.since(pausedAt))}</p>`;
  if (nextRunAt === null) return nothing;
  const now = Date.now();
  const text =
    Date.parse(nextRunAt) - now < 60_000
      ? words.nextRunNow
      : words.nextRun(
          view.clock.relative(nextRunAt),
          zonedMoment(nextRunAt, timezone, view.host.format.locale, now),
          // The line above has said whose time it is, if it names one.
          mirror.schedule?.every === 'hour' ? timezone : null,
        );
  return html`<p class="caption"><time datetime=${nextRunAt}>${text}</time></p>`;
}

function renderLast(view: AudiencesModel, mirror: Mirror, run: Export | undefined): unknown {
  const { labels } = view.host;
  const words = labels.mirrors;
  const { lastRun } = mirror;
  const busy = view.mirrors.busy.get(mirror.id);
  const isStarting = run === undefined && (busy === 'run' || busy === 'full' || mirror.currentExportId !== null);
  const look: RunLook = isStarting
    ? { mark: 'refresh', kind: 'busy', word: words.starting, change: null, line: null }
    : run === undefined
      ? lastLook(labels, lastRun)
      : currentLook(labels, run);
  const at = run === undefined && !isStarting ? lastRun?.at : undefined;
  const exportId = run?.id ?? lastRun?.exportId;
  const name = view.mirrorName(mirror);
  return html`<p part="status" class="status status--${look.kind}">
      ${markOf(look.mark)}<span>${look.word} ${look.change === null ? nothing : html`<bdi class="num">${changeOf(view, look)}</bdi>`}</span>
    </p>
    ${look.line === null ? nothing : html`<p class="caption mirror__line">${look.line}</p>`}
    ${look.kind === 'danger' && mirror.nextRunAt !== null && run === undefined ? html`<p class="caption">${words.runFailedNext}</p>` : nothing}
    <p class="caption mirror__links">
      ${at === undefined ? nothing : html`<time datetime=${at} title=${zonedMoment(at, mirror.timezone, view.host.format.locale, Date.now())}>${view.since(at)}</time>`}
      ${
        exportId === undefined
          ? nothing
          : html`<button type="button" class="link" aria-label=${words.openRunOf(name)} @click=${() => view.openRun(mirror, exportId)}>${words.openRun}</button>`
      }
    </p>`;
}

/** What a run has added and taken out; of one that only looked, what it would. */
function changeOf({ host: { labels } }: AudiencesModel, { change, kind }: RunLook): string {
  const words = labels.audienceExporter;
  const { added, removed } = change ?? { added: 0, removed: 0 };
  return kind === 'none' ? words.changeOf(added, removed) : words.changeInWords(added, removed);
}

function renderActions(
  view: AudiencesModel,
  mirror: Mirror,
  { name, isAsking }: { name: string; isAsking: boolean },
): unknown {
  const words = view.host.labels.mirrors;
  // What a run asks below is to be answered first.
  if (!view.canExport || isAsking)
    return view.menu.renderButton(
      mirror.id,
      () => view.host.labels.mirrors.menuOf(name),
      () => mirrorMenu(view, mirror),
    );
  const isUnderWay = mirror.currentExportId !== null || view.mirrors.busy.has(mirror.id);
  return html`${
    mirror.pausedAt === null
      ? html`<button
            type="button"
            part="button"
            class="btn btn--small"
            aria-label=${words.runNowOf(name)}
            aria-disabled=${isUnderWay ? 'true' : nothing}
            @click=${() => isUnderWay || view.runNow(mirror)}
          >
            ${words.runNow}
          </button>`
      : html`<button type="button" part="button" class="btn btn--small" aria-label=${words.resumeOf(name)} @click=${() => view.resume(mirror)}>${words.resume}</button>`
  }
    ${view.menu.renderButton(
      mirror.id,
      () => view.host.labels.mirrors.menuOf(name),
      () => mirrorMenu(view, mirror),
    )}`;
}

/** A run that waits for somebody: what it would do, and the two ways on. */
function renderAsking(view: AudiencesModel, mirror: Mirror, run: Export): unknown {
  const { labels } = view.host;
  const words = labels.mirrors;
  const { confirmation, counts } = run;
  if (confirmation === null) return nothing;
  const isBusy = view.mirrors.busy.has(mirror.id) ? 'true' : nothing;
  const { code } = confirmation;
  const takesOut = code !== 'source_shrank' || (counts.toRemove ?? 0) > 0;
  const mayConfirm = code !== 'replaces_audience' || view.tickedRun === run.id;
  const confirm = () => {
    if (mayConfirm) return view.confirm(mirror, run);
    // The press says what is missing, and the keyboard is where it is asked for.
    view.host.announce(labels.audienceExporter.tickFirst);
    view.host.find(`#tick-${run.id}`)?.focus();
  };
  return html`<section part="banner" class="banner banner--warning mirror__wide" aria-label=${words.confirmTitle}>
    ${icon('warning')}
    <div class="banner__text">
      <h4>${words.confirmTitle}</h4>
      ${renderSentences(view.host, confirmation)}
      ${
        // Who is taken out by a replacement is in no list of ours: the sentence says it.
        code === 'replaces_audience'
          ? nothing
          : html`<p class="num">${labels.audienceExporter.asSentence(labels.audienceExporter.changeOf(counts.toAdd ?? counts.ready, counts.toRemove ?? 0))}</p>`
      }
      ${code === 'replaces_audience' && view.canExport ? renderTick(view, mirror, run) : nothing}
    </div>
    <div class="actions">
      ${
        view.canExport
          ? html`<button type="button" part="button" class="btn btn--small" aria-disabled=${isBusy} @click=${() => view.decline(mirror, run)}>${words.doNotSend}</button>
            <button type="button" part=${takesOut ? 'button danger-button' : 'button primary-button'} class="btn btn--small ${takesOut ? 'btn--danger' : 'btn--primary'}" aria-disabled=${mayConfirm ? isBusy : 'true'} title=${mayConfirm ? nothing : labels.audienceExporter.tickFirst} @click=${confirm}>
              ${words.confirm[code](counts.toRemove ?? 0)}
            </button>`
          : nothing
      }
      <button type="button" part="button" class="btn btn--quiet btn--small" @click=${() => view.openRun(mirror, run.id)}>${words.look}</button>
    </div>
  </section>`;
}

/** Everybody in the audience is taken out: that wants more than one press, as it does in the exporter. */
function renderTick(view: AudiencesModel, mirror: Mirror, run: Export): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const known = view.list.items.find(({ customAudienceId }) => customAudienceId === mirror.customAudienceId);
  const tick = (event: Event) => {
    view.tickedRun = (event.target as HTMLInputElement).checked ? run.id : null;
    view.host.update();
  };
  return html`<label class="confirm">
    <input type="checkbox" class="tick" id="tick-${run.id}" .checked=${view.tickedRun === run.id} @change=${tick} />
    <span>${words.replaceTick(known?.coverNum ?? null)}</span>
  </label>`;
}

function renderFailure(view: AudiencesModel, mirror: Mirror): unknown {
  const { labels, copied } = view.host;
  const failed = view.mirrors.failures.get(mirror.id);
  if (failed === undefined) return nothing;
  return html`<section part="banner" class="banner banner--danger mirror__wide" role="alert">
    ${icon('stop')}
    <div class="banner__text">
      <h4>${labels.mirrors.actionFailed[failed.action]}</h4>
      <p>${failureText(labels, failed.error)}</p>
    </div>
    <div class="actions"><button type="button" part="button" class="btn btn--small" @click=${() => view.dismiss(mirror)}>${labels.audiences.dismiss}</button></div>
    ${requestIdLine(labels, failed.error, copied, (text) => view.host.copy(text))}
  </section>`;
}
