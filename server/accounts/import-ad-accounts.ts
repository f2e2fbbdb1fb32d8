import type { AdAccount, ImportAdAccounts } from '../../shared/ad-accounts.ts';
import type { NotImportableReason } from '../../shared/connections.ts';
import { tellAccess } from '../account-news/index.ts';
import { writeAudit } from '../audit/index.ts';
import { ensureFresh, findConnection, notImportableReason, USABLE_STATES, withGrant } from '../connections/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError, type FieldError } from '../errors.ts';
import { requirePermission } from '../sessions/index.ts';
import type { AdAccountRecord, GrantedAdvertiserRecord } from '../store/connections.ts';
import { toAdAccount } from './view.ts';

const WHY_NOT: Readonly<Record<Exclude<NotImportableReason, 'already_imported'>, string>> = {
  analyst:
    'the person who signed in is an analyst there, a role that only reads. An admin of the ad account can make them an operator in TikTok',
  suspended: 'TikTok has suspended it. TikTok Ads Manager shows why and how to appeal',
  not_approved: 'TikTok has not approved it yet',
  no_access: 'the sign-in does not reach it',
};

/**
 * Imports ad accounts of a connection into the workspace: all of them, or none when one cannot be. One that is imported
 * already stays as it is, or moves over from the connection it hung on before.
 *
 * @throws {AppError} account_not_importable - with the path and the reason of each
 * @throws {AppError} not_found, connection_disconnected - about the connection
 * @throws {TikTokApiError} what the connection reaches had to be read again, and could not be
 */
export async function importAdAccounts(
  deps: Deps,
  actor: Actor,
  input: ImportAdAccounts,
): Promise<{ items: AdAccount[] }> {
  requirePermission(actor, 'connect');
  const { workspaceId } = actor;
  const { connectionId } = input;
  const { adAccounts, connections } = deps.store.workspace(workspaceId);
  const connection = await findConnection(deps, workspaceId, connectionId);
  await withGrant(deps, workspaceId, connectionId, 'read', async () => undefined);
  await ensureFresh(deps, workspaceId, connectionId);

  const granted = new Map(
    (await connections.getAdvertisers(connectionId, input.advertiserIds)).map((each) => [each.advertiserId, each]),
  );
  const current = new Map((await adAccounts.getMany(input.advertiserIds)).map((each) => [each.advertiserId, each]));
  const now = deps.clock.now();
  const records: AdAccountRecord[] = [];
  const errors: FieldError[] = [];
  for (const [index, advertiserId] of input.advertiserIds.entries()) {
    if (current.get(advertiserId)?.connectionId === connectionId) continue;
    const advertiser = granted.get(advertiserId);
    const reason = advertiser === undefined ? 'no_access' : notImportableReason(advertiser, connection.environment);
    if (advertiser === undefined || reason !== null) {
      errors.push({ path: `advertiserIds.${index}`, message: `cannot be imported: ${WHY_NOT[reason ?? 'no_access']}` });
    } else {
      records.push(toRecord(advertiser, connectionId, now));
    }
  }
  if (errors.length > 0) {
    const many = errors.length === 1 ? 'One of the ad accounts' : `${errors.length} of the ad accounts`;
    throw new AppError(
      'account_not_importable',
      `${many} cannot be imported, so none was. The errors say which and why.`,
      { errors },
    );
  }
  if (!(await adAccounts.import(records, USABLE_STATES))) throw await lostMeanwhile(deps, workspaceId, connectionId);
  await writeAudit(
    deps,
    workspaceId,
    actor,
    ...records.map(({ advertiserId }) => ({
      action: 'ad_account.imported' as const,
      subjectId: advertiserId,
      detail: { connectionId },
    })),
  );

  if (records.length > 0) await tellMoves(deps, workspaceId, connectionId, records, [...current.values()]);
  // Exports to an account that moved here may go on through this connection.
  if (records.length > 0) await deps.hooks.connectionBack(workspaceId, connectionId);

  const accounts = new Map((await adAccounts.getMany(input.advertiserIds)).map((each) => [each.advertiserId, each]));
  const items = [...new Set(input.advertiserIds)].flatMap((advertiserId) => accounts.get(advertiserId) ?? []);
  return { items: items.map(toAdAccount) };
}

/** Those that hung on another connection leave it; one that it did not reach any more is reached again. */
async function tellMoves(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  records: readonly AdAccountRecord[],
  before: readonly AdAccountRecord[],
): Promise<void> {
  const imported = new Set(records.map(({ advertiserId }) => advertiserId));
  const moved = before.filter(({ advertiserId }) => imported.has(advertiserId));
  await tellAccess(
    deps,
    workspaceId,
    moved.map((account) => ({ before: account, accessLostAt: null })),
  );
  for (const each of new Set([connectionId, ...moved.map((account) => account.connectionId)]))
    await deps.hooks.connectionChanged(workspaceId, each);
}

/** Somebody removed the connection, or TikTok refused its token, between the check and the import. */
async function lostMeanwhile(deps: Deps, workspaceId: string, connectionId: string): Promise<AppError> {
  const { stateReason } = await findConnection(deps, workspaceId, connectionId);
  return new AppError(
    'connection_disconnected',
    stateReason?.message ?? 'The connection was lost while the ad accounts were being imported. None was.',
    { tiktokRequestId: stateReason?.tiktokRequestId ?? null },
  );
}

function toRecord(advertiser: GrantedAdvertiserRecord, connectionId: string, now: number): AdAccountRecord {
  return {
    advertiserId: advertiser.advertiserId,
    connectionId,
    name: advertiser.name,
    currency: advertiser.currency,
    timezone: advertiser.timezone,
    country: advertiser.country,
    role: advertiser.role,
    tiktokStatus: advertiser.status,
    accessLostAt: null,
    statusChangedAt: null,
    importedAt: now,
    lastCheckedAt: now,
  };
}
