import { html, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ListedEvent } from '../../shared/events.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { byDay, dayName } from './days.ts';
import type { EventActions } from './event-actions.ts';
import type { FeedModel } from './feed-model.ts';
import { renderEvent } from './render-event.ts';

/**
 * The events under their days: lists with headings, which everybody can move through by the usual keys. `role="feed"` is for lists that
 * load by themselves while one reads on; it takes Page Up and Page Down away, and this one has a button.
 */
export function renderDays(host: ViewHost, model: FeedModel, actions: EventActions): unknown {
  const now = Date.now();
  const today = new Date(now).toDateString();
  const canLead = actions.canLead;
  return repeat(
    byDay(model.list.items),
    ({ key }) => key,
    ({ key, at, events }) => html`<section class="feed__day" aria-labelledby="day-${dayId(key)}">
      <h4 class="feed__date" id="day-${dayId(key)}">${dayName(at, host, now)}</h4>
      <ol role="list" class="feed__events">
        ${repeat(
          events,
          ({ id }) => id,
          (event) => renderRow(host, model, actions, event, { now, today, canLead }),
        )}
      </ol>
    </section>`,
  );
}

/** Thousands of events are drawn again only where something about them is different. */
function renderRow(
  host: ViewHost,
  model: FeedModel,
  actions: EventActions,
  event: ListedEvent,
  { now, today, canLead }: { now: number; today: string; canLead: boolean },
): unknown {
  const isUnread = model.isUnread(event);
  const retry = actions.retryOf(event);
  const mayConnect = model.may('connect');
  const mayExport = model.may('export');
  const { connectionId } = event;
  const isGone = connectionId !== null && model.signIn.isGone(connectionId);
  const isToken = connectionId !== null && model.signIn.isToken(connectionId);
  const { copied, labels } = host;
  const isNew = model.arrived.has(event.id);
  const parts = { isUnread, isNew, retry, mayConnect, mayExport, isGone, isToken, canLead, now };
  return guard(
    [event, isUnread, retry, mayConnect, mayExport, isGone, isToken, canLead, today, copied, labels],
    (): TemplateResult => renderEvent(host, actions, event, parts),
  );
}

const dayId = (key: string): string => key.replaceAll(/\W+/g, '-');
