import type { Audience } from '../../shared/audiences.ts';
import { DEFAULT_PAGE_LIMIT, type Page, type PageQuery } from '../../shared/page.ts';
import type { Actor, Deps } from '../deps.ts';
import { badCursor, decodeCursor, encodeCursor } from '../http/index.ts';
import { requirePermission } from '../sessions/index.ts';
import { listAudiencePage } from '../tiktok/index.ts';
import { atTikTok } from './at-tiktok.ts';
import { withHistory } from './audience-view.ts';

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
  const { page, pageSize } = placeOf(query);
  const answer = await atTikTok(deps, workspaceId, advertiserId, 'read', (grant) =>
    listAudiencePage(deps.tiktok, grant, { advertiserId, page, pageSize }),
  );
  return {
    items: await withHistory(deps, workspaceId, advertiserId, answer.audiences),
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
