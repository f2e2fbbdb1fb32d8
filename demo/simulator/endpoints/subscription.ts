/**
 * The Subscription API (portal page "Create a subscription"). The app's own pair authenticates; the token stands in
 * `subscription_detail` and says whose ad accounts are meant. A callback may be http here: tests listen on 127.0.0.1.
 */
import { requireOwnApp, type DeveloperApp } from '../apps.ts';
import { noPermission, type ApiCall, type Route } from '../call.ts';
import { badToken, TikTokFailure } from '../envelope.ts';
import type { JsonValue } from '../exact-json.ts';
import type { Grant } from '../grants.ts';
import {
  badArgument,
  oneOf,
  optionalText,
  optionalTextList,
  paginate,
  requiredId,
  requiredIdList,
  requiredObject,
  requiredText,
  wholeNumber,
  type Arguments,
} from '../input.ts';
import { WEBHOOK_ENTITIES } from '../webhooks/bodies.ts';
import type { Subscription } from '../webhooks/subscriptions.ts';

const MAX_ADVERTISERS = 100;
const MAX_PAGE_SIZE = 1_000;
const MAX_URL_LENGTH = 2_048;
const FREQUENCIES = ['5_MINUTE', '15_MINUTE', '30_MINUTE', '60_MINUTE'] as const;
const LEAD_SOURCES = ['INSTANT_FORM', 'DIRECT_MESSAGE'] as const;

interface Watch {
  targets: string[];
  detail: Record<string, JsonValue>;
}

/** What each entity's `subscription_detail` must hold beside the token. */
const DETAIL_READERS: Readonly<Record<string, (call: ApiCall, grant: Grant, detail: Arguments) => Watch>> = {
  AD_ACCOUNT_SUSPENSION: watchSuspensions,
  AD: watchAd,
  AD_GROUP: watchAdgroup,
  LEAD: watchLeads,
  CREATIVE_FATIGUE: (call, grant, detail) => {
    const advertiserId = reachable(call, grant, requiredId(detail, 'advertiser_id'));
    return { targets: [`CREATIVE_FATIGUE:${advertiserId}`], detail: { advertiser_id: advertiserId } };
  },
  REPORT_DATA_CHANGE: (call, grant, detail) => {
    const advertiserIds = reachableList(call, grant, detail);
    requiredText(detail, 'notify_frequency');
    return {
      targets: advertiserIds.map((advertiserId) => `REPORT_DATA_CHANGE:${advertiserId}`),
      detail: {
        advertiser_ids: advertiserIds,
        notify_frequency: oneOf(detail, 'notify_frequency', FREQUENCIES, '60_MINUTE'),
      },
    };
  },
  API_SERVICE_STATUS: (_call, _grant, detail) => ({
    targets: ['API_SERVICE_STATUS'],
    detail: { product_filters: optionalTextList(detail, 'product_filters') ?? [] },
  }),
};

function subscribe(call: ApiCall): JsonValue {
  const app = requireApp(call);
  const entity = readEntity(call.args);
  const callbackUrl = readCallback(call.args);
  const detail = requiredObject(call.args, 'subscription_detail');
  const accessToken = requiredText(detail, 'access_token');
  const grant = grantOfToken(call, accessToken);
  requireOwnApp(app, grant);
  const read = DETAIL_READERS[entity];
  if (read === undefined) throw new TikTokFailure(40118, `The app is not on the allowlist for ${entity}.`);
  const watch = read(call, grant, detail);
  const { subscriptionId } = call.state.webhooks.subscriptions.add({
    appId: app.appId,
    entity,
    callbackUrl,
    accessToken,
    detail: { access_token: accessToken, ...watch.detail },
    targets: watch.targets,
    createdAtMs: call.state.clock.now(),
  });
  return { subscription_id: subscriptionId };
}

function list(call: ApiCall): JsonValue {
  const app = requireApp(call);
  const entity = readEntity(call.args);
  const page = wholeNumber(call.args, 'page', 1, 1, 1_000_000);
  const pageSize = wholeNumber(call.args, 'page_size', 10, 1, MAX_PAGE_SIZE);
  const { subscriptions, settings } = call.state.webhooks;
  const found = subscriptions.list(app.appId, entity, settings.deadSubscriptions === 'listed');
  const { list: rows, page_info } = paginate(found, page, pageSize);
  return { subscriptions: rows.map(subscriptionView), page_info };
}

function unsubscribe(call: ApiCall): JsonValue {
  const app = requireApp(call);
  const subscriptionId = requiredId(call.args, 'subscription_id');
  const { subscriptions, settings } = call.state.webhooks;
  subscriptions.remove(app.appId, subscriptionId, settings.deadSubscriptions === 'listed');
  return { subscription_id: subscriptionId };
}

function subscriptionView(subscription: Subscription): JsonValue {
  return {
    app_id: subscription.appId,
    subscription_id: subscription.subscriptionId,
    subscribe_entity: subscription.entity,
    callback_url: subscription.callbackUrl,
    subscription_detail: subscription.detail,
  };
}

