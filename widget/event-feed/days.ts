import type { ListedEvent } from '../../shared/events.ts';
import type { Format } from '../element/format.ts';
import type { Labels } from '../labels/labels.ts';

export interface FeedDay {
  /** Of the first event of that day: the day's name for the list. */
  readonly key: string;
  readonly at: string;
  readonly events: readonly ListedEvent[];
}

const dayKey = (iso: string): string => new Date(iso).toDateString();
/** Of thousands of events, most are asked for at each drawing. */
const dayOf = new WeakMap<ListedEvent, string>();

function keyOf(event: ListedEvent): string {
  let key = dayOf.get(event);
  if (key === undefined) dayOf.set(event, (key = dayKey(event.createdAt)));
  return key;
}

/**
 * Events under the day on which they were written down, which is the order of the list. Neighbours of one day stand together even
 * where a clock was put right in between.
 *
 * @param before as it was drawn last: a day with the very same events is the very same day
 */
export function byDay(events: readonly ListedEvent[], before: readonly FeedDay[] = []): FeedDay[] {
  const days: { key: string; at: string; events: ListedEvent[] }[] = [];
  for (const event of events) {
    const key = keyOf(event);
    const last = days.at(-1);
    if (last?.key === key) last.events.push(event);
    else days.push({ key, at: event.createdAt, events: [event] });
  }
  const known = new Map(before.map((day) => [day.key, day]));
  return days.map((day) => {
    const drawn = known.get(day.key);
    const isSame =
      drawn?.events.length === day.events.length && day.events.every((event, index) => event === drawn.events[index]);
    return isSame ? drawn : day;
  });
}

/** "Today, 12 March", "Yesterday", "Tuesday 10 March". @param now milliseconds */
export function dayName(iso: string, { format, labels }: { format: Format; labels: Labels }, now: number): string {
  const words = labels.eventFeed;
  if (dayKey(iso) === new Date(now).toDateString()) return words.today(format.day(iso, false));
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  return dayKey(iso) === yesterday.toDateString() ? words.yesterday : format.day(iso);
}

/** When it happened: the time, and the date where that was another day than the one it stands under. */
export function happenedAt({ occurredAt, createdAt }: ListedEvent, format: Format): string {
  const time = format.time(occurredAt);
  return dayKey(occurredAt) === dayKey(createdAt) ? time : format.moment(occurredAt);
}

/** "at 14:40" today, "on 9 Mar, 14:40" on another day. @param now milliseconds */
export function whenSettled(iso: string, { format, labels }: { format: Format; labels: Labels }, now: number): string {
  const words = labels.eventFeed;
  const time = format.time(iso);
  return dayKey(iso) === new Date(now).toDateString() ? words.at(time) : words.on(format.moment(iso));
}

/** Milliseconds to the next midnight of this place, when headings read differently. @param now milliseconds */
export function toMidnight(now: number): number {
  const next = new Date(now);
  next.setHours(24, 0, 0, 0);
  return Math.max(1000, next.getTime() - now);
}
