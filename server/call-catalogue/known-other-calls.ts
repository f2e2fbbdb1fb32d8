import { fixed, fixedSpending, type KnownCall } from './known-call.ts';

type Calls = Readonly<Record<string, KnownCall>>;

const CREATE = fixed('create');
const UPDATE = fixed('update');
/** An ad account's own budget, over its campaigns: it can only hold them back. */
const UPDATE_WITH_BUDGET: KnownCall = { does: 'update_entity', movesBudgets: false };
const REMOVE = fixed('remove');
const UPLOAD = fixed('upload');
const AUDIENCE = fixed('audience_write');

export const creative: Calls = {
  '/file/image/ad/upload/': UPLOAD,
  '/file/image/ad/update/': UPDATE,
  '/file/video/ad/upload/': UPLOAD,
  '/file/video/ad/update/': UPDATE,
  '/file/music/upload/': UPLOAD,
  '/file/temporarily/upload/': UPLOAD,
  '/file/start/upload/': UPLOAD,
  '/file/transfer/upload/': UPLOAD,
  '/file/finish/upload/': UPLOAD,
  '/playable/upload/': UPLOAD,
  '/playable/save/': CREATE,
  '/playable/delete/': REMOVE,
  '/creative/asset/delete/': REMOVE,
  '/creative/asset/share/': UPDATE,
  '/creative/image/edit/': CREATE,
  '/creative/portfolio/create/': CREATE,
  '/creative/portfolio/delete/': REMOVE,
  '/creative/shareable_link/create/': CREATE,
  '/identity/create/': CREATE,
  '/identity/delete/': REMOVE,
  '/tt_video/authorize/': CREATE,
  '/tt_video/unbind/': REMOVE,
  '/video/fix/task/create/': CREATE,
};

/** Whatever changes who is in an audience, what it is, or who may use it: one action, so that one rule covers people's data. */
export const audience: Calls = {
  '/dmp/custom_audience/file/upload/': AUDIENCE,
  '/dmp/custom_audience/create/': AUDIENCE,
  '/dmp/custom_audience/update/': AUDIENCE,
  '/dmp/custom_audience/delete/': AUDIENCE,
  // Changes ad groups too.
  '/dmp/custom_audience/apply/': fixed('audience_write', 'update'),
  '/dmp/custom_audience/share/': AUDIENCE,
  '/dmp/custom_audience/share/cancel/': AUDIENCE,
  '/dmp/custom_audience/lookalike/create/': AUDIENCE,
  '/dmp/custom_audience/lookalike/update/': AUDIENCE,
  '/dmp/custom_audience/lookalike/delete/': AUDIENCE,
  '/dmp/custom_audience/rule/create/': AUDIENCE,
  '/dmp/saved_audience/create/': AUDIENCE,
  '/dmp/saved_audience/delete/': AUDIENCE,
  '/segment/audience/': AUDIENCE,
  '/segment/mapping/': AUDIENCE,
};

export const businessCenter: Calls = {
  '/bc/advertiser/create/': CREATE,
  '/bc/advertiser/update/': UPDATE_WITH_BUDGET,
  '/bc/advertiser/disable/': fixed('pause'),
  '/bc/advertiser/unionpay_info/submit/': UPDATE,
  '/bc/asset/admin/delete/': REMOVE,
  '/bc/asset/assign/': UPDATE,
  '/bc/asset/unassign/': UPDATE,
  '/bc/asset/advertiser/assign/': UPDATE,
  '/bc/asset/advertiser/unassign/': UPDATE,
  '/bc/asset/group/create/': CREATE,
  '/bc/asset/group/update/': UPDATE,
  '/bc/asset/group/delete/': REMOVE,
  '/bc/asset_group/create/': CREATE,
  '/bc/asset_group/update/': UPDATE,
  '/bc/asset_group/delete/': REMOVE,
  '/bc/billing_group/create/': CREATE,
  '/bc/billing_group/update/': UPDATE,
  '/bc/image/upload/': UPLOAD,
  '/bc/member/invite/': CREATE,
  '/bc/member/update/': UPDATE,
  '/bc/member/delete/': REMOVE,
  '/bc/oa/create/': CREATE,
  '/bc/partner/add/': CREATE,
  '/bc/partner/delete/': REMOVE,
  '/bc/partner/asset/delete/': REMOVE,
  '/bc/pixel/link/update/': UPDATE,
  '/bc/pixel/transfer/': UPDATE,
  // Moves money between accounts: no budget of a campaign, and yet nobody who says "ask about budgets" means to leave it out.
  '/bc/transfer/': fixed('update', 'budget_change'),
  '/payment_portfolio/create/': CREATE,
  '/payment_portfolio/advertiser/update/': UPDATE,
  '/payment_portfolio/credit_line/update/': fixed('update', 'budget_change'),
};

