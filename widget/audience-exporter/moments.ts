import { html, type TemplateResult } from 'lit';
import type { ViewHost } from '../element/lazy-element.ts';

function dayOf(iso: string, now: number): 'today' | 'yesterday' | 'earlier' {
  const day = new Date(iso).toDateString();
  if (day === new Date(now).toDateString()) return 'today';
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  return day === yesterday.toDateString() ? 'yesterday' : 'earlier';
}

/** "14:32" today, "12 Mar, 14:32" on another day, as text. */
export function momentText({ format }: ViewHost, iso: string, now = Date.now()): string {
  return dayOf(iso, now) === 'today' ? format.time(iso) : format.moment(iso);
}

/** The same with the machine's form beside it. */
export function renderMoment(host: ViewHost, iso: string, now = Date.now()): TemplateResult {
  return html`<time datetime=${iso}>${momentText(host, iso, now)}</time>`;
}

/** "14:02 yesterday", for a sentence. */
export function timeOnDay({ format, labels }: ViewHost, iso: string, now = Date.now()): string {
  const day = dayOf(iso, now);
  return labels.audienceExporter.timeOnDay(format.time(iso), day === 'earlier' ? { on: format.date(iso) } : day);
}
