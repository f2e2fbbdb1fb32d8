import { html, nothing, type TemplateResult } from 'lit';
import { APPROVAL_COUNT_EVENT, type ApprovalCountEvent } from '../element/approval-count.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { TabCount } from './tab-count.ts';

/** How many calls wait for a decision. The controls tell it while they are open. */
export function approvalCount(host: ViewHost): TabCount {
  return new TabCount(host, {
    event: APPROVAL_COUNT_EVENT,
    told: (event) => (event as ApprovalCountEvent).detail.pendingCount,
    read: async (client) => (await client.call('listApprovals', { query: { limit: 1 } })).pendingCount,
    isNews: (message) =>
      message.kind === 'event' ? message.event.type.startsWith('approval.') : message.kind === 'reset',
  });
}

/** The number on the tab of the controls. */
export function renderApprovalCount({ labels }: ViewHost, { count, text }: TabCount): TemplateResult | typeof nothing {
  if (text === '') return nothing;
  return html` <span class="tab__waits"><span aria-hidden="true">${text}</span><span class="visually-hidden">${labels.settings.callsWait(count)}</span></span>`;
}
