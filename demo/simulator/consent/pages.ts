import type { Advertiser } from '../world.ts';
import type { ConsentVisit } from './desk.ts';
import { html, type Html } from './html.ts';
import { page, permissionChoice, problemNote } from './layout.ts';

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

/**
 * Shows what the app asks for and one checkbox per ad account. Works without a script: filter and select all are
 * submits that keep what was ticked.
 */
export function consentPage(visit: ConsentVisit, advertisers: readonly Advertiser[], problem: string | null): Html {
  const shown = filterAdvertisers(advertisers, visit.filter);
  const hiddenTicks =
    visit.ticked.size - shown.filter((advertiser) => visit.ticked.has(advertiser.advertiserId)).length;
  return page(
    'Authorize app',
    html`<h1>Authorize app</h1>
      <p class="lead">App <code>${visit.appId}</code> asks <bdi>${visit.user.displayName}</bdi> for access.</p>
      ${problemNote(problem)}
      <form method="post" action="${visit.path}/consent?visit=${visit.visitId}">
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
            ${
              advertisers.length === 0
                ? html`<p>This person has no ad account.</p>`
                : shown.length === 0
                  ? html`<p>No ad account fits the filter.</p>`
                  : html``
            }
          </fieldset>
        </section>
        ${permissionChoice(visit.scope, visit.givenScope, (id) => PERMISSION_NAMES[id] ?? `Permission ${id}`)}
        <p class="actions">
          <button type="submit" name="action" value="authorize" class="primary">Authorize</button>
          <button type="submit" name="action" value="cancel">Cancel</button>
        </p>
      </form>`,
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
