/** Making and changing ads (portal pages "Create ads", "Update ads", "Update the statuses of ads"). */
import { adgroupObstacle, adObstacle, changeable } from '../campaigns/change.ts';
import { readCreative, type Creative } from '../campaigns/creative.ts';
import { MAX_ADS_PER_ADGROUP, type Ad } from '../campaigns/entities.ts';
import { isSame } from '../campaigns/extras.ts';
import { AD_FIELDS } from '../campaigns/fields.ts';
import { CREATION_STATUSES, OPERATION_STATUSES } from '../campaigns/vocabulary.ts';
import { advertiserFor, type ApiCall, type Route } from '../call.ts';
import { TikTokFailure } from '../envelope.ts';
import type { JsonValue } from '../exact-json.ts';
import {
  badArgument,
  oneOf,
  optionalBoolean,
  optionalIdList,
  requiredId,
  requiredObjects,
  requiredOneOf,
} from '../input.ts';
import type { Advertiser } from '../world.ts';
import { wholeEntity } from './entity-list.ts';

const MAX_CREATIVES = 20;
const MAX_IDS = 20;

/** All or nothing. There is no `request_id`: two calls make two ads, whatever they are called. */
function create(call: ApiCall): JsonValue {
  const { args, state } = call;
  const advertiser = advertiserFor(call, 'write');
  const { adgroups } = state.campaigns.account(advertiser.advertiserId);
  const adgroup = changeable(adgroups, requiredId(args, 'adgroup_id'), 'adgroup_id', adgroupObstacle);
  const creatives = requiredObjects(args, 'creatives', MAX_CREATIVES).map((item) => ({
    ...readCreative(item, null),
    operationStatus: oneOf(item, 'operation_status', CREATION_STATUSES, 'ENABLE'),
    origin: 'api' as const,
  }));
  const living = adgroup.ads.filter((ad) => ad.operationStatus !== 'DELETE');
  if (living.length + creatives.length > MAX_ADS_PER_ADGROUP)
    throw new TikTokFailure(40502, `An ad group can have at most ${MAX_ADS_PER_ADGROUP} ads.`);
  return answer(
    call,
    creatives.map((creative) => state.campaigns.addAd(adgroup, creative)),
    advertiser,
  );
}

function answer(call: ApiCall, ads: readonly Ad[], advertiser: Advertiser, needsAudit = true): JsonValue {
  return {
    ad_ids: ads.map(({ adId }) => adId),
    need_audit: needsAudit,
    creatives: ads.map((ad) => wholeEntity(call, AD_FIELDS, ad, advertiser)),
  };
}

/** What is not sent goes back to its default, unless `patch_update` is true. */
function update(call: ApiCall): JsonValue {
  const { args, state } = call;
  const advertiser = advertiserFor(call, 'write');
  const account = state.campaigns.account(advertiser.advertiserId);
  const adgroup = changeable(account.adgroups, requiredId(args, 'adgroup_id'), 'adgroup_id', adgroupObstacle);
  const isPatch = optionalBoolean(args, 'patch_update', false);
  const updates = requiredObjects(args, 'creatives', MAX_CREATIVES).map((item) => {
    const ad = changeable(account.ads, requiredId(item, 'ad_id'), 'ad_id', adObstacle);
    if (ad.adgroup !== adgroup)
      throw badArgument(`ad_id: Ad ${ad.adId} does not belong to ad group ${adgroup.adgroupId}.`);
    const before = creativeOf(ad);
    const after = readCreative(item, isPatch ? before : null);
    return { ad, after, isChanged: !isSame({ ...after }, { ...before }), isNameOnly: isNameOnly(before, after) };
  });
  if (updates.every(({ isChanged }) => !isChanged)) throw new TikTokFailure(40012, 'Nothing has been changed.');
  for (const { ad, after, isChanged, isNameOnly: onlyName } of updates) {
    if (!isChanged) continue;
    state.campaigns.change(ad, after);
    // A name is for the advertiser's eyes only; everything else is looked at again [inferred].
    if (!onlyName) state.campaigns.decide(ad, 'review', '');
  }
  const needsAudit = updates.some(({ isChanged, isNameOnly: onlyName }) => isChanged && !onlyName);
  return answer(
    call,
    updates.map(({ ad }) => ad),
    advertiser,
    needsAudit,
  );
}

function creativeOf({ name, text, videoId, landingPageUrl, callToAction, extras }: Ad): Creative {
  return { name, text, videoId, landingPageUrl, callToAction, extras };
}

function isNameOnly(before: Creative, after: Creative): boolean {
  return isSame({ ...before, name: '' }, { ...after, name: '' });
}

/** All or nothing. There are no ads of the older automatic kind (`aco_ad_ids`) here. */
function updateStatus(call: ApiCall): JsonValue {
  const { args, state } = call;
  const { advertiserId } = advertiserFor(call, 'write');
  const adIds = optionalIdList(args, 'ad_ids', MAX_IDS);
  const acoAdIds = optionalIdList(args, 'aco_ad_ids', MAX_IDS);
  if (adIds === null && acoAdIds === null) throw badArgument('ad_ids: Missing data for required field.');
  const status = requiredOneOf(args, 'operation_status', OPERATION_STATUSES);
  if (acoAdIds !== null) throw badArgument(`aco_ad_ids: ${acoAdIds[0]} does not exist.`);
  const account = state.campaigns.account(advertiserId);
  const ads = (adIds ?? []).map((id) => changeable(account.ads, id, 'ad_ids', adObstacle));
  for (const ad of ads) state.campaigns.setStatus(ad, status);
  return { status, ad_ids: ads.map(({ adId }) => adId), aco_ad_ids: [] };
}

const write = { method: 'POST', auth: 'token', inSandbox: true, permission: '2' } as const;

export const adWriteRoutes: readonly Route[] = [
  { ...write, path: '/ad/create/', ownLimit: 'adCreate', handle: create },
  { ...write, path: '/ad/update/', handle: update },
  { ...write, path: '/ad/status/update/', handle: updateStatus },
];
