import type { NotImportableReason } from '../../shared/connections.ts';
import type { Environment } from '../../shared/fields.ts';
import type { GrantedAdvertiserRecord } from '../store/connections.ts';
import { ENABLED_STATUS, SUSPENDED_STATUSES } from '../tiktok/index.ts';

/**
 * Why an ad account cannot be imported, or null when it can. In production TikTok tells the status of every account the
 * grant reaches, so one without a status is out of reach; the sandbox never tells.
 */
export function notImportableReason(
  advertiser: Pick<GrantedAdvertiserRecord, 'status' | 'role'>,
  environment: Environment,
): Exclude<NotImportableReason, 'already_imported'> | null {
  const { status, role } = advertiser;
  if (status === null && environment === 'production') return 'no_access';
  if (status !== null && SUSPENDED_STATUSES.includes(status)) return 'suspended';
  if (status !== null && status !== ENABLED_STATUS) return 'not_approved';
  // ANALYST may only read: an audience could never be sent.
  return role === 'ANALYST' ? 'analyst' : null;
}
