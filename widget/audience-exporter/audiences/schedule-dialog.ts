import { html, nothing } from 'lit';
import type { Mirror, Schedule } from '../../../shared/mirrors.ts';
import type { DialogContent } from '../../element/dialog.ts';
import type { ViewHost } from '../../element/lazy-element.ts';
import { renderSelect, renderTimeOfDay, USUAL_TIME, type Weekday, weekdayOptions } from '../schedule-fields.ts';
import { ActionDialog } from '../../element/action-dialog.ts';
import type { StopSubject } from './confirm-dialogs.ts';

type Every = Schedule['every'] | 'never';

const EVERY: readonly Every[] = ['hour', 'day', 'week', 'never'];

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
          ${renderSelect({
            id: 'schedule-every',
            label: ways.every,
            options: EVERY.map((value) => ({ value, label: words.every[value] })),
            chosen: this.#every,
            choose: (every) => this.#set(() => (this.#every = every)),
            autofocus: true,
          })}
          ${
            this.#every === 'week'
              ? renderSelect({
                  id: 'schedule-weekday',
                  label: ways.weekday,
                  options: weekdayOptions(ways.weekdays),
                  chosen: this.#on,
                  choose: (on) => this.#set(() => (this.#on = on)),
                })
              : nothing
          }
          ${
            this.#every === 'day' || this.#every === 'week'
              ? renderTimeOfDay({
                  id: 'schedule-time',
                  label: ways.timeOfDay,
                  value: this.#at,
                  set: (time) => this.#set(() => (this.#at = time)),
                  problemId: this.#lacksTime && this.#showsProblem ? 'schedule-problem' : undefined,
                  problem: ways.scheduleTime,
                })
              : nothing
          }
        </form>
        <p class="caption" role="status">
          ${schedule === null ? words.never : this.#lacksTime ? nothing : html`<strong>${ways.asSentence(ways.scheduleInWords(schedule, timezone))}</strong> ${ways.scheduleSpread}`}
        </p>`,
      foot: html`<button type="button" part="button" class="btn" @click=${this.close}>${labels.common.cancel}</button>
        <button type="submit" form="schedule-form" part="button primary-button" class="btn btn--primary" aria-disabled=${this.isBusy ? 'true' : nothing}>
          ${this.isBusy ? words.saving : words.scheduleSave}
        </button>`,
    };
  }
}
