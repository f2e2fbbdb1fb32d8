import { isShared, type Audience } from '../audiences/audience.ts';
import type { ApiCall } from '../call.ts';
import { badArgument } from '../input.ts';

/** An audience that the ad account made. 40002 also stands for what cannot be seen. */
export function ownAudience(call: ApiCall, advertiserId: string, audienceId: string): Audience {
  const audience = visibleAudience(call, advertiserId, audienceId);
  if (audience.advertiserId !== advertiserId)
    throw badArgument(`custom_audience_id: Audience ${audienceId} belongs to another ad account.`);
  return audience;
}

/** The same, and not past its expiry: from then on it can only be deleted. */
export function liveAudience(call: ApiCall, advertiserId: string, audienceId: string): Audience {
  return requireLive(call, ownAudience(call, advertiserId, audienceId));
}

/** One that the ad account made, or that is shared with it. */
export function visibleAudience(call: ApiCall, advertiserId: string, audienceId: string): Audience {
  const audience = call.state.audiences.find(audienceId);
  if (audience === undefined || !(audience.advertiserId === advertiserId || audience.shares.get(advertiserId) === true))
    throw badArgument(`custom_audience_id: Audience ${audienceId} does not exist.`);
  return audience;
}

/** @throws {TikTokFailure} 40002 - the audience has expired */
export function requireLive(call: ApiCall, audience: Audience): Audience {
  if (call.state.audiences.isExpired(audience))
    throw badArgument(`Audience ${audience.audienceId} has expired and can only be deleted.`);
  return audience;
}

/** Whose audience it is, as one ad account sees it (portal page "Get audience details", the table of ownership). */
export function ownership(audience: Audience, advertiserId: string): { shared: boolean; is_creator: boolean } {
  const isCreator = audience.advertiserId === advertiserId;
  return { shared: isCreator ? isShared(audience) : true, is_creator: isCreator };
}
