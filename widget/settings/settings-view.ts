import { html, nothing, type TemplateResult } from 'lit';
import type { Attribute } from '../../shared/identifiers/attributes.ts';
import { stateBlock } from '../element/state-block.ts';
import { icon } from '../element/icons.ts';
import type { ElementView, ViewHost } from '../element/lazy-element.ts';
import { OPEN_TAB_EVENT, type OpenTabEvent, type TabName } from '../element/open-tab.ts';
import { bannerStyles, dialogStyles, fieldStyles } from '../styles/controls.ts';
import { activityCount, renderActivityCount } from './activity-count.ts';
import { approvalCount, renderApprovalCount } from './approval-count.ts';
import { developerAppStyles } from './developer-app.styles.ts';
import { DeveloperApp } from './developer-app.ts';
import { renderSetup, renderSetupRoom } from './render-setup.ts';
import { settingsStyles } from './settings.styles.ts';
import { rememberSetUp, wasSetUp } from './setup-memory.ts';
import { ATTRIBUTE_COUNT, isSetUp, mappedCount, type SetupFacts } from './setup-progress.ts';
import type { TabCount } from './tab-count.ts';

export type { TabName };

const TABS = ['accounts', 'mapping', 'audiences', 'controls', 'activity'] as const satisfies readonly TabName[];
/** What changes the set-up; each of the elements inside tells about its own part. */
const EVENTS = [
  'tiktok-accounts-imported',
  'tiktok-account-removed',
  'tiktok-mapping-saved',
  'tiktok-export-started',
  'tiktok-export-finished',
] as const;
const UNSAVED_EVENT = 'tiktok-ads-connect:unsaved';
const COUNTED = 1000;
/** Parts of the elements inside, which a page reaches through the settings by the same names. */
const PARTS =
  'panel, table, row, sign-in, state, banner, dialog, save-bar, trigger, button, primary-button, danger-button, icon-button, input, badge, status, hint, notice, filters, filter';

/** As much of the element as its view uses. */
export interface TabHolder {
  tab: TabName;
  allowToken: boolean;
  developerApp: boolean;
}

/** As much of `<tiktok-audience-exporter>` as the settings use. */
interface Exporter extends HTMLElement {
  openExport?(exportId: string): void;
}

/** As much of `<tiktok-controls>` as the settings use. */
interface ControlsElement extends HTMLElement {
  readonly hasUnsavedChanges?: boolean;
  showApproval?(approvalId: string): void;
}

/** As much of `<tiktok-mapping-table>` as the settings use; the two meet by tag only. */
interface MappingTable extends HTMLElement {
  readonly hasUnsavedChanges?: boolean;
  focusAttribute?(attribute: Attribute): void;
}

/** The inside of `<tiktok-ads-settings>`. */
export class SettingsView implements ElementView {
  readonly styles = [bannerStyles, fieldStyles, dialogStyles, settingsStyles, developerAppStyles];
  readonly #host: ViewHost;
  readonly #holder: TabHolder;
  readonly #app: DeveloperApp;
  readonly #activity: TabCount;
  readonly #approvals: TabCount;
  #facts: SetupFacts | undefined;
  #permissions: readonly string[] | undefined;
  /** Tabs that were opened: their panels stay, so that unsaved work in them does too. */
  readonly #visited = new Set<TabName>();
  #loads = new AbortController();
  #isUnknown = true;
  /** The strip was seen by this person: it stays when its last step is done, or the page would jump under their hands. */
  #stays = false;
  #shownTab: TabName | undefined;
  #isOffline = false;

  constructor(host: ViewHost, holder: TabHolder) {
    this.#host = host;
    this.#holder = holder;
    this.#app = new DeveloperApp(host);
    this.#activity = activityCount(host, () => this.#openTab === 'activity');
    this.#approvals = approvalCount(host);
  }

