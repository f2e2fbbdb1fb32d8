import { html, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ListedEvent } from '../../shared/events.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { byDay, dayName, type FeedDay } from './days.ts';
import type { EventActions } from './event-actions.ts';
import { stepOf } from './event-step.ts';
import type { FeedModel } from './feed-model.ts';
import { renderEvent } from './render-event.ts';

/** What the rows of a day have in common; a day is drawn again only when something of it, or an event, is another one. */
interface Shared {
  readonly now: number;
  readonly today: string;
  readonly canLead: boolean;
  readonly mayConnect: boolean;
  readonly mayExport: boolean;
  /** The event with the one filled button. */
  readonly first: string | undefined;
}

/** The events under their days, for one element: it remembers how they were drawn last. */
export class DayList {
  #days: readonly FeedDay[] = [];

  /**
   * Lists with headings, which everybody can move through by the usual keys. `role="feed"` is for lists that load by themselves while
   * one reads on; it takes Page Up and Page Down away, and this one has a button.
   */
  render(host: ViewHost, model: FeedModel, actions: EventActions): unknown {
    const now = Date.now();
    const shared: Shared = {
      now,
      today: new Date(now).toDateString(),
      canLead: actions.canLead,
      mayConnect: model.may('connect'),
      mayExport: model.may('export'),
      first: model.list.items.find((event) => isHelpedBySignIn(event, host, model))?.id,
    };
    this.#days = byDay(model.list.items, this.#days);
    const { today, canLead, mayConnect, mayExport, first } = shared;
    const common = [
      today,
      canLead,
      mayConnect,
      mayExport,
      first,
      model.hasReader,
      model.marks.revision,
      model.signIn.revision,
    ];
    return repeat(
      this.#days,
      ({ key }) => key,
      (day) =>
        guard([day, ...common, actions.revision, host.copied, host.labels], () =>
          renderDay(host, model, actions, day, shared),
        ),
    );
  }
}

function renderDay(
  host: ViewHost,
  model: FeedModel,
  actions: EventActions,
  { key, at, events }: FeedDay,
  shared: Shared,
): TemplateResult {
  return html`<section class="feed__day" aria-labelledby="day-${dayId(key)}">
    <h4 class="feed__date" id="day-${dayId(key)}">${dayName(at, host, shared.now)}</h4>
    <ol role="list" class="feed__events">
      ${repeat(
        events,
        ({ id }) => id,
        (event) => renderRow(host, model, actions, event, shared),
      )}
    </ol>
  </section>`;
}

function isHelpedBySignIn(event: ListedEvent, host: ViewHost, model: FeedModel): boolean {
  const step = event.needsYou ? stepOf(event, host.labels) : undefined;
  return step?.kind === 'sign_in' && !model.signIn.isGone(step.connectionId);
}

/** Of a day that is drawn again, only the rows that are different. */
function renderRow(
  host: ViewHost,
  model: FeedModel,
  actions: EventActions,
  event: ListedEvent,
  { now, today, canLead, mayConnect, mayExport, first }: Shared,
): unknown {
  const isUnread = model.isUnread(event);
  const retry = actions.retryOf(event);
  const { connectionId } = event;
  const isGone = connectionId !== null && model.signIn.isGone(connectionId);
  const isToken = connectionId !== null && model.signIn.isToken(connectionId);
  const { copied, labels } = host;
  const isNew = model.arrived.has(event.id);
  const isFirst = event.id === first;
  const parts = { isUnread, isNew, retry, mayConnect, mayExport, isGone, isToken, isFirst, canLead, now };
  return guard(
    [event, isUnread, retry, mayConnect, mayExport, isGone, isToken, isFirst, canLead, today, copied, labels],
    (): TemplateResult => renderEvent(host, actions, event, parts),
  );
}

const dayId = (key: string): string => key.replaceAll(/\W+/g, '-');