export const others: Calls = {
  '/advertiser/update/': UPDATE_WITH_BUDGET,
  '/term/confirm/': UPDATE,
  '/pangle_block_list/update/': UPDATE,
  '/tiktok_inventory_filters/update/': UPDATE,

  '/catalog/capitalize/': UPDATE,
  '/catalog/create/': CREATE,
  '/catalog/update/': UPDATE,
  '/catalog/delete/': REMOVE,
  '/catalog/eventsource/bind/': UPDATE,
  '/catalog/eventsource/unbind/': UPDATE,
  '/catalog/feed/create/': CREATE,
  '/catalog/feed/update/': UPDATE,
  '/catalog/feed/switch/': UPDATE,
  '/catalog/feed/delete/': REMOVE,
  '/catalog/product/file/': UPLOAD,
  '/catalog/product/upload/': UPLOAD,
  '/catalog/product/update/': UPDATE,
  '/catalog/product/delete/': REMOVE,
  '/catalog/set/create/': CREATE,
  '/catalog/set/update/': UPDATE,
  '/catalog/set/delete/': REMOVE,
  '/catalog/video/file/': UPLOAD,
  '/catalog/video/delete/': REMOVE,
  '/eventsource/bind/': UPDATE,
  '/eventsource/unbind/': UPDATE,

  '/app/create/': CREATE,
  '/app/update/': UPDATE,
  '/custom_conversion/create/': CREATE,
  '/custom_conversion/update/': UPDATE,
  '/custom_conversion/delete/': REMOVE,
  // What people did on the host's pages: it becomes part of measurement and of website audiences.
  '/event/track/': CREATE,
  '/pixel/track/': CREATE,
  '/pixel/batch/': CREATE,
  '/offline/create/': CREATE,
  '/offline/update/': UPDATE,
  '/offline/delete/': REMOVE,
  '/pixel/create/': CREATE,
  '/pixel/update/': UPDATE,
  '/pixel/event/create/': CREATE,
  '/pixel/event/update/': UPDATE,
  '/pixel/event/delete/': REMOVE,

  '/page/lead/mock/create/': CREATE,
  '/page/library/transfer/': UPDATE,

  // A rule starts, stops and funds campaigns later, when nobody is asked any more: so whoever makes it is asked about all of that now.
  '/optimizer/rule/create/': fixedSpending('create', 'pause', 'resume', 'budget_change'),
  '/optimizer/rule/update/': fixedSpending('update', 'pause', 'resume', 'budget_change'),
  '/optimizer/rule/update/status/': fixedSpending('update', 'pause', 'resume', 'remove', 'budget_change'),
  '/optimizer/rule/batch_bind/': fixedSpending('update', 'pause', 'resume', 'budget_change'),

  '/comment/post/': CREATE,
  '/comment/delete/': REMOVE,
  '/comment/status/update/': UPDATE,
  '/blockedword/create/': CREATE,
  '/blockedword/update/': UPDATE,
  '/blockedword/delete/': REMOVE,
};