  connected(): void {
    const { element } = this.#host;
    for (const name of EVENTS) element.addEventListener(name, this.#reload);
    element.addEventListener(OPEN_TAB_EVENT, this.#answerOpenTab);
    element.addEventListener(UNSAVED_EVENT, this.#redraw);
    window.addEventListener('offline', this.#watchNetwork);
    this.#activity.connected();
    this.#approvals.connected();
    this.#isOffline = !navigator.onLine;
    if (!this.#loads.signal.aborted) return;
    void this.#activity.load();
    void this.#approvals.load();
    void this.#load();
  }

  disconnected(): void {
    const { element } = this.#host;
    for (const name of EVENTS) element.removeEventListener(name, this.#reload);
    element.removeEventListener(OPEN_TAB_EVENT, this.#answerOpenTab);
    element.removeEventListener(UNSAVED_EVENT, this.#redraw);
    window.removeEventListener('offline', this.#watchNetwork);
    this.#activity.disconnected();
    this.#approvals.disconnected();
    this.#loads.abort();
    this.#stays = false;
  }

  clientChanged(): void {
    this.#facts = undefined;
    this.#permissions = undefined;
    this.#isUnknown = true;
    this.#stays = false;
    this.#app.reset();
    this.#activity.reset();
    this.#approvals.reset();
    void this.#load();
  }

  backOnline(): void {
    this.#watchNetwork();
    this.#app.backOnline();
    void this.#activity.load();
    void this.#approvals.load();
    void this.#load();
  }

  readonly #reload = (): void => void this.#load();
  /** What a person presses inside may be "Try again": where it helps there, it helps here. */
  readonly #tryAgain = (): void => {
    if (!this.#isUnknown && this.#facts === undefined) void this.#load();
  };
  readonly #redraw = (): void => this.#host.update();

  readonly #watchNetwork = (): void => {
    this.#isOffline = !navigator.onLine;
    this.#host.update();
  };

  /** Another element inside leads to this tab, "Map it" of the exporter for one. */
  readonly #answerOpenTab = (event: Event): void => {
    const { tab, attribute, exportId, approvalId } = (event as OpenTabEvent).detail;
    event.preventDefault();
    event.stopPropagation();
    if (tab === null) return;
    // The tab has the focus until the row can take it.
    this.#open(tab, true);
    if (attribute !== undefined) void this.#focusAttribute(attribute);
    if (exportId !== undefined) void this.#showExport(exportId);
    if (approvalId !== undefined) void this.#showApproval(approvalId);
  };

  async #focusAttribute(attribute: Attribute): Promise<void> {
    await this.#host.element.updateComplete;
    const table = this.#host.find<MappingTable>('tiktok-mapping-table');
    table?.focusAttribute?.(attribute);
  }

  async #showExport(exportId: string): Promise<void> {
    await this.#host.element.updateComplete;
    this.#host.find<Exporter>('tiktok-audience-exporter')?.openExport?.(exportId);
  }

  async #showApproval(approvalId: string): Promise<void> {
    await this.#host.element.updateComplete;
    this.#host.find<ControlsElement>('tiktok-controls')?.showApproval?.(approvalId);
  }

  /** Whether what is inside a tab has changes that would be lost. */
  #isUnsaved(tab: TabName): boolean {
    if (tab === 'mapping') return this.#host.find<MappingTable>('tiktok-mapping-table')?.hasUnsavedChanges === true;
    return tab === 'controls' && this.#host.find<ControlsElement>('tiktok-controls')?.hasUnsavedChanges === true;
  }

  async #load(): Promise<void> {
    const { client } = this.#host;
    if (client === undefined) return;
    this.#loads.abort();
    this.#loads = new AbortController();
    const { signal } = this.#loads;
    try {
      const [{ permissions }, accounts, mapping, exports] = await Promise.all([
        client.session().then((session) => {
          // Also when the rest fails, as it does for those who may not read.
          if (!signal.aborted) this.#permissions = session.permissions;
          this.#host.update();
          return session;
        }),
        client.call('listAdAccounts', { query: { limit: COUNTED }, signal }),
        client.call('getMapping', { signal }),
        client.call('listExports', { query: { limit: 20 }, signal }),
      ]);
      this.#permissions = permissions;
      this.#facts = {
        accountCount: accounts.items.length,
        hasMoreAccounts: accounts.nextCursor !== null,
        mapped: mapping.attributes,
        exportStates: exports.items.map((item) => item.state),
      };
      rememberSetUp(client.serverUrl, isSetUp(this.#facts));
      this.#stays ||= !isSetUp(this.#facts);
    } catch {
      // The set-up strip is a courtesy: the element in the open tab asks for the same and says what is wrong.
      if (signal.aborted) return;
    }
    this.#isUnknown = false;
    this.#host.update();
  }

  get #openTab(): TabName {
    return TABS.includes(this.#holder.tab) ? this.#holder.tab : 'accounts';
  }

  #open(tab: TabName, takesFocus = false): void {
    const isNew = tab !== this.#openTab;
    this.#holder.tab = tab;
    if (isNew) this.#host.element.dispatchEvent(new Event('change', { bubbles: true }));
    if (takesFocus)
      void this.#host.element.updateComplete.then(() => this.#host.find<HTMLElement>(`#tab-${tab}`)?.focus());
  }

  #moveTab(event: KeyboardEvent): void {
    const isRtl = getComputedStyle(this.#host.element).direction === 'rtl';
    const steps: Record<string, number> = { ArrowRight: isRtl ? -1 : 1, ArrowLeft: isRtl ? 1 : -1 };
    const at = TABS.indexOf(this.#openTab);
    const step = steps[event.key];
    const next =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? TABS.length - 1
          : step === undefined
            ? undefined
            : (at + step + TABS.length) % TABS.length;
    if (next === undefined) return;
    event.preventDefault();
    this.#open(TABS[next] ?? 'accounts', true);
  }

  /** Asks for what is shown since this update. On a narrow page the row of tabs scrolls: the open one is brought into view. */
  updated(): void {
    if (this.#holder.developerApp && this.#permissions?.includes('read') === true) this.#app.load();
    if (this.#shownTab === this.#openTab) return;
    const isFirst = this.#shownTab === undefined;
    this.#shownTab = this.#openTab;
    const tabs = this.#host.find('.tabs');
    const tab = this.#host.find(`#tab-${this.#openTab}`);
    if (tabs === null || tab === null || (isFirst && this.#openTab === 'accounts')) return;
    // Not scrollIntoView, which would scroll the host's page as well.
    const [row, one] = [tabs.getBoundingClientRect(), tab.getBoundingClientRect()];
    if (one.left < row.left) tabs.scrollLeft -= row.left - one.left;
    else if (one.right > row.right) tabs.scrollLeft += one.right - row.right;
  }

  render(): TemplateResult {
    const { labels } = this.#host;
    const words = labels.settings;
    this.#visited.add(this.#openTab);
    const header = html`<header part="header">
      <slot name="header">
        <h3 class="settings__title">${words.title}</h3>
        <p class="settings__subtitle">${words.subtitle}</p>
      </slot>
    </header>`;
    if (this.#permissions?.includes('read') === false) {
      return html`<div class="settings">
        ${header}
        <section part="panel" class="panel">
          ${stateBlock({ mark: 'lock', title: words.noAccessTitle, text: words.noAccess })}
        </section>
      </div>`;
    }
    return html`<div class="settings">
      ${header} ${this.#isOffline ? this.#renderOffline() : nothing} ${this.#renderSteps()}
      <div part="tabs" class="tabs" role="tablist" aria-label=${words.title} @keydown=${(event: KeyboardEvent) => this.#moveTab(event)}>${TABS.map((tab) => this.#renderTab(tab))}</div>
      ${TABS.map((tab) => this.#renderPanel(tab))}
    </div>`;
  }

  #renderOffline(): TemplateResult {
    const { common } = this.#host.labels;
    return html`<section part="banner" class="banner" role="status">
      ${icon('offline')}
      <div class="banner__text">
        <h4>${common.offline}</h4>
        <p>${common.offlineText}</p>
      </div>
    </section>`;
  }

  #renderSteps(): unknown {
    const { labels, client } = this.#host;
    const facts = this.#facts;
    if (facts === undefined) {
      const isWanted = this.#isUnknown && (client === undefined || !wasSetUp(client.serverUrl));
      return isWanted ? renderSetupRoom() : nothing;
    }
    if (isSetUp(facts) && !this.#stays) return nothing;
    return renderSetup({
      labels,
      facts,
      permissions: this.#permissions ?? [],
      openTab: this.#openTab,
      open: (tab) => this.#open(tab, true),
    });
  }

  #renderTab(tab: TabName): TemplateResult {
    const words = this.#host.labels.settings;
    const isOpen = tab === this.#openTab;
    const count =
      tab === 'mapping' && this.#facts !== undefined
        ? words.mapped(mappedCount(this.#facts.mapped), ATTRIBUTE_COUNT)
        : undefined;
    const isUnsaved = this.#isUnsaved(tab);
    return html`<button
      type="button"
      part="tab"
      class="tab"
      role="tab"
      id="tab-${tab}"
      aria-selected=${isOpen ? 'true' : 'false'}
      aria-controls="panel-${tab}"
      tabindex=${isOpen ? 0 : -1}
      @click=${() => this.#open(tab)}
    >
      ${words.tabs[tab]}${count === undefined ? nothing : html` <span class="tab__count">${count}</span>`}${
        tab === 'activity'
          ? renderActivityCount(this.#host, this.#activity)
          : tab === 'controls'
            ? renderApprovalCount(this.#host, this.#approvals)
            : nothing
      }${
        isUnsaved
          ? html`<span class="tab__unsaved" title=${words.unsaved}><span class="visually-hidden"> ${words.unsaved}</span></span>`
          : nothing
      }
    </button>`;
  }

  #renderPanel(tab: TabName): TemplateResult {
    const { client } = this.#host.element;
    const contents = {
      accounts: () =>
        html`<tiktok-ad-account-list exportparts=${PARTS} .client=${client} .allowToken=${this.#holder.allowToken}
            ><slot name="accounts-help" slot="help"></slot
          ></tiktok-ad-account-list>
          ${this.#renderApp()}`,
      mapping: () =>
        html`<tiktok-mapping-table exportparts=${PARTS} .client=${client}
          ><slot name="mapping-help" slot="help"></slot
        ></tiktok-mapping-table>`,
      audiences: () =>
        html`<tiktok-audience-exporter exportparts=${PARTS} .client=${client}
          ><slot name="audiences-help" slot="help"></slot
        ></tiktok-audience-exporter>`,
      controls: () =>
        html`<tiktok-controls exportparts=${PARTS} .client=${client}
          ><slot name="controls-help" slot="help"></slot
        ></tiktok-controls>`,
      activity: () =>
        html`<tiktok-event-feed exportparts=${PARTS} .client=${client}
          ><slot name="activity-help" slot="help"></slot
        ></tiktok-event-feed>`,
    };
    return html`<div role="tabpanel" id="panel-${tab}" aria-labelledby="tab-${tab}" ?hidden=${tab !== this.#openTab} @click=${this.#tryAgain}>
      ${this.#visited.has(tab) ? contents[tab]() : nothing}
    </div>`;
  }

  #renderApp(): unknown {
    const permissions = this.#permissions;
    if (!this.#holder.developerApp || permissions?.includes('read') !== true) return nothing;
    return this.#app.render(permissions.includes('connect'));
  }
}
