import { Hono } from 'hono';
import type { SimulatorState } from '../state.ts';
import type { SimulatorEnv } from '../transport.ts';
import type { Advertiser } from '../world.ts';
import type { ConsentVisit } from './desk.ts';
import type { Html } from './html.ts';
import { consentPage, errorPage, filterAdvertisers, signInPage, type AuthorizeRequest } from './pages.ts';
import { CONSENT_STYLES } from './styles.ts';

/**
 * `form-action` names schemes rather than one origin: browsers apply it to every redirect that follows the submit, and
 * where the app's callback sends the person next is the app's business.
 */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' http: https:; base-uri 'none'; frame-ancestors 'none'";

/**
 * The consent page of the advertiser flow (portal page "Authorization"): sign in, see permissions, tick ad accounts,
 * authorize or refuse.
 */
export function consentRoutes(state: SimulatorState): Hono<SimulatorEnv> {
  const routes = new Hono<SimulatorEnv>();

  const send = (content: Html, status = 200): Response => {
    const headers = new Headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    if (state.severOpener) headers.set('cross-origin-opener-policy', 'same-origin');
    return new Response(content.text, { status, headers });
  };

  routes.get('/assets/consent.css', (c) =>
    c.body(CONSENT_STYLES, 200, { 'content-type': 'text/css; charset=utf-8', 'x-content-type-options': 'nosniff' }),
  );

  routes.get('/auth', (c) => {
    const request = readAuthorizeRequest(state, (name) => c.req.query(name));
    if (typeof request === 'string') return send(errorPage(request), 400);
    return send(signInPage(request, state.world.users, state.world.users[0]?.email ?? '', null));
  });

  routes.post('/auth', async (c) => {
    const form = await c.req.parseBody();
    const field = (name: string): string | undefined => textOf(form[name]);
    const request = readAuthorizeRequest(state, field);
    if (typeof request === 'string') return send(errorPage(request), 400);
    const email = field('email')?.trim().toLowerCase() ?? '';
    const user = state.world.users.find((candidate) => candidate.email === email);
    if (user === undefined || user.password !== field('password')) {
      return send(
        signInPage(request, state.world.users, email, 'This email and password do not belong together.'),
        401,
      );
    }
    const visit = state.consent.open({ ...request, user });
    return c.redirect(`/portal/auth/consent?visit=${visit.visitId}`, 303);
  });

  routes.get('/auth/consent', (c) => {
    const visit = state.consent.find(c.req.query('visit') ?? '');
    if (visit === undefined) return send(errorPage('This authorization has ended or is unknown.'), 400);
    return send(consentPage(visit, accessibleAdvertisers(state, visit), state.settings.scope, null));
  });

  routes.post('/auth/consent', async (c) => {
    const visit = state.consent.find(c.req.query('visit') ?? '');
    if (visit === undefined) return send(errorPage('This authorization has ended or is unknown.'), 400);
    const form = await c.req.parseBody({ all: true });
    const advertisers = accessibleAdvertisers(state, visit);
    rememberTicks(visit, advertisers, form['advertiser_id']);

    const action = textOf(form['action']);
    if (action === 'cancel') {
      state.consent.close(visit.visitId);
      return c.redirect(refusalUrl(visit), 303);
    }
    if (action === 'authorize') {
      if (visit.ticked.size === 0)
        return send(consentPage(visit, advertisers, state.settings.scope, 'Select at least one ad account.'), 422);
      state.consent.close(visit.visitId);
      return c.redirect(approvalUrl(state, visit, advertisers), 303);
    }
    visit.filter = textOf(form['filter']) ?? '';
    const shown = filterAdvertisers(advertisers, visit.filter);
    if (action === 'select_all') for (const { advertiserId } of shown) visit.ticked.add(advertiserId);
    if (action === 'clear') for (const { advertiserId } of shown) visit.ticked.delete(advertiserId);
    return c.redirect(`/portal/auth/consent?visit=${visit.visitId}`, 303);
  });

  return routes;
}

/**
 * What the app asked for, or a sentence saying what is wrong with it. The redirect address is checked loosely: any
 * absolute http(s) URL.
 */
function readAuthorizeRequest(
  state: SimulatorState,
  read: (name: string) => string | undefined,
): AuthorizeRequest | string {
  const appId = read('app_id') ?? '';
  if (appId !== state.developerApp.appId)
    return 'The app is unknown: app_id does not belong to a registered developer app.';
  const redirectUri = read('redirect_uri') ?? '';
  if (!isHttpUrl(redirectUri)) return 'redirect_uri must be an absolute http or https address.';
  return { appId, redirectUri, state: read('state') ?? null };
}

function isHttpUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

function accessibleAdvertisers(state: SimulatorState, visit: ConsentVisit): Advertiser[] {
  return [...visit.user.roles.keys()]
    .map((advertiserId) => state.world.advertisers.get(advertiserId))
    .filter((advertiser) => advertiser !== undefined);
}

/** The form holds the checkboxes that were on the page; ticks on accounts a filter had hidden stay. */
function rememberTicks(visit: ConsentVisit, advertisers: readonly Advertiser[], value: unknown): void {
  const ticked = new Set((Array.isArray(value) ? value : [value]).filter((id) => typeof id === 'string'));
  for (const { advertiserId } of filterAdvertisers(advertisers, visit.filter)) {
    if (ticked.has(advertiserId)) visit.ticked.add(advertiserId);
    else visit.ticked.delete(advertiserId);
  }
}

/** `auth_code`, the duplicate `code` that is also seen [unverified], and `state` as it came. */
function approvalUrl(state: SimulatorState, visit: ConsentVisit, advertisers: readonly Advertiser[]): string {
  const advertiserIds = advertisers
    .map(({ advertiserId }) => advertiserId)
    .filter((advertiserId) => visit.ticked.has(advertiserId));
  const code = state.grants.issueCode({
    environment: 'production',
    user: visit.user,
    advertiserIds,
    scope: [...state.settings.scope],
  });
  const url = new URL(visit.redirectUri);
  url.searchParams.set('auth_code', code);
  url.searchParams.set('code', code);
  if (visit.state !== null) url.searchParams.set('state', visit.state);
  return url.href;
}

/** What TikTok sends on a refusal is not published; the names are those of RFC 6749 [unverified]. */
function refusalUrl(visit: ConsentVisit): string {
  const url = new URL(visit.redirectUri);
  url.searchParams.set('error', 'access_denied');
  url.searchParams.set('error_description', 'The user denied the request.');
  if (visit.state !== null) url.searchParams.set('state', visit.state);
  return url.href;
}

function textOf(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : undefined;
}
