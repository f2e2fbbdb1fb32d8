import { noPermission, reachableAdvertiser, type ApiCall, type Route } from '../call.ts';
import type { JsonValue } from '../exact-json.ts';
import { badArgument, optionalTextList, requiredIdList } from '../input.ts';
import type { Advertiser } from '../world.ts';

const MAX_IDS = 100;

/** Each field of an ad account (portal page "Get ad account details"); undefined leaves it out. */
const FIELD_READERS: Readonly<Record<string, (advertiser: Advertiser) => JsonValue>> = {
  advertiser_id: (advertiser) => advertiser.advertiserId,
  name: (advertiser) => advertiser.name,
  status: (advertiser) => advertiser.status,
  role: () => 'ROLE_ADVERTISER',
  rejection_reason: (advertiser) => advertiser.rejectionReason,
  timezone: (advertiser) => advertiser.timezone,
  display_timezone: (advertiser) => advertiser.displayTimezone,
  currency: (advertiser) => advertiser.currency,
  country: (advertiser) => advertiser.country,
  language: (advertiser) => advertiser.language,
  company: (advertiser) => advertiser.name,
  industry: () => '290101',
  address: () => '',
  description: () => '',
  advertiser_account_type: () => 'AUCTION',
  contacter: () => 'M***',
  email: () => 'm****@*******',
  cellphone_number: () => '+*********00',
  telephone_number: () => '',
  license_no: () => '',
  license_url: () => null,
  balance: (advertiser) => advertiser.balance,
  create_time: (advertiser) => advertiser.createdAtSeconds,
  owner_bc_id: (advertiser) => advertiser.ownerBcId ?? undefined,
  can_use_custom_identity: () => true,
  ads_only_mode: () => false,
};

const ALONE_FIELD = 'company_name_editable';

function advertiserInfo(call: ApiCall): JsonValue {
  const advertiserIds = requiredIdList(call.args, 'advertiser_ids', MAX_IDS);
  const fields = optionalTextList(call.args, 'fields') ?? Object.keys(FIELD_READERS);
  const unknown = fields.find((field) => field !== ALONE_FIELD && !Object.hasOwn(FIELD_READERS, field));
  if (unknown !== undefined) throw badArgument(`fields: Invalid field ${unknown}.`);

  const advertisers = advertiserIds.map((advertiserId) => {
    const advertiser = reachableAdvertiser(call, advertiserId);
    if (advertiser === undefined) throw noPermission(advertiserId);
    return advertiser;
  });
  return { list: advertisers.map((advertiser) => project(advertiser, fields)) };
}

function project(advertiser: Advertiser, fields: readonly string[]): JsonValue {
  if (fields.includes(ALONE_FIELD)) return { advertiser_id: advertiser.advertiserId, [ALONE_FIELD]: true };
  return Object.fromEntries(fields.map((field) => [field, FIELD_READERS[field]?.(advertiser)]));
}

export const advertiserRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/advertiser/info/',
    auth: 'token',
    inSandbox: false,
    permission: '1',
    handle: advertiserInfo,
  },
];
