import { Hono } from 'hono';
import type { SimulatorState } from '../state.ts';
import type { SimulatorEnv } from '../transport.ts';
import type { Advertiser } from '../world.ts';
import type { ConsentVisit } from './desk.ts';
import { consentPage, filterAdvertisers } from './pages.ts';
import {
  callbackUrl,
  isHttpUrl,
  listOf,
  openSignIn,
  refusalUrl,
  rememberScope,
  requireVisit,
  sendPage,
  takeSignIn,
  textOf,
  type ConsentFlow,
} from './sign-in.ts';
import { CONSENT_STYLES } from './styles.ts';

/**
 * The consent page of the advertiser flow (portal page "Authorization"): sign in, tick ad accounts, see permissions and
 * untick some, authorize or refuse.
 */
export function consentRoutes(state: SimulatorState): Hono<SimulatorEnv> {
  const routes = new Hono<SimulatorEnv>();
  const flow = advertiserFlow(state);

  routes.get('/assets/consent.css', (c) =>
    c.body(CONSENT_STYLES, 200, { 'content-type': 'text/css; charset=utf-8', 'x-content-type-options': 'nosniff' }),
  );
  routes.get('/auth', (c) => openSignIn(state, flow, c));
  routes.post('/auth', (c) => takeSignIn(state, flow, c));

  routes.get('/auth/consent', (c) => {
    const visit = requireVisit(state, flow, c);
    if (visit instanceof Response) return visit;
    return sendPage(state, consentPage(visit, accessibleAdvertisers(state, visit), null));
  });

  routes.post('/auth/consent', async (c) => {
    const visit = requireVisit(state, flow, c);
    if (visit instanceof Response) return visit;
    const form = await c.req.parseBody({ all: true });
    const advertisers = accessibleAdvertisers(state, visit);
    rememberTicks(visit, advertisers, form['advertiser_id']);
    rememberScope(visit, form);

    const action = textOf(form['action']);
    if (action === 'cancel') {
      state.consent.close(visit.visitId);
      return c.redirect(refusalUrl(visit), 303);
    }
    if (action === 'authorize') {
      const problem = problemOf(visit, advertisers);
      if (problem !== null) return sendPage(state, consentPage(visit, advertisers, problem), 422);
      state.consent.close(visit.visitId);
      return c.redirect(approvalUrl(state, visit, advertisers), 303);
    }
    visit.filter = textOf(form['filter']) ?? '';
    const shown = filterAdvertisers(advertisers, visit.filter);
    if (action === 'select_all') for (const { advertiserId } of shown) visit.ticked.add(advertiserId);
    if (action === 'clear') for (const { advertiserId } of shown) visit.ticked.delete(advertiserId);
    return c.redirect(`${flow.path}/consent?visit=${visit.visitId}`, 303);
  });

  return routes;
}

/** The redirect address is checked loosely: any absolute http(s) URL. */
function advertiserFlow(state: SimulatorState): ConsentFlow {
  return {
    path: '/portal/auth',
    lead: 'Choose the person who connects their ad accounts.',
    read(field) {
      const appId = field('app_id') ?? '';
      if (state.apps.find(appId) === undefined)
        return 'The app is unknown: app_id does not belong to a registered developer app.';
      const redirectUri = field('redirect_uri') ?? '';
      if (!isHttpUrl(redirectUri)) return 'redirect_uri must be an absolute http or https address.';
      return { appId, redirectUri, state: field('state') ?? null, scope: state.settings.scope };
    },
    carry: (request) => [
      ['app_id', request.appId],
      ['redirect_uri', request.redirectUri],
      ...(request.state === null ? [] : [['state', request.state] as const]),
    ],
  };
}

function accessibleAdvertisers(state: SimulatorState, visit: ConsentVisit): Advertiser[] {
  return [...visit.user.roles.keys()]
    .map((advertiserId) => state.world.advertisers.get(advertiserId))
    .filter((advertiser) => advertiser !== undefined);
}

/** The form holds the checkboxes that were on the page; ticks on accounts a filter had hidden stay. */
function rememberTicks(visit: ConsentVisit, advertisers: readonly Advertiser[], value: unknown): void {
  const ticked = new Set(listOf(value));
  for (const { advertiserId } of filterAdvertisers(advertisers, visit.filter)) {
    if (ticked.has(advertiserId)) visit.ticked.add(advertiserId);
    else visit.ticked.delete(advertiserId);
  }
}

/** What is still missing. Somebody without any ad account may authorize all the same [unverified]. */
function problemOf(visit: ConsentVisit, advertisers: readonly Advertiser[]): string | null {
  if (advertisers.length > 0 && visit.ticked.size === 0) return 'Select at least one ad account.';
  return visit.givenScope.size === 0 ? 'Select at least one permission.' : null;
}

/** `auth_code`, the duplicate `code` that is also seen [unverified], and `state` as it came. */
function approvalUrl(state: SimulatorState, visit: ConsentVisit, advertisers: readonly Advertiser[]): string {
  const advertiserIds = advertisers
    .map(({ advertiserId }) => advertiserId)
    .filter((advertiserId) => visit.ticked.has(advertiserId));
  const code = state.grants.issueCode({
    kind: 'advertiser',
    environment: 'production',
    appId: visit.appId,
    user: visit.user,
    advertiserIds,
    scope: [...visit.givenScope],
  });
  return callbackUrl(visit, { auth_code: code, code });
}
