import type { ActivityEvent } from '../../shared/events.ts';
import type { TabName } from '../element/open-tab.ts';
import type { Labels } from '../labels/labels.ts';

/** The one thing that can be done about an event. */
export type EventStep =
  /** TikTok Ads Manager, in a new tab. */
  | { readonly kind: 'tiktok'; readonly url: string; readonly label: string }
  | { readonly kind: 'sign_in'; readonly connectionId: string }
  | { readonly kind: 'retry'; readonly exportId: string }
  | { readonly kind: 'export'; readonly exportId: string; readonly label: string }
  | { readonly kind: 'approval'; readonly approvalId: string; readonly label: string }
  | { readonly kind: 'tab'; readonly tab: TabName; readonly label: string };

/** Codes that a new sign-in cures, and codes that another try does not change. */
const SIGN_IN_CODES: readonly string[] = ['tiktok_token_rejected', 'connection_disconnected', 'connection_read_only'];
const FINAL_CODES: readonly string[] = [
  'audience_not_found',
  'audience_expired',
  'audience_not_updatable',
  'export_expired',
  'account_not_imported',
];

/** What helps, for a person who may do everything; undefined where nothing has to be done and there is nothing to look at. */
export function stepOf(event: ActivityEvent, labels: Labels): EventStep | undefined {
  const words = labels.eventFeed;
  const { type, tiktokUrl, connectionId } = event;
  const atTikTok = (label: string): EventStep | undefined =>
    tiktokUrl === null ? undefined : { kind: 'tiktok', url: tiktokUrl, label };
  const signIn: EventStep | undefined = connectionId === null ? undefined : { kind: 'sign_in', connectionId };
  switch (type) {
    case 'ad.disapproved':
    case 'adgroup.disapproved':
      return atTikTok(event.needsYou ? words.edit : words.see);
    case 'account.suspended':
      return atTikTok(event.needsYou ? words.appeal : words.see);
    case 'ad.approved':
    case 'adgroup.approved':
    case 'campaign.status_changed':
    case 'account.restored':
      return atTikTok(words.see);
    case 'account.access_lost':
    case 'connection.expiring':
    case 'connection.read_only':
    case 'connection.disconnected':
      return event.needsYou ? signIn : { kind: 'tab', tab: 'accounts', label: words.openAccounts };
    case 'account.access_restored':
    case 'connection.restored':
    case 'connection.removed':
      return { kind: 'tab', tab: 'accounts', label: words.openAccounts };
    case 'export.failed': {
      const { exportId, error } = event.data;
      if (!event.needsYou || FINAL_CODES.includes(error?.code ?? ''))
        return { kind: 'export', exportId, label: words.openExport };
      if (SIGN_IN_CODES.includes(error?.code ?? '') && signIn !== undefined) return signIn;
      return { kind: 'retry', exportId };
    }
    case 'mirror.confirmation_needed':
      return {
        kind: 'export',
        exportId: event.data.exportId,
        label: event.needsYou ? words.review : words.openExport,
      };
    case 'export.started':
    case 'export.completed':
    case 'export.cancelled':
      return { kind: 'export', exportId: event.data.exportId, label: words.openExport };
    case 'audience.ready':
      // Where an export made it, that one tells what was sent and what was left out.
      if (event.data.exportId !== null)
        return { kind: 'export', exportId: event.data.exportId, label: words.openExport };
      return { kind: 'tab', tab: 'audiences', label: words.openAudiences };
    case 'approval.requested':
    case 'approval.decided':
      return {
        kind: 'approval',
        approvalId: event.data.approvalId,
        label: event.needsYou ? words.reviewCall : words.openControls,
      };
    case 'audience.expiring':
      return { kind: 'tab', tab: 'audiences', label: words.openAudiences };
    default:
      return atTikTok(words.see);
  }
}
