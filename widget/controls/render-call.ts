import { html, nothing, type TemplateResult } from 'lit';
import type { CallAttempt, TikTokCall } from '../../shared/calls.ts';
import type { CallStatus } from '../../shared/control-kinds.ts';
import type { RelativeClock } from '../controllers/relative-clock.ts';
import { requestIdLine } from '../element/failure.ts';
import { icon } from '../element/icons.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import type { Labels } from '../labels/labels.ts';
import type { StatusLook } from './approval-words.ts';
import { callerOf, loggedOf } from './call-said.ts';
import { renderSentence, whyNotSent } from './sentence.ts';

const LOOKS: Readonly<Record<CallStatus, StatusLook>> = {
  running: { mark: 'clock', kind: 'busy' },
  succeeded: { mark: 'ok', kind: 'ok' },
  failed: { mark: 'stop', kind: 'danger' },
  refused: { mark: 'ban', kind: 'none' },
  waiting: { mark: 'pause', kind: 'warning' },
  unknown: { mark: 'warning', kind: 'warning' },
};

/** Something TikTok itself tried or was tried with more than once, or had to be looked for. */
export const isEventful = ({ attempts }: TikTokCall): boolean =>
  attempts.length > 1 || attempts.some(({ outcome }) => outcome !== 'answered');

/** How a lost answer was dealt with, where there was one. */
export function wayOf({ attempts }: TikTokCall, labels: Labels): string | null {
  const words = labels.controls;
  if (!attempts.some(({ outcome }) => outcome === 'lost')) return null;
  if (attempts.some(({ outcome }) => outcome === 'found')) return words.foundAgain;
  const sent = attempts.filter(({ purpose, outcome }) => purpose === 'send' && outcome !== 'not_sent').length;
  return sent > 1 ? words.sentAgain(sent) : words.attempt.lost;
}

interface CallParts {
  /** The user who looks. */
  readonly you: string | null;
  readonly clock: RelativeClock;
  readonly nameOf: (advertiserId: string | null) => string | null;
}

/** One change that was sent: who did what, what TikTok said, and how often it was tried. */
export function renderCall(host: ViewHost, call: TikTokCall, { you, clock, nameOf }: CallParts): TemplateResult {
  const { labels } = host;
  const words = labels.controls;
  const { mark, kind } = LOOKS[call.status] ?? { mark: 'info', kind: 'none' };
  const last = call.attempts.findLast(({ tiktokRequestId }) => tiktokRequestId !== null);
  const way = wayOf(call, labels);
  const tiktokRequestId = call.error?.tiktokRequestId ?? last?.tiktokRequestId ?? undefined;
  return html`<li part="row" class="past call" data-call=${call.id}>
    <span part="status" class="status status--${kind} past__status">${icon(mark)}${wasAskedOnly(call) ? words.callNotSent : (words.callStatuses[call.status] ?? call.status)}</span>
    <div class="past__text">
      <h4 class="past__title call__title" id="call-${call.id}" tabindex="-1">${renderSentence(saidOf(call, labels, you))}</h4>
      ${renderAccount(call, nameOf)}
      ${call.status === 'unknown' ? html`<p class="ask__note">${words.callUnknown}</p>` : nothing}
      ${call.error === null || call.status === 'unknown' ? nothing : html`<p class="ask__note">${whyNotSent(call.error, labels)}</p>`}
      ${way === null ? nothing : html`<p class="ask__note">${way}</p>`}
      ${tiktokRequestId === undefined || call.status === 'succeeded' ? nothing : requestIdLine(labels, { code: call.error?.code ?? '', tiktokRequestId }, host.copied, (text) => host.copy(text))}
      ${renderMore(host, call)}
    </div>
    <time class="past__time" datetime=${call.at}>${clock.relative(call.at)}</time>
  </li>`;
}

/** No rule refused it: the question was denied, taken back or ran out, or its caller sent the call again once it was approved. */
function wasAskedOnly({ status, error }: TikTokCall): boolean {
  return status === 'refused' && error?.code === 'approval_over';
}

/** By name; the id stands among the details. */
function renderAccount({ advertiserId }: TikTokCall, nameOf: CallParts['nameOf']): unknown {
  if (advertiserId === null) return nothing;
  const name = nameOf(advertiserId);
  return html`<p class="ask__place">${name === null ? html`<code class="isolate">${advertiserId}</code>` : html`<bdi>${name}</bdi>`}</p>`;
}

function saidOf(call: TikTokCall, labels: Labels, you: string | null): string {
  const caller = callerOf(call.actor, you);
  const said = loggedOf(call);
  if (call.status === 'succeeded') return labels.calls.did(caller, said);
  return call.status === 'running' || call.status === 'waiting'
    ? labels.calls.wants(caller, said)
    : labels.calls.tried(caller, said);
}

function renderMore(host: ViewHost, call: TikTokCall): TemplateResult {
  const words = host.labels.controls;
  const last = call.attempts.findLast(({ tiktokRequestId }) => tiktokRequestId !== null)?.tiktokRequestId ?? null;
  const line = (label: string, value: string | null) =>
    value === null || value === '' ? nothing : html`<dt>${label}</dt><dd class="mono isolate">${value}</dd>`;
  return html`<details class="more">
    <summary aria-describedby="call-${call.id}">${isEventful(call) ? `${words.callMore}${host.labels.common.comma}${words.attempts(call.attempts.length)}` : words.callMore}</summary>
    ${
      call.attempts.length === 0
        ? nothing
        : html`<ol class="attempts">
            ${call.attempts.map((attempt) => renderAttempt(host, attempt))}
          </ol>`
    }
    <dl>
      ${line(words.callAccount, call.advertiserId)} ${line(words.callPathLabel, `${call.method} ${call.path}`)} ${line(words.callEntities, call.entityIds.join(' '))}
      ${line(host.labels.common.requestId, last)} ${line(words.callCreateId, call.createRequestId)}
      ${line(words.callKey, call.idempotencyKey)} ${line(words.callId, call.id)}
    </dl>
  </details>`;
}

function renderAttempt(host: ViewHost, attempt: CallAttempt): TemplateResult {
  const words = host.labels.controls;
  const { outcome, tiktokCode, durationMs, at, detail } = attempt;
  const said =
    outcome === 'answered'
      ? words.attempt.answered(tiktokCode, words.milliseconds(durationMs))
      : (words.attempt[outcome] ?? outcome);
  return html`<li>
    <time class="num" datetime=${at}>${host.format.time(at)}</time>
    <span>${said}${tiktokCode === null || tiktokCode === 0 ? nothing : html` <code class="muted" title=${words.tiktokCode}>${tiktokCode}</code>`}${detail === null ? nothing : html` <span class="muted">${detail}</span>`}</span>
  </li>`;
}
