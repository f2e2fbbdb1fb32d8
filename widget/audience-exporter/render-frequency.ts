import { html, nothing, type TemplateResult } from 'lit';
import type { Schedule } from '../../shared/mirrors.ts';
import { canSync } from './export-state.ts';
import type { ExporterModel } from './exporter-model.ts';
import { renderSelect, renderTimeOfDay, USUAL_TIME, weekdayOptions } from './schedule-fields.ts';
import { PROBLEM_ID, renderSegmented } from './step-parts.ts';

const EVERY = ['hour', 'day', 'week'] as const;

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
      ${renderSelect({
        id: 'every',
        label: words.every,
        options: EVERY.map((value) => ({ value, label: words.everyChoices[value] })),
        chosen: schedule.every,
        choose: (every) => set(toSchedule(every, at, schedule)),
      })}
      ${
        schedule.every === 'week'
          ? renderSelect({
              id: 'weekday',
              label: words.weekday,
              options: weekdayOptions(words.weekdays),
              chosen: schedule.on,
              choose: (on) => set({ ...schedule, on }),
            })
          : nothing
      }
      ${
        schedule.every === 'hour'
          ? nothing
          : renderTimeOfDay({
              id: 'time-of-day',
              label: words.timeOfDay,
              value: at,
              set: (time) => set({ ...schedule, at: time }),
              problemId: at === '' && view.showsProblem ? PROBLEM_ID : undefined,
            })
      }
    </div>
    <p class="caption" role="status">${at === '' ? nothing : html`<strong>${words.asSentence(words.scheduleInWords(schedule, zoneOf(view)))}</strong> `}${words.scheduleSpread}</p>`;
}

/** The ad account's own zone, in which its schedules are; null when TikTok does not say. */
export function zoneOf({ world, draft }: ExporterModel): string | null {
  return world.accounts.find(({ advertiserId }) => advertiserId === draft.advertiserId)?.timezone ?? null;
}

function toSchedule(every: Schedule['every'], at: string, before: Schedule): Schedule {
  if (every === 'hour') return { every };
  if (every === 'day') return { every, at };
  return { every, on: 'on' in before ? before.on : 'monday', at };
}
