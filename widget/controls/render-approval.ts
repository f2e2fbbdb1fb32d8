import { html, nothing, type TemplateResult } from 'lit';
import type { Approval } from '../../shared/approvals.ts';
import type { RelativeClock } from '../controllers/relative-clock.ts';
import { reasonText, requestIdLine } from '../element/failure.ts';
import { icon } from '../element/icons.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { isOnItsWay, isOver } from './approval-rank.ts';
import {
  ACTOR_MARKS,
  isUnclear,
  outcomeOf,
  pastTitleOf,
  statusLook,
  titleOf,
  undecidedText,
} from './approval-words.ts';
import type { ApprovalsModel } from './approvals-model.ts';
import { renderSentence, withoutCode } from './sentence.ts';

/** What a card's buttons do, and what it needs to know besides the approval. */
export interface ApprovalParts {
  readonly model: ApprovalsModel;
  readonly clock: RelativeClock;
  /** Its button is filled: of several waiting cards the first, and none while there are rules to be saved. */
  readonly isFirst: boolean;
  readonly approve: (approval: Approval) => void;
  readonly deny: (approval: Approval) => void;
  readonly dismiss: (approval: Approval) => void;
  readonly nameOf: (advertiserId: string | null) => string | null;
}

const SOON_MS = 3 * 3_600_000;

/** One call that waits, or has waited: who wants what, for which ad account, and the two buttons. */
export function renderApproval(host: ViewHost, approval: Approval, parts: ApprovalParts): TemplateResult {
  const { model, clock } = parts;
  const words = host.labels.controls;
  const isWaiting = approval.status === 'pending';
  const title = (isOver(approval) ? pastTitleOf : titleOf)(approval, host, model.you);
  return html`<li part="row" class="ask ${isWaiting ? '' : 'is-settled'}" data-approval=${approval.id}>
    ${icon(ACTOR_MARKS[approval.requestedBy.actorKind] ?? 'info')}
    <div class="ask__text">
      <h4 class="ask__title" id="asked-${approval.id}" tabindex="-1">${renderSentence(title)}</h4>
      <p class="ask__place">${renderPlace(host, approval, parts.nameOf)}</p>
      ${
        isWaiting
          ? html`<p class="ask__when">
              <time datetime=${approval.requestedAt}>${words.askedAt(clock.relative(approval.requestedAt))}</time>
              · <time class=${isSoon(approval) ? 'ask__soon' : nothing} datetime=${approval.expiresAt}>${words.runsOut(clock.relative(approval.expiresAt))}</time>
            </p>`
          : nothing
      }
      ${isWaiting && approval.runs === 'by_caller' ? renderNote('info', words.byCaller) : nothing}
      ${isWaiting ? nothing : renderOutcome(host, approval, model)}
      ${renderFacts(host, approval, `asked-${approval.id}`)} ${isWaiting ? renderWays(host, approval, title, parts) : nothing}
      ${renderFailure(host, approval, model)}
    </div>
    ${
      isWaiting || isOnItsWay(approval)
        ? nothing
        : html`<button
            type="button"
            part="icon-button"
            class="btn btn--quiet btn--icon ask__dismiss"
            aria-label=${words.about(words.dismiss, title)}
            title=${words.dismiss}
            @click=${() => parts.dismiss(approval)}
          >
            ${icon('close')}
          </button>`
    }
  </li>`;
}

/** So late that somebody should look at it now. */
const isSoon = ({ expiresAt }: Approval): boolean => Date.parse(expiresAt) - Date.now() < SOON_MS;

/** Whose ad account, and its id, which is for comparing. */
export function renderPlace(
  { labels }: ViewHost,
  { advertiserId, accountName }: Pick<Approval, 'advertiserId' | 'accountName'>,
  nameOf: ApprovalParts['nameOf'],
): unknown {
  if (advertiserId === null) return labels.controls.wholeWorkspace;
  const name = accountName ?? nameOf(advertiserId);
  return html`${name === null ? nothing : html`<bdi>${name}</bdi> `}<code class="isolate">${advertiserId}</code>`;
}

export const renderNote = (mark: 'info' | 'lock', text: string): TemplateResult =>
  html`<p class="note">${icon(mark)}<span>${text}</span></p>`;

