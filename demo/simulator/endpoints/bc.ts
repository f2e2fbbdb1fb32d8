import { grantOf, type ApiCall, type Route } from '../call.ts';
import { TikTokFailure } from '../envelope.ts';
import type { JsonValue } from '../exact-json.ts';
import {
  badArgument,
  oneOf,
  optionalObject,
  optionalText,
  paginate,
  requiredId,
  requiredText,
  wholeNumber,
} from '../input.ts';
import type { TikTokUser } from '../world.ts';

const ASSET_TYPES = [
  'ADVERTISER',
  'CATALOG',
  'PIXEL',
  'LEAD',
  'TIKTOK_SHOP',
  'STOREFRONT',
  'TT_ACCOUNT',
  'DOMAIN',
  'MANAGED_BUSINESS_ACCOUNT',
] as const;
const MAX_PAGE = 1_000_000;
const MAX_PAGE_SIZE = 50;

function businessCenters(call: ApiCall): JsonValue {
  const { user } = grantOf(call);
  const wanted = call.args['bc_id'] === undefined ? null : requiredId(call.args, 'bc_id');
  const page = wholeNumber(call.args, 'page', 1, 1, MAX_PAGE);
  const pageSize = wholeNumber(call.args, 'page_size', 10, 1, MAX_PAGE_SIZE);
  const members = user.businessCenters.filter(({ bcId }) => wanted === null || bcId === wanted);
  const { list, page_info } = paginate(members, page, pageSize);
  return {
    list: list.map(({ bcId, userRole, financeRole }) => {
      const bc = call.state.world.businessCenters.get(bcId);
      return {
        bc_info: {
          bc_id: bcId,
          name: bc?.name,
          company: bc?.name,
          currency: bc?.currency,
          registered_area: bc?.registeredArea,
          status: 'ENABLE',
          timezone: bc?.timezone,
          type: bc?.type,
        },
        user_role: userRole,
        ext_user_role: { finance_role: financeRole },
      };
    }),
    page_info,
  };
}

/**
 * The assets of a Business Center with the role on each. Without a filter the role is the one of the person who
 * authorized; the list shows what that person sees in the Business Center, also ad accounts the consent left out.
 */
function assets(call: ApiCall): JsonValue {
  const { user } = grantOf(call);
  const bcId = requiredId(call.args, 'bc_id');
  requiredText(call.args, 'asset_type');
  const assetType = oneOf(call.args, 'asset_type', ASSET_TYPES, 'ADVERTISER');
  const page = wholeNumber(call.args, 'page', 1, 1, MAX_PAGE);
  const pageSize = wholeNumber(call.args, 'page_size', 10, 1, MAX_PAGE_SIZE);
  const filtering = optionalObject(call.args, 'filtering') ?? {};
  const bc = call.state.world.businessCenters.get(bcId);
  if (bc === undefined || !isMember(user, bcId))
    throw new TikTokFailure(40001, `No permission to operate Business Center ${bcId}.`);
  const member = filteredMember(call, user, bcId);
  if (assetType !== 'ADVERTISER') return paginate([], page, pageSize);

  const keyword = optionalText(filtering, 'keyword')?.toLowerCase() ?? '';
  const rows = [...member.roles].flatMap(([advertiserId, role]) => {
    const advertiser = call.state.world.advertisers.get(advertiserId);
    if (advertiser === undefined || advertiser.ownerBcId !== bcId) return [];
    if (keyword !== '' && !advertiser.name.toLowerCase().includes(keyword) && !advertiserId.includes(keyword))
      return [];
    return [
      {
        asset_type: 'ADVERTISER',
        asset_id: advertiserId,
        asset_name: advertiser.name,
        advertiser_account_type: 'AUCTION',
        advertiser_role: role,
        catalog_role: null,
        store_role: null,
        tt_account_roles: null,
        owner_bc_name: bc.name,
      },
    ];
  });
  return paginate(rows, page, pageSize);
}

function isMember(user: TikTokUser, bcId: string): boolean {
  return user.businessCenters.some((membership) => membership.bcId === bcId);
}

/** Whose roles are asked for: another member of the Business Center when the filter names one. */
function filteredMember(call: ApiCall, user: TikTokUser, bcId: string): TikTokUser {
  const filtering = optionalObject(call.args, 'filtering') ?? {};
  const userId = filtering['user_id'] === undefined ? null : requiredId(filtering, 'user_id');
  const email = optionalText(filtering, 'user_email');
  if (userId === null && email === null) return user;
  const member = call.state.world.users.find(
    (candidate) =>
      isMember(candidate, bcId) &&
      (userId === null || candidate.coreUserId === userId) &&
      (email === null || candidate.email === email),
  );
  if (member === undefined) throw badArgument('filtering: The user is not a member of the Business Center.');
  return member;
}

export const bcRoutes: readonly Route[] = [
  { method: 'GET', path: '/bc/get/', auth: 'token', inSandbox: false, handle: businessCenters },
  { method: 'GET', path: '/bc/asset/get/', auth: 'token', inSandbox: false, handle: assets },
];
