import { html, nothing, type TemplateResult } from 'lit';
import type { Schedule } from '../../shared/mirrors.ts';
import { icon } from '../element/icons.ts';
import { canSync } from './export-state.ts';
import type { ExporterModel } from './exporter-model.ts';
import { PROBLEM_ID, renderSegmented } from './step-parts.ts';

const EVERY = ['hour', 'day', 'week'] as const;
const USUAL_TIME = '06:00';

/** Once, or again and again: asked only where the server can fetch the segment by itself. */
export function renderFrequency(view: ExporterModel): TemplateResult | typeof nothing {
  const words = view.host.labels.audienceExporter;
  const { frequency } = view.draft;
  if (!canSync(view.draft, view.world)) return nothing;
  return html`<div class="fieldset">
    <div class="fieldset__legend"><span class="legend">${words.frequency}</span></div>
    ${renderSegmented(
      words.frequency,
      'frequency',
      [
        { value: 'once' as const, label: words.once },
        { value: 'sync' as const, label: words.sync },
      ],
      frequency,
      (value) => view.change({ frequency: value }),
    )}
    ${frequency === 'sync' ? renderSchedule(view) : nothing}
  </div>`;
}

function renderSchedule(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { schedule } = view.draft;
  const set = (next: Schedule) => view.change({ schedule: next });
  const at = 'at' in schedule ? schedule.at : USUAL_TIME;
  return html`<p class="caption">${words.syncText}</p>
    <div class="schedule">
      ${renderSelect(
        'every',
        words.every,
        EVERY.map((value) => ({ value, label: words.everyChoices[value] })),
        schedule.every,
        (every) => set(toSchedule(every, at, schedule)),
      )}
      ${
        schedule.every === 'week'
          ? renderSelect(
              'weekday',
              words.weekday,
              weekdaysOf(words.weekdays).map((value) => ({ value, label: words.weekdays[value] })),
              schedule.on,
              (on) => set({ ...schedule, on }),
            )
          : nothing
      }
      ${schedule.every === 'hour' ? nothing : renderTime(view, at, (time) => set({ ...schedule, at: time }))}
    </div>
    <p class="caption" role="status">${at === '' ? nothing : html`<strong>${words.asSentence(words.scheduleInWords(schedule, zoneOf(view)))}</strong> `}${words.scheduleSpread}</p>`;
}

/** The ad account's own zone, in which its schedules are; null when TikTok does not say. */
export function zoneOf({ world, draft }: ExporterModel): string | null {
  return world.accounts.find(({ advertiserId }) => advertiserId === draft.advertiserId)?.timezone ?? null;
}

type Weekday = Extract<Schedule, { every: 'week' }>['on'];
const weekdaysOf = (names: Readonly<Record<Weekday, string>>): Weekday[] => Object.keys(names) as Weekday[];

function toSchedule(every: Schedule['every'], at: string, before: Schedule): Schedule {
  if (every === 'hour') return { every };
  if (every === 'day') return { every, at };
  return { every, on: 'on' in before ? before.on : 'monday', at };
}

function renderTime(view: ExporterModel, at: string, set: (time: string) => void): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const isWrong = at === '' && view.showsProblem;
  return html`<div class="field">
    <label class="field__label" for="time-of-day">${words.timeOfDay}</label>
    <div class="input input--short">
      <input
        id="time-of-day"
        type="time"
        aria-invalid=${isWrong ? 'true' : nothing}
        aria-describedby=${isWrong ? PROBLEM_ID : nothing}
        .value=${at}
        @input=${(event: InputEvent) => set((event.target as HTMLInputElement).value.slice(0, 5))}
      />
    </div>
  </div>`;
}

function renderSelect<Value extends string>(
  id: string,
  label: string,
  options: readonly { value: Value; label: string }[],
  chosen: Value,
  choose: (value: Value) => void,
): TemplateResult {
  return html`<div class="field">
    <label class="field__label" for=${id}>${label}</label>
    <span class="select"><select id=${id} @change=${(event: Event) => choose((event.target as HTMLSelectElement).value as Value)}>
      ${options.map(({ value, label: name }) => html`<option value=${value} .selected=${value === chosen}>${name}</option>`)}
    </select>${icon('down')}</span>
  </div>`;
}
