import { html, nothing, type TemplateResult } from 'lit';
import type { SpendCap, SpendCapUse } from '../../shared/spend-caps.ts';
import { TikTokAdsError } from '../client/errors.ts';
import type { RelativeClock } from '../controllers/relative-clock.ts';
import { failureText, requestIdLine } from '../element/failure.ts';
import { icon } from '../element/icons.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import type { CapsModel } from './caps-model.ts';
import { moneyOf } from './money.ts';

type Sum = SpendCapUse['sums'][number];

export interface CapParts {
  readonly model: CapsModel;
  readonly clock: RelativeClock;
  readonly mayChange: boolean;
  readonly edit: (cap: SpendCap) => void;
  readonly remove: (cap: SpendCap) => void;
}

/** One cap: what it is for, how much, and what budgets take up of it now. */
export function renderCap(host: ViewHost, cap: SpendCap, parts: CapParts): TemplateResult {
  const { labels } = host;
  const words = labels.controls;
  const { model, clock, mayChange, edit, remove } = parts;
  const name = cap.campaignId === null ? words.capAccount : words.capCampaign(cap.campaignName);
  return html`<li part="row" class="cap" data-cap=${cap.id}>
    <div class="cap__head">
      <div class="cap__name">
        <h4 class="cap__title" tabindex="-1"><bdi>${name}</bdi></h4>
        <p class="ask__place">
          ${cap.campaignId === null ? html`<bdi>${model.accountName}</bdi>` : html`<code class="isolate">${cap.campaignId}</code>`}
          · ${words.capChanged(clock.relative(cap.updatedAt), cap.updatedBy)}
        </p>
      </div>
      ${
        mayChange
          ? html`<div class="actions">
              <button type="button" part="button" class="btn btn--small" aria-label=${words.about(words.capEdit, name)} @click=${() => edit(cap)}>${words.capEdit}</button>
              <button
                type="button"
                part="icon-button"
                class="btn btn--quiet btn--icon btn--remove"
                aria-label=${words.about(words.capRemove, name)}
                title=${words.capRemove}
                @click=${() => remove(cap)}
              >
                ${icon('bin')}
              </button>
            </div>`
          : nothing
      }
    </div>
    ${renderUse(host, cap, parts)}
  </li>`;
}

function renderUse(host: ViewHost, cap: SpendCap, { model, clock }: CapParts): TemplateResult {
  const { labels, format } = host;
  const words = labels.controls;
  const use = model.uses.get(cap.id);
  const look = () => {
    // Before the pressed button goes.
    host.find(`[data-cap='${cap.id}'] .cap__title`)?.focus({ preventScroll: true });
    void model.readAgain(cap);
  };
  const readAgain = html`<button type="button" class="link" @click=${look}>${words.capReadAgain}</button>`;
  if (use !== undefined && use !== 'reading' && !(use instanceof TikTokAdsError)) {
    return html`<div class="cap__meters">${use.sums.map((sum) => renderMeter(host, sum))}</div>
      <p class="caption cap__read">${words.capRead(clock.relative(use.readAt))} ${readAgain}</p>`;
  }
  const amounts = [
    ...(cap.daily === null ? [] : [words.perDay(moneyOf(format, cap.daily, cap.currency))]),
    ...(cap.lifetime === null ? [] : [words.inAll(moneyOf(format, cap.lifetime, cap.currency))]),
  ];
  return html`<p class="num cap__amounts">${amounts.join(' · ')}</p>
    ${use === 'reading' ? html`<p class="caption">${words.capReading}</p><div class="line"></div>` : nothing}
    ${use === undefined ? html`<p class="caption">${readAgain}</p>` : nothing}
    ${
      use instanceof TikTokAdsError
        ? html`<div role="alert">
            <p class="note note--danger">${icon('stop')}<span>${`${words.capUseFailed}${labels.common.stop}${failureText(labels, use)}`} ${readAgain}</span></p>
            ${requestIdLine(labels, use, host.copied, (text) => host.copy(text))}
          </div>`
        : nothing
    }`;
}

/** Not a daily budget that goes on for ever, but nothing that limits even a day. */
const isUnlimited = ({ period, lines }: Sum): boolean =>
  period === 'daily' || lines.some(({ how, amount }) => how === 'no_limit' && amount === null);

function renderMeter(host: ViewHost, sum: Sum): TemplateResult {
  const { format, labels } = host;
  const words = labels.controls;
  const { period, currency, cap, total, lines, moreLines, restAmount } = sum;
  const money = (amount: string) => moneyOf(format, amount, currency);
  const most = Number(cap);
  const used = total === null ? Number.POSITIVE_INFINITY : Number(total);
  const isOver = used > most;
  const said = total === null ? words.capEndless(money(cap)) : words.capUsed(money(total), money(cap));
  const rest = String(Math.abs(most - used));
  const aside =
    total === null
      ? isUnlimited(sum)
        ? words.capUnlimitedWhy
        : words.capEndlessWhy
      : isOver
        ? words.capOver(money(rest))
        : used === most
          ? words.capFull
          : words.capLeft(money(rest));
  return html`<div class="meter ${isOver ? 'meter--over' : ''}">
    <p class="meter__head"><span>${words.capMeter[period]}</span><span class="num">${said}</span></p>
    <progress class="progress" max="1" value=${Math.min(1, most === 0 ? 1 : used / most)} aria-label=${words.capMeter[period]} aria-valuetext=${`${said}${labels.common.stop}${aside}`}></progress>
    <p class="caption meter__aside">${isOver ? icon('warning') : nothing}<span>${aside}</span></p>
    ${
      lines.length === 0
        ? nothing
        : html`<details class="more">
            <summary>${words.capLines[period]}</summary>
            <ul class="lines">
              ${lines.map(
                (line) => html`<li class="lines__row">
                  <span class="lines__name"
                    ><bdi>${line.name ?? line.id ?? labels.calls.kind(line.kind)}</bdi>
                    <span class="caption">${`${labels.calls.kind(line.kind)}${labels.common.comma}${words.capHow[line.how] ?? line.how.replaceAll('_', ' ')}`}</span></span
                  >
                  <span class="num">${line.amount === null ? words.capWithoutEnd : money(line.amount)}</span>
                </li>`,
              )}
              ${moreLines === 0 ? nothing : html`<li class="lines__row muted">${words.capMore(moreLines, money(restAmount))}</li>`}
            </ul>
          </details>`
    }
  </div>`;
}
