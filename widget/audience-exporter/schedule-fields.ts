import { html, nothing, type TemplateResult } from 'lit';
import type { Schedule } from '../../shared/mirrors.ts';
import { icon } from '../element/icons.ts';

// The fields in which a schedule is written: when a mirror is made, and when it gets another one.

export type Weekday = Extract<Schedule, { every: 'week' }>['on'];

/** Proposed to whoever has set no time: before a day's work, after a night's changes. */
export const USUAL_TIME = '06:00';

interface Select<Value extends string> {
  id: string;
  label: string;
  options: readonly { value: Value; label: string }[];
  chosen: Value;
  choose: (value: Value) => void;
  /** Takes focus when its dialog opens. */
  autofocus?: boolean;
}

/** A labelled native list. */
export function renderSelect<Value extends string>(select: Select<Value>): TemplateResult {
  const { id, label, options, chosen, choose, autofocus = false } = select;
  return html`<div class="field">
    <label class="field__label" for=${id}>${label}</label>
    <span class="select">
      <select id=${id} ?autofocus=${autofocus} @change=${(event: Event) => choose((event.target as HTMLSelectElement).value as Value)}>
        ${options.map(({ value, label: name }) => html`<option value=${value} .selected=${value === chosen}>${name}</option>`)}
      </select>
      ${icon('down')}
    </span>
  </div>`;
}

/** The days of a week, as a list's options. */
export const weekdayOptions = (names: Readonly<Record<Weekday, string>>): { value: Weekday; label: string }[] =>
  (Object.keys(names) as Weekday[]).map((value) => ({ value, label: names[value] }));

interface TimeOfDay {
  id: string;
  label: string;
  /** `HH:MM`, empty while it is not a time. */
  value: string;
  set: (time: string) => void;
  /** Id of the sentence that says what is wrong with it; undefined while nothing is. */
  problemId: string | undefined;
  /** That sentence, where it stands right below. */
  problem?: string;
}

export function renderTimeOfDay({ id, label, value, set, problemId, problem }: TimeOfDay): TemplateResult {
  return html`<div class="field">
    <label class="field__label" for=${id}>${label}</label>
    <div part="input" class="input input--short">
      <input
        id=${id}
        type="time"
        aria-invalid=${problemId === undefined ? nothing : 'true'}
        aria-describedby=${problemId ?? nothing}
        .value=${value}
        @input=${(event: InputEvent) => set((event.target as HTMLInputElement).value.slice(0, 5))}
      />
    </div>
    ${problemId === undefined || problem === undefined ? nothing : html`<p class="field__error" id=${problemId} role="alert">${problem}</p>`}
  </div>`;
}
