import type { AudienceDetails } from '../../shared/audiences.ts';
import type { Actor, Deps } from '../deps.ts';
import { requirePermission } from '../sessions/index.ts';
import { type AudiencePlace, atTikTok, requireAudience } from './at-tiktok.ts';
import { toDetails } from './audience-view.ts';

/**
 * One audience as TikTok has it now, with what this workspace did to it.
 *
 * @throws {AppError} permission_denied, account_not_imported, audience_not_found, connection_disconnected, and TikTok's failures
 */
export async function getAudience(deps: Deps, actor: Actor, place: AudiencePlace): Promise<AudienceDetails> {
  requirePermission(actor, 'read');
  const { workspaceId } = actor;
  const audience = await atTikTok(deps, workspaceId, place.advertiserId, 'read', (grant) =>
    requireAudience(deps, grant, place),
  );
  return toDetails(deps, workspaceId, place.advertiserId, audience);
}
