import { Hono } from 'hono';
import type { SimulatorState } from '../state.ts';
import type { SimulatorEnv } from '../transport.ts';
import { accountConsentPage } from './account-page.ts';
import {
  callbackUrl,
  isHttpUrl,
  openSignIn,
  refusalUrl,
  rememberScope,
  requireVisit,
  sendPage,
  takeSignIn,
  textOf,
  type ConsentFlow,
} from './sign-in.ts';

/**
 * The consent page of the TikTok-account flow, `/v2/auth/authorize` on TikTok's own host: sign in, see what the app asks
 * for and untick some of it, authorize or refuse.
 */
export function accountConsentRoutes(state: SimulatorState): Hono<SimulatorEnv> {
  const routes = new Hono<SimulatorEnv>();
  const flow = accountFlow(state);

  routes.get('/authorize', (c) => openSignIn(state, flow, c));
  routes.post('/authorize', (c) => takeSignIn(state, flow, c));

  routes.get('/authorize/consent', (c) => {
    const visit = requireVisit(state, flow, c);
    return visit instanceof Response ? visit : sendPage(state, accountConsentPage(visit, null));
  });

  routes.post('/authorize/consent', async (c) => {
    const visit = requireVisit(state, flow, c);
    if (visit instanceof Response) return visit;
    const form = await c.req.parseBody({ all: true });
    rememberScope(visit, form);
    const action = textOf(form['action']);
    if (action === 'cancel') {
      state.consent.close(visit.visitId);
      return c.redirect(refusalUrl(visit), 303);
    }
    if (action !== 'authorize') return sendPage(state, accountConsentPage(visit, null));
    if (visit.givenScope.size === 0)
      return sendPage(state, accountConsentPage(visit, 'Select at least one permission.'), 422);
    state.consent.close(visit.visitId);
    const scope = [...visit.givenScope];
    const { appId, user, redirectUri } = visit;
    const code = state.accountGrants.issueCode({ appId, user, scope }, redirectUri);
    // TikTok's login for the web answers `code`, `scopes` and `state`; whether this flow says `auth_code` is open.
    return c.redirect(callbackUrl(visit, { code, scopes: scope.join(',') }), 303);
  });

  return routes;
}

function accountFlow(state: SimulatorState): ConsentFlow {
  return {
    path: '/v2/auth/authorize',
    lead: 'Choose the TikTok account that connects.',
    read(field) {
      const appId = field('client_key') ?? '';
      if (state.apps.find(appId) === undefined)
        return 'The app is unknown: client_key does not belong to a registered developer app.';
      if (field('response_type') !== 'code') return 'response_type must be code.';
      const redirectUri = field('redirect_uri') ?? '';
      if (!isHttpUrl(redirectUri)) return 'redirect_uri must be an absolute http or https address.';
      const scope = [...new Set((field('scope') ?? '').split(',').map((word) => word.trim()))];
      if (!scope.every((word) => /^[a-z][\w.]*$/.test(word)))
        return 'scope must name the permissions asked for, separated by commas.';
      return { appId, redirectUri, state: field('state') ?? null, scope };
    },
    carry: (request) => [
      ['client_key', request.appId],
      ['response_type', 'code'],
      ['scope', request.scope.join(',')],
      ['redirect_uri', request.redirectUri],
      ...(request.state === null ? [] : [['state', request.state] as const]),
    ],
  };
}
