/** Sharing audiences inside a Business Center (portal pages "Share audiences", "Get the sharing log of an audience"). */
import { advertiserFor, grantOf, noPermission, type ApiCall, type Route } from '../call.ts';
import type { JsonValue } from '../exact-json.ts';
import { badArgument, requiredId, requiredIdList } from '../input.ts';
import { liveAudience, ownAudience } from './audience-access.ts';

const MAX_IDS = 10;

/** All or none: whatever is wrong with one of them leaves every audience as it is. */
function share(call: ApiCall): JsonValue {
  const owner = advertiserFor(call, 'write');
  const audienceIds = requiredIdList(call.args, 'custom_audience_ids', MAX_IDS);
  const receiverIds = requiredIdList(call.args, 'shared_advertiser_ids', MAX_IDS);
  for (const receiverId of receiverIds) {
    const receiver = call.state.world.advertisers.get(receiverId);
    const role = grantOf(call).user.roles.get(receiverId);
    if (receiver === undefined || role === undefined || role === 'ANALYST') throw noPermission(receiverId);
    if (receiverId === owner.advertiserId)
      throw badArgument('shared_advertiser_ids: The ad account has the audience already.');
    if (owner.ownerBcId === null || receiver.ownerBcId !== owner.ownerBcId)
      throw badArgument(`shared_advertiser_ids: ${receiverId} is not in the same Business Center.`);
  }
  const audiences = audienceIds.map((audienceId) => liveAudience(call, owner.advertiserId, audienceId));
  for (const audience of audiences) for (const receiverId of receiverIds) audience.shares.set(receiverId, true);
  return {};
}

function cancel(call: ApiCall): JsonValue {
  const { advertiserId } = advertiserFor(call, 'write');
  const audience = liveAudience(call, advertiserId, requiredId(call.args, 'custom_audience_id'));
  const receiverId = requiredId(call.args, 'shared_advertiser_id');
  if (audience.shares.get(receiverId) !== true)
    throw badArgument(`shared_advertiser_id: The audience is not shared with ${receiverId}.`);
  audience.shares.set(receiverId, false);
  return {};
}

/** Everybody it was ever shared with. The two words of `status` are ours [unverified]. */
function log(call: ApiCall): JsonValue {
  const { advertiserId } = advertiserFor(call, 'read');
  const audience = ownAudience(call, advertiserId, requiredId(call.args, 'custom_audience_id'));
  return {
    list: [...audience.shares].map(([receiverId, isShared]) => ({
      custom_audience_id: audience.audienceId,
      shared_advertiser_id: receiverId,
      shared_advertiser_name: call.state.world.advertisers.get(receiverId)?.name,
      status: isShared ? 'SHARED' : 'CANCELLED',
    })),
  };
}

const BASE_PATH = '/dmp/custom_audience/share';

export const audienceShareRoutes: readonly Route[] = [
  { method: 'POST', path: `${BASE_PATH}/`, auth: 'token', inSandbox: false, permission: '3', handle: share },
  { method: 'POST', path: `${BASE_PATH}/cancel/`, auth: 'token', inSandbox: false, permission: '3', handle: cancel },
  { method: 'GET', path: `${BASE_PATH}/log/`, auth: 'token', inSandbox: false, permission: '3', handle: log },
];
