import type { GrantedAdvertiser, NotImportableReason } from '../../shared/connections.ts';
import type { IconName } from '../element/icons.ts';
import type { Labels } from '../labels/labels.ts';

const MARKS: Readonly<Record<NotImportableReason, IconName>> = {
  analyst: 'eye',
  suspended: 'ban',
  not_approved: 'clock',
  no_access: 'lock',
  already_imported: 'ok',
};

/** Why an ad account cannot be imported, and what would change that; undefined for one that can be. */
export function whyNot(account: GrantedAdvertiser, labels: Labels): { mark: IconName; text: string } | undefined {
  if (account.importable) return undefined;
  const { reasons, statusReasons } = labels.connectButton;
  const reason = account.reason ?? 'no_access';
  const isOfStatus = reason === 'not_approved' || reason === 'suspended';
  const exact = isOfStatus ? statusReasons[account.status ?? ''] : undefined;
  return { mark: MARKS[reason], text: exact ?? reasons[reason] };
}
