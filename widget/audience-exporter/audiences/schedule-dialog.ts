import { html, nothing, type TemplateResult } from 'lit';
import type { Mirror, Schedule } from '../../../shared/mirrors.ts';
import type { DialogContent } from '../../element/dialog.ts';
import { icon } from '../../element/icons.ts';
import type { ViewHost } from '../../element/lazy-element.ts';
import { ActionDialog } from './action-dialog.ts';
import type { StopSubject } from './confirm-dialogs.ts';

type Every = Schedule['every'] | 'never';
type Weekday = Extract<Schedule, { every: 'week' }>['on'];

const EVERY: readonly Every[] = ['hour', 'day', 'week', 'never'];
const USUAL_TIME = '06:00';

/** Asks when a mirror runs. */
export class ScheduleDialog extends ActionDialog<StopSubject> {
  #every: Every = 'day';
  #on: Weekday = 'monday';
  #at = USUAL_TIME;
  #showsProblem = false;
  readonly #saved: (before: Mirror, after: Mirror) => void;

  constructor(host: ViewHost, saved: (before: Mirror, after: Mirror) => void) {
    super(host);
    this.#saved = saved;
  }

  protected override get failedTitle(): string {
    return this.host.labels.mirrors.scheduleFailed;
  }

  protected override opened({ mirror: { schedule } }: StopSubject): void {
    this.#every = schedule?.every ?? 'never';
    this.#on = schedule !== null && 'on' in schedule ? schedule.on : 'monday';
    this.#at = schedule !== null && 'at' in schedule ? schedule.at : USUAL_TIME;
    this.#showsProblem = false;
  }

  get #schedule(): Schedule | null {
    switch (this.#every) {
      case 'never':
        return null;
      case 'hour':
        return { every: 'hour' };
      case 'day':
        return { every: 'day', at: this.#at };
      case 'week':
        return { every: 'week', on: this.#on, at: this.#at };
    }
  }

  get #lacksTime(): boolean {
    return this.#at === '' && (this.#every === 'day' || this.#every === 'week');
  }

  async #save({ mirror }: StopSubject): Promise<void> {
    if (this.#lacksTime) {
      this.#showsProblem = true;
      this.host.update();
      return this.focusSoon('#schedule-time');
    }
    const body = { schedule: this.#schedule };
    if (JSON.stringify(body.schedule) === JSON.stringify(mirror.schedule)) return this.dialog.close();
    const done = await this.run((client) => client.call('updateMirror', { params: { mirrorId: mirror.id }, body }));
    if (!done.isDone) return;
    this.dialog.close();
    this.#saved(mirror, done.answer);
  }

  #set(change: () => void): void {
    change();
    this.#showsProblem = false;
    this.host.update();
  }

  protected override content(subject: StopSubject): DialogContent {
    const { labels } = this.host;
    const words = labels.mirrors;
    const ways = labels.audienceExporter;
    const schedule = this.#schedule;
    const { timezone } = subject.mirror;
    return {
      small: true,
      title: words.scheduleTitle,
      caption: html`<bdi>${subject.name}</bdi>`,
      body: html`${this.renderError()}
        <form
          id="schedule-form"
          class="schedule"
          @submit=${(event: Event) => {
            event.preventDefault();
            void this.#save(subject);
          }}
        >
          ${this.#renderSelect(
            'schedule-every',
            ways.every,
            EVERY.map((value) => ({ value, label: words.every[value] })),
            this.#every,
            (every) => this.#set(() => (this.#every = every)),
          )}
          ${
            this.#every === 'week'
              ? this.#renderSelect(
                  'schedule-weekday',
                  ways.weekday,
                  (Object.keys(ways.weekdays) as Weekday[]).map((value) => ({ value, label: ways.weekdays[value] })),
                  this.#on,
                  (on) => this.#set(() => (this.#on = on)),
                )
              : nothing
          }
          ${this.#every === 'day' || this.#every === 'week' ? this.#renderTime() : nothing}
        </form>
        <p class="caption" role="status">
          ${schedule === null ? words.never : this.#lacksTime ? nothing : html`<strong>${ways.asSentence(ways.scheduleInWords(schedule, timezone))}</strong> ${ways.scheduleSpread}`}
        </p>`,
      foot: html`<button type="button" class="btn" @click=${this.close}>${labels.common.cancel}</button>
        <button type="submit" form="schedule-form" class="btn btn--primary" aria-disabled=${this.isBusy ? 'true' : nothing}>
          ${this.isBusy ? words.saving : words.scheduleSave}
        </button>`,
    };
  }

  #renderTime(): TemplateResult {
    const ways = this.host.labels.audienceExporter;
    const isWrong = this.#lacksTime && this.#showsProblem;
    return html`<div class="field">
      <label class="field__label" for="schedule-time">${ways.timeOfDay}</label>
      <div class="input input--short">
        <input
          id="schedule-time"
          type="time"
          aria-invalid=${isWrong ? 'true' : nothing}
          aria-describedby=${isWrong ? 'schedule-problem' : nothing}
          .value=${this.#at}
          @input=${(event: InputEvent) => this.#set(() => (this.#at = (event.target as HTMLInputElement).value.slice(0, 5)))}
        />
      </div>
      ${isWrong ? html`<p class="field__error" id="schedule-problem" role="alert">${ways.scheduleTime}</p>` : nothing}
    </div>`;
  }

  #renderSelect<Value extends string>(
    id: string,
    label: string,
    options: readonly { value: Value; label: string }[],
    chosen: Value,
    choose: (value: Value) => void,
  ): TemplateResult {
    return html`<div class="field">
      <label class="field__label" for=${id}>${label}</label>
      <span class="select">
        <select id=${id} ?autofocus=${id === 'schedule-every'} @change=${(event: Event) => choose((event.target as HTMLSelectElement).value as Value)}>
          ${options.map(({ value, label: name }) => html`<option value=${value} .selected=${value === chosen}>${name}</option>`)}
        </select>
        ${icon('down')}
      </span>
    </div>`;
  }
}