function requireApp(call: ApiCall): DeveloperApp {
  return call.state.apps.authenticate(requiredId(call.args, 'app_id'), requiredText(call.args, 'secret'));
}

function readEntity(args: Arguments): string {
  requiredText(args, 'subscribe_entity');
  return oneOf(args, 'subscribe_entity', WEBHOOK_ENTITIES, '');
}

function readCallback(args: Arguments): string {
  const url = requiredText(args, 'callback_url');
  if (url.length > MAX_URL_LENGTH || !/^https?:\/\//.test(url) || !URL.canParse(url))
    throw badArgument('callback_url: Not a valid URL.');
  return url;
}

/** @throws {TikTokFailure} 40105 - unknown or revoked; 40102 - a short-term token that has expired */
function grantOfToken(call: ApiCall, accessToken: string): Grant {
  const { grants, accountGrants, settings } = call.state;
  const grant =
    grants.find(accessToken) ?? (settings.accountTokensReachAdAccounts ? accountGrants.use(accessToken) : undefined);
  if (grant === undefined || grant.environment !== call.environment) throw badToken();
  return grant;
}

/** By Business Center, which takes its admin, or by ad account, where any role will do. */
function watchSuspensions(call: ApiCall, grant: Grant, detail: Arguments): Watch {
  const hasBc = detail['bc_id'] !== undefined;
  if (hasBc === (detail['advertiser_ids'] !== undefined))
    throw badArgument('subscription_detail: Either bc_id or advertiser_ids must be given.');
  if (!hasBc) {
    const advertiserIds = reachableList(call, grant, detail);
    return {
      targets: advertiserIds.map((advertiserId) => `AD_ACCOUNT_SUSPENSION:${advertiserId}`),
      detail: { advertiser_ids: advertiserIds },
    };
  }
  const bcId = requiredId(detail, 'bc_id');
  if (!grant.user.businessCenters.some((membership) => membership.bcId === bcId && membership.userRole === 'ADMIN'))
    throw new TikTokFailure(40001, `No permission to operate Business Center ${bcId}.`);
  return { targets: [`AD_ACCOUNT_SUSPENSION:bc:${bcId}`], detail: { bc_id: bcId } };
}

/** Review results come per object: there is no feed of a whole ad account. */
function watchAd(call: ApiCall, grant: Grant, detail: Arguments): Watch {
  const advertiserId = reachable(call, grant, requiredId(detail, 'advertiser_id'));
  const adId = requiredId(detail, 'ad_id');
  if (call.state.campaigns.account(advertiserId).ads.get(adId) === undefined)
    throw badArgument(`ad_id: Ad ${adId} does not exist.`);
  return { targets: [`AD:${adId}`], detail: { advertiser_id: advertiserId, ad_id: adId } };
}

function watchAdgroup(call: ApiCall, grant: Grant, detail: Arguments): Watch {
  const advertiserId = reachable(call, grant, requiredId(detail, 'advertiser_id'));
  const adgroupId = requiredId(detail, 'adgroup_id');
  if (call.state.campaigns.account(advertiserId).adgroups.get(adgroupId) === undefined)
    throw badArgument(`adgroup_id: Ad group ${adgroupId} does not exist.`);
  return { targets: [`AD_GROUP:${adgroupId}`], detail: { advertiser_id: advertiserId, adgroup_id: adgroupId } };
}

function watchLeads(call: ApiCall, grant: Grant, detail: Arguments): Watch {
  const leadSource = oneOf(detail, 'lead_source', LEAD_SOURCES, 'INSTANT_FORM');
  const pageId = optionalText(detail, 'page_id') ?? undefined;
  if (detail['library_id'] !== undefined) {
    const libraryId = requiredId(detail, 'library_id');
    return {
      targets: [`LEAD:library:${libraryId}`],
      detail: { library_id: libraryId, page_id: pageId, lead_source: leadSource },
    };
  }
  const advertiserId = reachable(call, grant, requiredId(detail, 'advertiser_id'));
  if (grant.user.roles.get(advertiserId) !== 'ADMIN') throw noPermission(advertiserId);
  return {
    targets: [`LEAD:${advertiserId}`],
    detail: { advertiser_id: advertiserId, page_id: pageId, lead_source: leadSource },
  };
}

function reachableList(call: ApiCall, grant: Grant, detail: Arguments): string[] {
  return requiredIdList(detail, 'advertiser_ids', MAX_ADVERTISERS).map((id) => reachable(call, grant, id));
}

function reachable(call: ApiCall, grant: Grant, advertiserId: string): string {
  const isReached = grant.advertiserIds.includes(advertiserId) && grant.user.roles.has(advertiserId);
  if (!isReached || !call.state.world.advertisers.has(advertiserId)) throw noPermission(advertiserId);
  return advertiserId;
}

export const subscriptionRoutes: readonly Route[] = [
  { method: 'POST', path: '/subscription/subscribe/', auth: 'app', inSandbox: false, handle: subscribe },
  { method: 'GET', path: '/subscription/get/', auth: 'app', inSandbox: false, handle: list },
  { method: 'POST', path: '/subscription/unsubscribe/', auth: 'app', inSandbox: false, handle: unsubscribe },
];
