import { html, nothing, type TemplateResult } from 'lit';
import { type IconName, icon } from '../element/icons.ts';
import type { ElementView, ViewHost } from '../element/lazy-element.ts';
import { settingsStyles } from './settings.styles.ts';
import {
  ATTRIBUTE_COUNT,
  canMatch,
  mappedCount,
  type SetupFacts,
  type StepName,
  type StepState,
  setupSteps,
} from './setup-progress.ts';

const TABS = ['accounts', 'mapping', 'audiences'] as const;
export type TabName = (typeof TABS)[number];

const STEPS = ['connect', 'map', 'export'] as const;
const STEP_TABS: Readonly<Record<StepName, TabName>> = { connect: 'accounts', map: 'mapping', export: 'audiences' };
const STEP_ICONS: Readonly<Record<StepState, IconName>> = { done: 'ok', next: 'half', later: 'circle' };
/** What changes the set-up; each of the elements inside tells about its own part. */
const EVENTS = [
  'tiktok-accounts-imported',
  'tiktok-account-removed',
  'tiktok-mapping-saved',
  'tiktok-export-started',
  'tiktok-export-finished',
] as const;
const COUNTED = 1000;

/** As much of the element as its view uses. */
export interface TabHolder {
  tab: TabName;
}

/** The inside of `<tiktok-ads-settings>`. */
export class SettingsView implements ElementView {
  readonly styles = [settingsStyles];
  readonly #host: ViewHost;
  readonly #holder: TabHolder;
  #facts: SetupFacts | undefined;
  /** Tabs that were opened: their panels stay, so that unsaved work in them does too. */
  readonly #visited = new Set<TabName>();
  #loads = new AbortController();
  #isUnknown = true;

  constructor(host: ViewHost, holder: TabHolder) {
    this.#host = host;
    this.#holder = holder;
  }

  connected(): void {
    for (const name of EVENTS) this.#host.element.addEventListener(name, this.#reload);
    if (this.#loads.signal.aborted) void this.#load();
  }

  disconnected(): void {
    for (const name of EVENTS) this.#host.element.removeEventListener(name, this.#reload);
    this.#loads.abort();
  }

  clientChanged(): void {
    this.#facts = undefined;
    this.#isUnknown = true;
    void this.#load();
  }

  readonly #reload = (): void => void this.#load();

  async #load(): Promise<void> {
    const { client } = this.#host;
    if (client === undefined) return;
    this.#loads.abort();
    this.#loads = new AbortController();
    const { signal } = this.#loads;
    try {
      const [accounts, mapping, exports] = await Promise.all([
        client.call('listAdAccounts', { query: { limit: COUNTED }, signal }),
        client.call('getMapping', { signal }),
        client.call('listExports', { query: { limit: 20 }, signal }),
      ]);
      this.#facts = {
        accountCount: accounts.items.length,
        hasMoreAccounts: accounts.nextCursor !== null,
        mapped: mapping.attributes,
        exportStates: exports.items.map((item) => item.state),
      };
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
    this.#holder.tab = tab;
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

  render(): TemplateResult {
    const words = this.#host.labels.settings;
    this.#visited.add(this.#openTab);
    return html`<div class="settings">
      <header part="header">
        <h3 class="settings__title">${words.title}</h3>
        <p class="settings__subtitle">${words.subtitle}</p>
      </header>
      ${this.#renderSteps()}
      <div part="tabs" class="tabs" role="tablist" aria-label=${words.title} @keydown=${(event: KeyboardEvent) => this.#moveTab(event)}>${TABS.map((tab) => this.#renderTab(tab))}</div>
      ${TABS.map((tab) => this.#renderPanel(tab))}
    </div>`;
  }

  #renderSteps(): unknown {
    const facts = this.#facts;
    if (facts === undefined) return this.#isUnknown ? this.#renderRoom() : nothing;
    const steps = setupSteps(facts);
    if (Object.values(steps).every((state) => state === 'done')) return nothing;
    const words = this.#host.labels.settings;
    const mapped = words.mapped(mappedCount(facts.mapped), ATTRIBUTE_COUNT);
    const captions: Record<StepName, string> = {
      connect:
        steps.connect === 'done' ? words.connected(facts.accountCount, facts.hasMoreAccounts) : words.connectHint,
      map: mapped,
      export: steps.export === 'done' ? words.exported : canMatch(facts.mapped) ? words.exportHint : words.exportNeeds,
    };
    return html`<ol part="steps" class="steps" aria-label=${words.setUp}>
      ${STEPS.map((step) => this.#renderStep(step, steps[step], captions[step]))}
    </ol>`;
  }

  /** Keeps the strip's room until it is known what is in it, or the tabs would move from under the pointer. */
  #renderRoom(): TemplateResult {
    return html`<ol class="steps steps--unknown" aria-hidden="true">
      ${STEPS.map((step) => this.#renderStep(step, 'later', '\u00a0'))}
    </ol>`;
  }

  #renderStep(step: StepName, state: StepState, caption: string): TemplateResult {
    const words = this.#host.labels.settings;
    const spoken = { done: words.stepDone, next: words.stepNext, later: words.stepLater }[state];
    const tab = STEP_TABS[step];
    return html`<li class="is-${state}">
      ${icon(STEP_ICONS[state])}
      <div>
        <p><span class="visually-hidden">${spoken} </span>${words[step]}</p>
        <p class="caption">
          ${caption}${
            state === 'next' && this.#openTab !== tab
              ? html` ·
                <button type="button" class="link" aria-label=${words.continueWith(words[step])} @click=${() => this.#open(tab, true)}>
                  ${words.continue}
                </button>`
              : nothing
          }
        </p>
      </div>
    </li>`;
  }

  #renderTab(tab: TabName): TemplateResult {
    const words = this.#host.labels.settings;
    const isOpen = tab === this.#openTab;
    const count =
      tab === 'mapping' && this.#facts !== undefined
        ? words.mapped(mappedCount(this.#facts.mapped), ATTRIBUTE_COUNT)
        : undefined;
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
      ${words.tabs[tab]}${count === undefined ? nothing : html` <span class="tab__count">${count}</span>`}
    </button>`;
  }

  #renderPanel(tab: TabName): TemplateResult {
    const { client } = this.#host.element;
    const contents = {
      accounts: () => html`<tiktok-ad-account-list .client=${client}></tiktok-ad-account-list>`,
      mapping: () => html`<tiktok-mapping-table .client=${client}></tiktok-mapping-table>`,
      audiences: () => html`<tiktok-audience-exporter .client=${client}></tiktok-audience-exporter>`,
    };
    return html`<div role="tabpanel" id="panel-${tab}" aria-labelledby="tab-${tab}" ?hidden=${tab !== this.#openTab}>
      ${this.#visited.has(tab) ? contents[tab]() : nothing}
    </div>`;
  }
}
