import type { Advertiser, TikTokUser } from '../world.ts';
import type { ConsentVisit } from './desk.ts';
import { html, type Html } from './html.ts';

/** Names people see for permission ids (the portal's appendix of permission scopes). */
const PERMISSION_NAMES: Readonly<Record<string, string>> = {
  '1': 'Ad Account Management',
  '2': 'Ads Management',
  '3': 'Audience Management',
  '4': 'Reporting',
  '5': 'Measurement',
  '6': 'Creative Management',
  '7': 'App Management',
  '8': 'Pixel Management',
  '9': 'DPA Catalog Management',
  '10000': 'Reach & Frequency',
  '12000000': 'Lead Management',
  '13000000': 'TikTok Creator Marketplace',
  '14000000': 'TikTok Creator',
  '15000000': 'Ad Comments',
  '16000000': 'TikTok Business Plugin',
  '17000000': 'Automated Rules',
  '18000000': 'TikTok Accounts',
  '19000000': 'Onsite Commerce Store',
  '7043626160646946818': 'Offline Events Management',
  '7050363942434013185': 'Ad Diagnosis',
  '7294180478502830081': 'CRM Event Management',
};

export interface AuthorizeRequest {
  appId: string;
  redirectUri: string;
  state: string | null;
}

/** Asks who is there. The people of the simulated world are offered; their password is filled in. */
export function signInPage(
  request: AuthorizeRequest,
  users: readonly TikTokUser[],
  chosenEmail: string,
  problem: string | null,
): Html {
  return page(
    'Log in',
    html`<h1>Log in</h1>
      <p class="lead">Choose the person who connects their ad accounts.</p>
      ${problemNote(problem)}
      <form method="post" action="/portal/auth">
        <input type="hidden" name="app_id" value="${request.appId}">
        <input type="hidden" name="redirect_uri" value="${request.redirectUri}">
        ${request.state === null ? html`` : html`<input type="hidden" name="state" value="${request.state}">`}
        <fieldset>
          <legend>Person</legend>
          ${users.map(
            (user) => html`<label class="choice">
              <input type="radio" name="email" value="${user.email}"${user.email === chosenEmail ? html` checked` : html``}>
              <span><bdi>${user.displayName}</bdi><small>${user.email} · ${user.roles.size.toLocaleString('en')} ad accounts</small></span>
            </label>`,
          )}
        </fieldset>
        <label class="field">Password
          <input type="password" name="password" value="${users[0]?.password ?? ''}" autocomplete="off" required>
        </label>
        <p class="actions"><button type="submit" class="primary">Log in</button></p>
      </form>`,
  );
}

/**
 * Shows what the app asks for and one checkbox per ad account. Works without a script: filter and select all are
 * submits that keep what was ticked.
 */
export function consentPage(
  visit: ConsentVisit,
  advertisers: readonly Advertiser[],
  scope: readonly string[],
  problem: string | null,
): Html {
  const shown = filterAdvertisers(advertisers, visit.filter);
  const hiddenTicks =
    visit.ticked.size - shown.filter((advertiser) => visit.ticked.has(advertiser.advertiserId)).length;
  return page(
    'Authorize app',
    html`<h1>Authorize app</h1>
      <p class="lead">App <code>${visit.appId}</code> asks <bdi>${visit.user.displayName}</bdi> for access.</p>
      ${problemNote(problem)}
      <form method="post" action="/portal/auth/consent?visit=${visit.visitId}">
        <section aria-labelledby="permissions">
          <h2 id="permissions">Permissions</h2>
          <ul class="permissions">${scope.map((id) => html`<li>${PERMISSION_NAMES[id] ?? `Permission ${id}`}</li>`)}</ul>
        </section>
        <section aria-labelledby="accounts">
          <h2 id="accounts">Ad accounts</h2>
          <div class="tools">
            <label class="field">Name or id <input type="search" name="filter" value="${visit.filter}" autocomplete="off"></label>
            <button type="submit" name="action" value="filter">Filter</button>
            <button type="submit" name="action" value="select_all">Select all</button>
            <button type="submit" name="action" value="clear">Clear selection</button>
          </div>
          <p class="count">${shown.length.toLocaleString('en')} of ${advertisers.length.toLocaleString('en')} shown, ${visit.ticked.size.toLocaleString('en')} selected${
            hiddenTicks > 0 ? `, ${hiddenTicks.toLocaleString('en')} of them not shown` : ''
          }.</p>
          <fieldset class="accounts">
            <legend class="hidden">Ad accounts</legend>
            ${shown.map(
              (advertiser) =>
                html`<label class="choice"><input type="checkbox" name="advertiser_id" value="${advertiser.advertiserId}"${
                  visit.ticked.has(advertiser.advertiserId) ? html` checked` : html``
                }><span><bdi>${advertiser.name}</bdi><small>${advertiser.advertiserId}</small></span></label>\n`,
            )}
            ${shown.length === 0 ? html`<p>No ad account fits the filter.</p>` : html``}
          </fieldset>
        </section>
        <p class="actions">
          <button type="submit" name="action" value="authorize" class="primary">Authorize</button>
          <button type="submit" name="action" value="cancel">Cancel</button>
        </p>
      </form>`,
  );
}

/** Says why the visit cannot go on. */
export function errorPage(message: string): Html {
  return page(
    'Cannot continue',
    html`<h1>Cannot continue</h1><p class="lead" role="alert">${message}</p><p>Close this window and start again from the app.</p>`,
  );
}

/** Ad accounts whose name or id contains the text, in any case. */
export function filterAdvertisers(advertisers: readonly Advertiser[], filter: string): Advertiser[] {
  const wanted = filter.trim().toLowerCase();
  return advertisers.filter(
    (advertiser) =>
      wanted === '' || advertiser.name.toLowerCase().includes(wanted) || advertiser.advertiserId.includes(wanted),
  );
}

function problemNote(problem: string | null): Html {
  return problem === null ? html`` : html`<p class="problem" role="alert">${problem}</p>`;
}

function page(title: string, content: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · TikTok simulator</title>
<link rel="stylesheet" href="/portal/assets/consent.css">
</head>
<body>
<header><span>TikTok simulator</span><small>A local stand-in. Nothing here reaches TikTok.</small></header>
<main>${content}</main>
</body>
</html>
`;
}