function renderWays(host: ViewHost, approval: Approval, title: string, parts: ApprovalParts): unknown {
  const { model, isFirst, approve, deny } = parts;
  const words = host.labels.controls;
  const deed = model.busy.get(approval.id);
  const button = (text: string, look: string, press: () => void) => html`<button
    type="button"
    part=${look === 'btn--primary' ? 'button primary-button' : 'button'}
    class="btn ${look}"
    aria-label=${words.about(text, title)}
    aria-disabled=${deed === undefined ? nothing : 'true'}
    @click=${() => deed === undefined && press()}
  >
    ${text}
  </button>`;
  // The server takes it off the list with its next look.
  if (Date.parse(approval.expiresAt) <= Date.now()) return renderNote('info', words.outcome.expired());
  if (approval.mayDecide) {
    return html`<div class="actions">
      ${button(deed === 'approve' ? words.approving : words.approve, isFirst ? 'btn--primary' : '', () => approve(approval))}
      ${button(deed === 'deny' ? words.denying : words.deny, '', () => deny(approval))}
    </div>`;
  }
  if (model.isOwn(approval)) {
    return html`${renderNote('info', approval.requestedBy.actorKind === 'person' ? words.own : words.ownByOther)}
      <div class="actions">
        ${button(deed === 'withdraw' ? words.withdrawing : words.withdraw, '', () => void model.decide(approval, 'withdraw'))}
      </div>`;
  }
  return renderNote('lock', model.permissions.includes('controls') ? words.needsPerson : words.needsControls);
}

/** What became of it, TikTok's words, and the note of whoever decided. */
export function renderOutcome(
  host: ViewHost,
  approval: Approval,
  model: Pick<ApprovalsModel, 'you' | 'overtaken'>,
): unknown {
  const { labels } = host;
  const words = labels.controls;
  const { mark, kind } = statusLook(approval);
  const { result, note } = approval;
  const fromTikTok = result?.tiktokMessage ?? null;
  const failure = result?.error ?? null;
  const isFailed = approval.status === 'failed';
  const why = fromTikTok === null ? withoutCode(failure?.message ?? '', labels) : words.tiktokSays(fromTikTok);
  // Where the server does not speak the person's language, its words follow ours.
  const isOurs = failure !== null && labels.failures?.[failure.code as keyof typeof labels.failures] !== undefined;
  const told = isUnclear(approval)
    ? ''
    : isOurs
      ? reasonText(labels, { code: failure.code, message: fromTikTok ?? failure.message })
      : (words.notSent[failure?.code ?? '']?.(why) ?? `${why} ${words.failedNext}`.trim());
  return html`<p class="outcome outcome--${kind}">
      ${icon(mark)}<span
        >${model.overtaken.has(approval.id) ? html`<strong>${words.someoneElse}</strong> ` : nothing}${outcomeOf(approval, labels, model.you)}</span
      >
    </p>
    ${note === null ? nothing : html`<p class="ask__note">${words.note(note)}</p>`}
    ${isFailed && told !== '' ? html`<p class="ask__note">${told}</p>` : nothing}
    ${isFailed ? renderRequestId(host, approval) : nothing}`;
}

function renderRequestId(host: ViewHost, { result }: Approval): unknown {
  const tiktokRequestId = result?.tiktokRequestId ?? result?.error?.tiktokRequestId ?? undefined;
  const code = result?.error?.code ?? String(result?.tiktokCode ?? '');
  return requestIdLine(host.labels, { code, tiktokRequestId }, host.copied, (text) => host.copy(text));
}

/** Field by field what the call says, for the person who decides. @param titleId of the heading that says which call it is */
export function renderFacts({ labels }: ViewHost, approval: Approval, titleId: string): TemplateResult {
  const { facts, method, path, connectionId, result } = approval;
  const words = labels.controls;
  const code = result?.tiktokCode ?? 0;
  return html`<details class="more">
    <summary aria-describedby=${titleId}>${words.says}</summary>
    ${facts.length === 0 ? html`<p class="more__none">${words.saysNothing}</p>` : nothing}
    <dl>
      ${facts.map(
        ({ field, value }) => html`<dt class="mono isolate">${field}</dt>
          <dd><bdi>${value}</bdi></dd>`,
      )}
      <dt>${words.callPath}</dt>
      <dd class="mono isolate">${method} ${path}</dd>
      ${connectionId === null ? nothing : html`<dt>${words.connection}</dt><dd class="mono isolate">${connectionId}</dd>`}
      ${code === 0 ? nothing : html`<dt>${words.tiktokCode}</dt><dd class="mono isolate">${String(code)}</dd>`}
    </dl>
  </details>`;
}

function renderFailure(host: ViewHost, approval: Approval, model: ApprovalsModel): unknown {
  const failure = model.failures.get(approval.id);
  if (failure === undefined) return nothing;
  const { labels } = host;
  const title = labels.controls.decideFailed[failure.deed];
  return html`<div class="ask__failure" role="alert">
    <p class="note note--danger">${icon('stop')}<span>${`${title}${labels.common.stop}${undecidedText(labels, failure.error)}`}</span></p>
    ${requestIdLine(labels, failure.error, host.copied, (text) => host.copy(text))}
  </div>`;
}
