import { html, nothing, type TemplateResult } from 'lit';
import { ACTIVITY_COUNTS_EVENT, type ActivityCountsEvent } from '../element/activity-counts.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { TabCount } from './tab-count.ts';

/**
 * How many events need somebody. The feed tells it while it is open.
 *
 * @param isInSight the tab with the events is open, where each of them is told by itself
 */
export function activityCount(host: ViewHost, isInSight: () => boolean): TabCount {
  return new TabCount(host, {
    event: ACTIVITY_COUNTS_EVENT,
    told: (event) => (event as ActivityCountsEvent).detail.needsYou,
    read: async (client) => (await client.call('listActivity', { query: { limit: 1 } })).counts.needsYou,
    isNews: (message) => message.kind !== 'state',
    onMore: (count) => {
      if (!isInSight()) host.announce(host.labels.settings.nowNeedYou(count));
    },
  });
}

/** The red number on the tab with the events. */
export function renderActivityCount({ labels }: ViewHost, { count, text }: TabCount): TemplateResult | typeof nothing {
  if (text === '') return nothing;
  return html` <span class="tab__alarm"><span aria-hidden="true">${text}</span><span class="visually-hidden">${labels.settings.needYou(count)}</span></span>`;
}
