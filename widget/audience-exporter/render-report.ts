import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Export } from '../../shared/exports.ts';
import { icon } from '../element/icons.ts';
import { isChange } from './export-names.ts';
import type { ExporterModel } from './exporter-model.ts';
import { type Preflight, toBar, toPreflight } from './preflight.ts';
import { renderBlockers, renderChange, renderFindings } from './render-findings.ts';
import { removesSome, renderAsked, renderNobody, renderSend, saysNothingSent } from './render-send.ts';
import { renderRefusal } from './render-trouble.ts';

/** The numbers before anything is sent: one to read, a bar that says the same, and what is behind it. */
export function renderReport(view: ExporterModel, shown: Export): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const report = toPreflight(shown.counts, shown.attributes);
  const change = isChange(shown) ? renderChange(view, shown) : nothing;
  return html`${report.isEmpty && !removesSome(shown) ? renderNobody(view, report) : nothing} ${renderBlockers(view, shown)} ${renderAsked(view, shown)} ${change} ${renderFigures(view, report)}
    <div class="halves">${renderKinds(view, shown, report)} ${renderReasons(view, shown, report)}</div>
    ${renderFindings(view, shown)}
    ${renderRefusal(view, shown)} ${renderSend(view, shown, report)}
    ${saysNothingSent(view, shown) ? nothing : html`<p class="caption">${words.nothingSent}</p>`}`;
}

function renderFigures(view: ExporterModel, report: Preflight): TemplateResult {
  const { labels, format } = view.host;
  const words = labels.audienceExporter;
  const { shares } = report;
  const number = (value: number) => format.number(value);
  const parts = [
    { kind: 'ready' as const, label: words.ready, count: report.ready },
    { kind: 'same' as const, label: words.duplicates, count: report.duplicates },
    ...(report.withoutConsent === 0
      ? []
      : [{ kind: 'withheld' as const, label: words.withoutConsent, count: report.withoutConsent }]),
    { kind: 'rejected' as const, label: words.rejected, count: report.rejected },
  ];
  const share = {
    ready: shares.ready,
    same: shares.duplicates,
    withheld: shares.withoutConsent,
    rejected: shares.rejected,
  };
  const bar = toBar(parts.map(({ count }) => count));
  return html`<div class="report">
    <p class="figure"><b>${number(report.ready)}</b><span class="muted"><bdi>${words.readyOf(report.rows)}</bdi></span></p>
    <svg
      class="stack"
      role="img"
      aria-label=${words.sharesOf(parts.map(({ kind }) => ({ label: words.partNames[kind], share: number(share[kind]) })))}
      preserveAspectRatio="none"
    >
      ${bar.map(({ start, width }, index) =>
        width === 0
          ? nothing
          : svg`<rect class="stack__${parts[index]?.kind ?? ''}" x="${start}%" width="${width}%" height="100%"></rect>`,
      )}
    </svg>
    <dl class="tally">
      ${parts.map(
        ({ kind, label, count }) => html`<div>
          <dt><span class="swatch swatch--${kind}"></span>${label}</dt>
          <dd>${number(count)}</dd>
        </div>`,
      )}
    </dl>
  </div>`;
}

/** What came through the worker is hashed throughout at the server; only the worker knows which values came so. */
export function hashedAlready(view: ExporterModel, { counts, attributes, segmentId }: Export): number {
  const { totals } = view.runs.flow.run;
  if (segmentId !== null) return toPreflight(counts, attributes).alreadyHashed;
  return totals === null
    ? 0
    : Object.values(totals.byAttribute).reduce((sum, one) => sum + (one?.alreadyHashed ?? 0), 0);
}

function renderKinds(view: ExporterModel, shown: Export, report: Preflight): TemplateResult {
  const { labels, format } = view.host;
  const words = labels.audienceExporter;
  const hashed = hashedAlready(view, shown);
  return html`<div class="fieldset">
    <div class="fieldset__legend">${words.foundBy}<span>${words.foundByAside}</span></div>
    <dl class="tally tally--nested kinds">
      ${report.foundBy.map(
        ({ attribute, people, share }) => html`<div>
          <dt>${labels.mappingTable.attributes[attribute]}</dt>
          <dd class="kinds__count">${format.number(people)}</dd>
          <dd class="kinds__bar">
            <svg class="bar" aria-hidden="true" preserveAspectRatio="none">
              ${svg`<rect class="bar__fill" width="${share}%" height="100%" rx="2"></rect>`}
            </svg>
          </dd>
        </div>`,
      )}
    </dl>
    ${hashed === 0 ? nothing : html`<p class="caption">${words.hashedAlready(hashed)}</p>`}
  </div>`;
}

function renderReasons(view: ExporterModel, shown: Export, report: Preflight): TemplateResult {
  const { labels, format } = view.host;
  const words = labels.audienceExporter;
  const known = words.reasons as Readonly<Record<string, string>>;
  const name = (reason: string) =>
    reason === 'other' ? words.otherReasons : (known[reason] ?? words.otherReason(reason));
  return html`<div class="fieldset">
    <div class="fieldset__legend">
      ${words.whyRejected}${report.rejectedValues === 0 ? nothing : html`<span><bdi>${words.rejectedInAll(report.rejectedValues)}</bdi></span>`}
    </div>
    ${
      report.reasons.length === 0
        ? html`<p class="small muted">${words.nothingRejected}</p>`
        : html`<dl class="tally tally--nested">
          ${report.reasons.map(({ reason, values }) => html`<div><dt>${name(reason)}</dt><dd>${format.number(values)}</dd></div>`)}
        </dl>`
    }
    ${
      !report.hasRejects || !view.loader.canExport
        ? nothing
        : html`<p class="small">
          <button type="button" class="link" @click=${() => void view.runs.download(shown, 'rejects.csv')}><bdi>${words.downloadRejectsFile}</bdi>${icon('download')}</button>
        </p>`
    }
  </div>`;
}
