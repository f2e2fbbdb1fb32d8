import { html, nothing, type TemplateResult } from 'lit';
import type { Connection, SignInReview } from '../../shared/connections.ts';
import type { ConnectState, ReviewChoice } from '../controllers/connect-state.ts';
import { failureText, requestIdLine } from '../element/failure.ts';
import { icon } from '../element/icons.ts';
import type { Labels } from '../labels/labels.ts';
import { isDisconnected } from './grant-reader.ts';
import type { Notice } from './notice.ts';

type ReviewState = Extract<ConnectState, { name: 'review' }>;

export interface ReviewParts {
  labels: Labels;
  copied: string | undefined;
  copy: (text: string) => void;
  /** The connection that is signed in again, as far as it is read. */
  known: Connection | undefined;
  act: { decide: (choice: ReviewChoice) => void };
}

/** Ad accounts that are named before the rest is counted. */
const NAMED = 5;

/** What a new sign-in would take away, before it does; the one that is there stays unless the person says otherwise. */
export function reviewNotice(state: ReviewState, parts: ReviewParts): Notice {
  const { review } = state;
  const words = parts.labels.connectButton;
  return {
    mark: 'warning',
    kind: 'warning',
    title: titleOf(review, parts.labels),
    text: standingText(parts),
    more: html`${state.hasGrown === true ? html`<p role="alert">${words.reviewGrown}</p>` : nothing}
      ${renderDifference(review, parts.labels)} ${renderFailure(state, parts)}
      <p>${words.reviewTime}</p>`,
    actions: html`${renderChoice(state, parts, 'discard')}${renderChoice(state, parts, 'accept')}`,
  };
}

/** A sign-in that TikTok refuses has nothing to go on with. */
function standingText({ known, labels: { connectButton: words } }: ReviewParts): string {
  if (known === undefined) return words.reviewUnread;
  return isDisconnected(known) ? words.reviewDisconnected : words.review;
}

/** What weighs most comes first; the rest stands below. */
function titleOf(review: SignInReview, { connectButton: words }: Labels): string {
  if (review.otherUser !== null) return words.otherUserTitle;
  return review.lostAdvertiserCount > 0
    ? words.fewerTitle(review.lostAdvertiserCount)
    : words.fewerScopesTitle(review.lostScopes.length);
}

function renderDifference(review: SignInReview, { connectButton: words }: Labels): TemplateResult {
  const { otherUser, lostAdvertiserCount, lostImportedCount, lostScopes } = review;
  return html`<div class="lost">
    ${otherUser === null ? nothing : html`<section><h5>${words.otherUserNow(otherUser.before, otherUser.now)}</h5></section>`}
    ${
      lostAdvertiserCount === 0
        ? nothing
        : html`<section>
          <h5>${words.lostAccounts(lostAdvertiserCount)}</h5>
          <ul>${renderLost(review, words)}</ul>
          <p>${words.lostImported(lostImportedCount, lostAdvertiserCount)}</p>
        </section>`
    }
    ${
      lostScopes.length === 0
        ? nothing
        : html`<section>
          <h5>${words.lostScopes(lostScopes.length)}</h5>
          <ul>${lostScopes.map(
            ({ id, name }) =>
              html`<li><bdi>${name}</bdi> <span class="caption">${words.permissionMeans(id)}</span></li>`,
          )}</ul>
        </section>`
    }
  </div>`;
}

function renderLost(review: SignInReview, words: Labels['connectButton']): TemplateResult {
  const { lostAdvertisers, lostAdvertiserCount, lostImportedCount } = review;
  // One more name takes no more room than "and 1 more".
  const named = lostAdvertisers.slice(0, lostAdvertiserCount === NAMED + 1 ? lostAdvertiserCount : NAMED);
  const rest = lostAdvertiserCount - named.length;
  const restImported = lostImportedCount - named.filter(({ imported }) => imported).length;
  return html`${named.map(
    ({ name, imported }) =>
      html`<li><bdi>${name}</bdi>${imported ? html` <span class="caption">${words.lostIsImported}</span>` : nothing}</li>`,
  )}
  ${rest > 0 ? html`<li class="caption">${words.lostMore(rest, restImported)}</li>` : nothing}`;
}

/** Stays where it is while it works, and whatever is learned: who decides by keyboard keeps the focus. */
function renderChoice(
  { choice }: ReviewState,
  { labels, known, act }: ReviewParts,
  which: ReviewChoice,
): TemplateResult {
  const words = labels.connectButton;
  const isAdvised = which === (isDisconnected(known) ? 'accept' : 'discard');
  const name = choice === which ? words.deciding[which] : words.decide[which];
  return html`<button
    type="button"
    part=${isAdvised ? 'button primary-button' : 'button'}
    class="btn btn--small ${isAdvised ? 'btn--primary' : 'btn--plain'}"
    ?data-first=${isAdvised}
    aria-disabled=${choice === undefined ? nothing : 'true'}
    @click=${() => choice === undefined && act.decide(which)}
  >
    ${name}
  </button>`;
}

function renderFailure({ failed }: ReviewState, { labels, copied, copy }: ReviewParts): unknown {
  if (failed === undefined) return nothing;
  return html`<div class="banner banner--danger" role="alert">
    ${icon('stop')}
    <div class="banner__text">
      <h5>${labels.connectButton.decideFailed[failed.choice]}</h5>
      <p>${failureText(labels, failed.error)}</p>
    </div>
    ${requestIdLine(labels, failed.error, copied, copy)}
  </div>`;
}
