import type { ActivityEvent } from '../../shared/events.ts';
import type { IconName } from '../element/icons.ts';

export interface EventLook {
  readonly mark: IconName;
  readonly kind: 'danger' | 'warning' | 'ok' | 'none';
}

const MARKS: Readonly<Record<ActivityEvent['type'], IconName>> = {
  'ad.disapproved': 'stop',
  'ad.approved': 'ok',
  'adgroup.disapproved': 'stop',
  'adgroup.approved': 'ok',
  'campaign.status_changed': 'info',
  'account.suspended': 'ban',
  'account.restored': 'ok',
  'account.access_lost': 'lock',
  'account.access_restored': 'ok',
  'connection.expiring': 'clock',
  'connection.read_only': 'eye',
  'connection.disconnected': 'unlink',
  'connection.restored': 'ok',
  'connection.removed': 'unlink',
  'export.started': 'upload',
  'export.completed': 'ok',
  'export.failed': 'stop',
  'export.cancelled': 'close',
  'mirror.confirmation_needed': 'pause',
  'audience.ready': 'ok',
  'audience.expiring': 'clock',
  'approval.requested': 'pause',
  'approval.decided': 'check',
  'tiktok.unknown': 'info',
};
const KINDS = { danger: 'danger', warning: 'warning', success: 'ok', info: 'none' } as const;

/** The mark of an event's kind, so that colour is never alone; what is settled has lost its colour. */
export function eventLook({ type, severity, resolvedAt, needsYou, data }: ActivityEvent): EventLook {
  const isSettled = resolvedAt !== null && !needsYou;
  // A newer server may know types and severities that this version does not.
  const isDenied = type === 'approval.decided' && data.status === 'denied';
  return { mark: isDenied ? 'ban' : (MARKS[type] ?? 'info'), kind: isSettled ? 'none' : (KINDS[severity] ?? 'none') };
}
