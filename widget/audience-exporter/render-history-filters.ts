import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../element/icons.ts';
import type { ExporterModel } from './exporter-model.ts';
import { DATE_CHOICES, type HistoryFilter, NO_FILTER, RESULT_GROUPS, type ResultGroup } from './history-filter.ts';

const ACTIONS = ['CREATE', 'APPEND', 'REPLACE', 'REMOVE', 'MIRROR'] as const;

interface Choice {
  value: string;
  label: string;
}

/** A search and four choices. */
export function renderHistoryFilters(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { history } = view.runs;
  const { filter } = history;
  const { accounts } = view.world;
  const groups = Object.keys(RESULT_GROUPS) as ResultGroup[];
  const narrow = (change: Partial<HistoryFilter>) => void history.narrow(change);
  return html`<div class="filters" role="search" aria-label=${words.filterLegend}>
    <label part="input" class="input input--search search">
      ${icon('search')}
      <input
        type="search"
        placeholder=${words.findAudience}
        aria-label=${words.findAudience}
        autocomplete="off"
        maxlength="200"
        .value=${filter.text}
        @input=${(event: InputEvent) => narrow({ text: (event.target as HTMLInputElement).value })}
      />
    </label>
    ${renderSelect(
      words.filterResult,
      words.anyResult,
      groups.map((value) => ({ value, label: words.resultGroups[value] })),
      filter.result,
      (value) => narrow({ result: value as ResultGroup | null }),
    )}
    ${renderSelect(
      words.filterAction,
      words.anyAction,
      ACTIONS.map((value) => ({ value, label: words.actionsDone[value] })),
      filter.action,
      (value) => narrow({ action: value as HistoryFilter['action'] }),
    )}
    ${
      accounts.length < 2
        ? nothing
        : renderSelect(
            words.filterAccount,
            words.anyAccount,
            accounts.map(({ advertiserId, name }) => ({ value: advertiserId, label: name })),
            filter.advertiserId,
            (value) => narrow({ advertiserId: value }),
          )
    }
    ${renderSelect(
      words.filterDate,
      words.dates.any,
      DATE_CHOICES.filter((choice) => choice !== 'any').map((value) => ({ value, label: words.dates[value] })),
      filter.date === 'any' ? null : filter.date,
      (value) => narrow({ date: (value ?? 'any') as HistoryFilter['date'] }),
    )}
  </div>`;
}

/** The audience that the history is narrowed to, and the way back to all of them. */
export function renderOnlyAudience(view: ExporterModel): unknown {
  const words = view.host.labels.audienceExporter;
  const { history } = view.runs;
  const { audience } = history.filter;
  if (audience === null) return nothing;
  const drop = () => {
    void history.narrow({ audience: null });
    view.host.find('.history__head .title')?.focus();
  };
  return html`<p class="only">
    <span>${words.onlyAudience} <strong><bdi>${audience.name}</bdi></strong></span>
    <button type="button" part="icon-button" class="btn btn--quiet btn--icon" aria-label=${words.dropAudience(audience.name)} title=${words.dropAudience(audience.name)} @click=${drop}>
      ${icon('close')}
    </button>
  </p>`;
}

/** Everything is shown again; the keyboard goes to the search, as the button is gone. */
export function clearFilters(view: ExporterModel): void {
  void view.runs.history.narrow({ ...NO_FILTER, text: '' });
  (view.host.find('.history input[type=search]') ?? view.host.find('.history__head .title'))?.focus();
}

function renderSelect(
  label: string,
  any: string,
  choices: readonly Choice[],
  chosen: string | null,
  choose: (value: string | null) => void,
): TemplateResult {
  const take = (event: Event) => {
    const { value } = event.target as HTMLSelectElement;
    choose(value === '' ? null : value);
  };
  return html`<span class="select filters__choice ${chosen === null ? '' : 'is-set'}">
    <select aria-label=${label} @change=${take}>
      <option value="" ?selected=${chosen === null}>${any}</option>
      ${choices.map(({ value, label: name }) => html`<option value=${value} ?selected=${chosen === value}>${name}</option>`)}
    </select>
    ${icon('down')}
  </span>`;
}
