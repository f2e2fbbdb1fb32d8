import { html, type TemplateResult } from 'lit';
import type { TikTokAdsError } from '../client/errors.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import type { World } from './export-state.ts';
import { needsSignIn } from './export-verdict.ts';
import type { WorldLoader } from './world-loader.ts';

/** As much of `<tiktok-connect-button>` as the exporter uses; the two meet by tag only. */
interface ConnectStarter extends HTMLElement {
  environment: string;
  start(options?: { connectionId?: string; focusAfter?: () => HTMLElement | null }): void;
}

/** What signs a person in again: without a button of its own, it shows how the sign-in goes. */
export function renderSignIn(host: ViewHost): TemplateResult {
  return html`<tiktok-connect-button
    class="connect"
    exportparts="trigger, button, primary-button, icon-button, input, hint, notice, dialog, state"
    without-trigger
    .client=${host.element.client}
  ></tiktok-connect-button>`;
}

/**
 * Signs an ad account's connection in again. Call it inside the press, or the browser blocks the window. Focus comes back
 * to what was pressed, or to what is open by then.
 *
 * @returns the connection that is signed in; undefined for an account that is not here
 */
export function signInAgain(
  { host, world }: { host: ViewHost; world: World },
  advertiserId: string,
): string | undefined {
  const connect = host.find<ConnectStarter>('tiktok-connect-button');
  const account = world.accounts.find((one) => one.advertiserId === advertiserId);
  if (connect === null || account === undefined) return undefined;
  connect.environment = account.environment;
  connect.start({
    connectionId: account.connectionId,
    focusAfter: () => host.find<HTMLElement>('.run__title, .is-current h4'),
  });
  return account.connectionId;
}

/** The way out of a failure that a new sign-in cures; undefined where none does, or this person may not sign in. */
export function signInButton(
  view: { host: ViewHost; world: World; loader: WorldLoader },
  failure: TikTokAdsError,
  advertiserId: string | null,
): TemplateResult | undefined {
  const isHere = view.world.accounts.some((one) => one.advertiserId === advertiserId);
  if (!needsSignIn(failure) || advertiserId === null || !isHere || !view.loader.canConnect) return undefined;
  return html`<button type="button" part="button primary-button" class="btn btn--primary" @click=${() => signInAgain(view, advertiserId)}>${view.host.labels.audienceExporter.signInAgain}</button>`;
}
