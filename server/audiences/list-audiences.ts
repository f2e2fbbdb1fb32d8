import type { Audience } from '../../shared/audiences.ts';
import { DEFAULT_PAGE_LIMIT, type Page, type PageQuery } from '../../shared/page.ts';
import { requireAdAccount } from '../accounts/index.ts';
import { withGrant } from '../connections/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { badCursor, decodeCursor, encodeCursor, toInstant } from '../http/index.ts';
import { requirePermission } from '../sessions/index.ts';
import type { ExportRecord } from '../store/exports.ts';
import { CUSTOMER_FILE_AUDIENCE, type CustomAudience, listAudiencePage, TikTokApiError } from '../tiktok/index.ts';
import { toAudienceError } from './audience-error.ts';

/** `page_size` of /dmp/custom_audience/list/. */
const MAX_TIKTOK_PAGE = 100;

/**
 * One page of TikTok's custom audiences of an ad account, each with what was exported to it from this workspace. A page is one
 * of TikTok's, so it holds 100 at most whatever `limit` says.
 *
 * @throws {AppError} permission_denied, invalid_request, account_not_imported, connection_disconnected, and TikTok's failures
 */
export async function listAudiences(
  deps: Deps,
  actor: Actor,
  query: PageQuery & { advertiserId: string },
): Promise<Page<Audience>> {
  requirePermission(actor, 'read');
  const { workspaceId } = actor;
  const { advertiserId } = query;
  const { connectionId } = await requireAdAccount(deps, workspaceId, advertiserId);
  const { page, pageSize } = placeOf(query);
  const answer = await withGrant(deps, workspaceId, connectionId, 'read', (grant) =>
    listAudiencePage(deps.tiktok, grant, { advertiserId, page, pageSize }),
  ).catch((error: unknown) => {
    throw error instanceof TikTokApiError ? toAudienceError(error) : error;
  });
  const exported = await deps.store.workspace(workspaceId).exports.listByAudiences(
    advertiserId,
    answer.audiences.map(({ customAudienceId }) => customAudienceId),
  );
  const history = groupByAudience(exported);
  return {
    items: answer.audiences.map((audience) => toAudience(audience, history.get(audience.customAudienceId) ?? [])),
    nextCursor: page < answer.totalPages ? encodeCursor(`${pageSize}:${page + 1}`) : null,
  };
}

function placeOf({ cursor, limit }: PageQuery): { page: number; pageSize: number } {
  if (cursor === undefined) return { page: 1, pageSize: Math.min(limit ?? DEFAULT_PAGE_LIMIT, MAX_TIKTOK_PAGE) };
  // The page size travels in the cursor: with another one TikTok's page numbers would mean other audiences.
  const match = /^(\d{1,3}):(\d{1,6})$/.exec(decodeCursor(cursor));
  const [pageSize, page] = [Number(match?.[1]), Number(match?.[2])];
  if (match === null || pageSize < 1 || pageSize > MAX_TIKTOK_PAGE || page < 2) throw badCursor();
  return { page, pageSize };
}

function groupByAudience(records: readonly ExportRecord[]): Map<string, ExportRecord[]> {
  const groups = new Map<string, ExportRecord[]>();
  for (const record of records) {
    // One that was never started has nothing to do with the audience yet.
    if (record.customAudienceId === null || !record.timeline.some(({ state }) => state === 'uploading')) continue;
    const group = groups.get(record.customAudienceId);
    if (group === undefined) groups.set(record.customAudienceId, [record]);
    else group.push(record);
  }
  return groups;
}

function toAudience(audience: CustomAudience, exported: readonly ExportRecord[]): Audience {
  return {
    customAudienceId: audience.customAudienceId,
    name: audience.name,
    audienceType: audience.audienceType,
    calculateType: audience.calculateType,
    coverNum: audience.coverNum,
    isValid: audience.isValid,
    isExpiring: audience.isExpiring,
    createTime: audience.createTime,
    expiredTime: audience.expiredTime,
    isCreator: audience.isCreator,
    shared: false,
    delivery: audience.audienceType === CUSTOMER_FILE_AUDIENCE && audience.isCreator ? 'file' : null,
    mirrorId: null,
    updatable: audience.audienceType === CUSTOMER_FILE_AUDIENCE && audience.isCreator,
    history: exported.map((record) => ({
      exportId: record.id,
      action: 'update' in record.request.audience ? record.request.audience.update.action : 'CREATE',
      state: record.state,
      people: record.counts.ready,
      createdBy: record.createdBy,
      createdAt: toInstant(record.createdAt),
    })),
  };
}
