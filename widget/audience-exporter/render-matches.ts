import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { ATTRIBUTES, CONSENT, type Mappable } from '../../shared/identifiers/attributes.ts';
import { icon } from '../element/icons.ts';
import type { FileHead } from '../worker/protocol.ts';
import { isMatching, needsConsent } from './export-state.ts';
import type { ExporterModel } from './exporter-model.ts';
import { PROBLEM_ID, renderProblem } from './step-parts.ts';

/** Opens "Match columns" and goes to an attribute's list. */
export function openMatching(view: ExporterModel, attribute: Mappable | undefined): void {
  view.csv.isMatching = true;
  view.host.update();
  void view.host.element.updateComplete.then(() =>
    view.host.find(attribute === undefined ? '#matches summary' : `#match-${attribute}`)?.focus(),
  );
}

/** Which column fills which attribute: by its name, or as the person says. */
export function renderMatches(view: ExporterModel, head: FileHead): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const mapped = ATTRIBUTES.filter((attribute) => view.world.mapping[attribute] !== undefined);
  const asked: readonly Mappable[] = needsConsent(view.world) ? [...mapped, CONSENT] : mapped;
  const matched = asked.filter((attribute) => head.columns[attribute] !== undefined).length;
  return html`<details
    class="more"
    id="matches"
    .open=${view.csv.isMatching}
    @toggle=${(event: Event) => {
      const { open } = event.currentTarget as HTMLDetailsElement;
      if (view.csv.isMatching === open) return;
      view.csv.isMatching = open;
      view.host.update();
    }}
  >
    <summary><span class="link">${words.matchColumns}</span> <span class="caption num">${words.matchedOf(matched, asked.length)}</span></summary>
    <div class="more__body">${view.csv.isMatching ? renderGroups(view, head, asked) : nothing}</div>
  </details>`;
}

const isKey = (attribute: Mappable): boolean => attribute !== CONSENT && isMatching(attribute);
const hasKey = ({ columns }: FileHead): boolean =>
  ATTRIBUTES.some((one) => isMatching(one) && columns[one] !== undefined);

/** A list of every column for each attribute is drawn for those who open it only: files may have thousands of columns. */
function renderGroups(view: ExporterModel, head: FileHead, mapped: readonly Mappable[]): unknown {
  const words = view.host.labels.audienceExporter;
  return [
    renderGroup(view, head, words.matchLegend, mapped.filter(isKey)),
    renderGroup(
      view,
      head,
      words.consent,
      mapped.filter((attribute) => attribute === CONSENT),
    ),
    renderGroup(
      view,
      head,
      words.otherColumns,
      mapped.filter((attribute) => attribute !== CONSENT && !isMatching(attribute)),
    ),
  ];
}

function renderGroup(view: ExporterModel, head: FileHead, legend: string, attributes: readonly Mappable[]): unknown {
  const words = view.host.labels.audienceExporter;
  if (attributes.length === 0) return nothing;
  return html`<div class="fieldset" role="group" aria-label=${legend}>
    <div class="fieldset__legend"><span class="legend">${legend}</span></div>
    <div class="matches">${attributes.map((attribute) => renderMatch(view, head, attribute))}</div>
    ${renderProblem(view, attributes.some(isKey) && !hasKey(head) ? words.matchOne : null)}
  </div>`;
}

function renderMatch(view: ExporterModel, head: FileHead, attribute: Mappable): TemplateResult {
  const { labels } = view.host;
  const words = labels.audienceExporter;
  const name = attribute === CONSENT ? words.consent : labels.mappingTable.attributes[attribute];
  const column = head.columns[attribute];
  // The problems that a file with a head can have: nothing to match people on, or nothing that says who agreed.
  const isWrong =
    view.showsProblem && (hasKey(head) ? attribute === CONSENT && column === undefined : isKey(attribute));
  return html`<div class="matches__row">
    <label class="small" for="match-${attribute}">${name}</label>
    <span class="select"><select
      id="match-${attribute}"
      aria-label=${words.columnFor(name)}
      aria-invalid=${isWrong ? 'true' : nothing}
      aria-describedby=${isWrong ? PROBLEM_ID : nothing}
      @change=${(event: Event) => {
        const { value } = event.target as HTMLSelectElement;
        void view.csv.match({ [attribute]: value === '' ? null : Number(value) });
      }}
    >
      ${guard([head, words], () => [
        html`<option value="" .selected=${column === undefined}>${words.noColumnOption}</option>`,
        ...head.headers.map((header, index) => {
          const sample = head.samples[index] ?? '';
          const title = header === '' ? words.columnNumber(index + 1) : header;
          return html`<option value=${index} .selected=${column === index}>${sample === '' ? title : words.columnWithSample(title, sample)}</option>`;
        }),
      ])}
    </select>${icon('down')}</span>
  </div>`;
}
