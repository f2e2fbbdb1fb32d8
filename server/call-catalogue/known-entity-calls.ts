import { fixed, fixedSpending, type KnownCall } from './known-call.ts';

// Campaigns and ad groups hold the budgets. An ad holds none: it runs within its ad group's, which counts already.
const CREATE: KnownCall = { does: 'create_entity', movesBudgets: true };
const UPDATE: KnownCall = { does: 'update_entity', movesBudgets: true };
const STATUS: KnownCall = { does: 'set_status', movesBudgets: true };
// No operation_status is known of these: what they make runs at once, and one that says DISABLE may say it to nobody.
const CREATE_RUNNING = fixedSpending('create', 'resume');
const CREATE_AD: KnownCall = { does: 'create_entity', movesBudgets: false };
const UPDATE_AD: KnownCall = { does: 'update_entity', movesBudgets: false };
const AD_STATUS: KnownCall = { does: 'set_status', movesBudgets: false };

export const campaign: Readonly<Record<string, KnownCall>> = {
  '/campaign/create/': CREATE,
  '/campaign/update/': UPDATE,
  '/campaign/status/update/': STATUS,
  '/campaign/copy/task/create/': CREATE,
  // A campaign, an ad group with its budget and an ad, in one call among those of accounts' own posts.
  '/business/spark_ad/create/': CREATE_RUNNING,
  '/campaign/gmv_max/create/': CREATE_RUNNING,
  '/campaign/gmv_max/update/': UPDATE,
  '/campaign/gmv_max/creative/update/': fixed('update'),
  // A session is a day's or an event's own budget beside the campaign's; there is no operation_status to say "not yet".
  '/campaign/gmv_max/session/create/': fixedSpending('update', 'budget_change'),
  '/campaign/gmv_max/session/update/': fixedSpending('update', 'budget_change'),
  '/campaign/gmv_max/session/delete/': fixed('update', 'budget_change'),
  '/gmv_max/session/create/': fixedSpending('update', 'budget_change'),
  '/gmv_max/session/update/': fixedSpending('update', 'budget_change'),
  '/gmv_max/session/delete/': fixed('update', 'budget_change'),
  '/gmv_max/exclusive_authorization/create/': fixed('create'),
  '/gmv_max/creation/custom_anchor_video_list/create/': fixed('create'),
  '/gmv_max/creation/custom_anchor_video_list/delete/': fixed('remove'),
};

export const adgroup: Readonly<Record<string, KnownCall>> = {
  '/adgroup/create/': CREATE,
  '/adgroup/update/': UPDATE,
  '/adgroup/status/update/': STATUS,
  '/adgroup/budget/update/': fixedSpending('update', 'budget_change'),
  '/adgroup/appeal/': fixed('update'),
  // Reach & Frequency books its budget when it is made.
  '/adgroup/rf/create/': CREATE_RUNNING,
  '/adgroup/rf/update/': UPDATE,
  '/rf/order/cancel/': fixed('remove'),
  '/search_ad/negative_keyword/add/': fixed('update'),
  '/search_ad/negative_keyword/update/': fixed('update'),
  '/search_ad/negative_keyword/delete/': fixed('update'),
};

export const ad: Readonly<Record<string, KnownCall>> = {
  '/ad/create/': CREATE_AD,
  '/ad/update/': UPDATE_AD,
  '/ad/status/update/': AD_STATUS,
  '/ad/aco/create/': fixed('create', 'resume'),
  '/ad/aco/update/': UPDATE_AD,
  '/ad/aco/material_status/update/': AD_STATUS,
};

export const smartPlus: Readonly<Record<string, KnownCall>> = {
  '/smart_plus/campaign/create/': CREATE,
  '/smart_plus/campaign/update/': UPDATE,
  '/smart_plus/campaign/status/update/': STATUS,
  '/smart_plus/campaign/copy/task/create/': CREATE,
  '/smart_plus/adgroup/create/': CREATE,
  '/smart_plus/adgroup/update/': UPDATE,
  '/smart_plus/adgroup/status/update/': STATUS,
  '/smart_plus/adgroup/budget/update/': fixedSpending('update', 'budget_change'),
  '/smart_plus/ad/create/': CREATE_AD,
  '/smart_plus/ad/update/': UPDATE_AD,
  '/smart_plus/ad/status/update/': AD_STATUS,
  '/smart_plus/ad/material_status/update/': AD_STATUS,
  '/smart_plus/ad/appeal/': fixed('update'),
  // The older spelling of some of the same.
  '/smartplus/adgroup/update/': UPDATE,
  '/smartplus/campaign/status/update/': STATUS,
  '/campaign/spc/create/': CREATE_RUNNING,
  '/campaign/spc/update/': UPDATE,
};

export const splitTest: Readonly<Record<string, KnownCall>> = {
  // The test's budget overwrites the ad groups' own, and they run in its time: whether paused ones too, no page says [unverified].
  '/split_test/create/': fixedSpending('create', 'budget_change', 'resume'),
  '/split_test/update/': fixedSpending('update'),
  // Ending a test of ad groups pauses them.
  '/split_test/end/': fixed('update', 'pause'),
  // Promoting doubles the winner's budget and pauses the loser.
  '/split_test/promote/': fixedSpending('update', 'budget_change', 'pause', 'resume'),
};
