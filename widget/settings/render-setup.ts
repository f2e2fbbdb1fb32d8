import { html, nothing, type TemplateResult } from 'lit';
import { type IconName, icon } from '../element/icons.ts';
import type { TabName } from '../element/open-tab.ts';
import type { Labels } from '../labels/labels.ts';
import {
  ATTRIBUTE_COUNT,
  canMatch,
  mappedCount,
  type SetupFacts,
  type StepName,
  type StepState,
  setupSteps,
} from './setup-progress.ts';

const STEPS = ['connect', 'map', 'export'] as const;
const STEP_TABS: Readonly<Record<StepName, TabName>> = { connect: 'accounts', map: 'mapping', export: 'audiences' };
const STEP_ICONS: Readonly<Record<StepState, IconName>> = { done: 'ok', next: 'half', later: 'circle' };

interface SetupParts {
  readonly labels: Labels;
  readonly facts: SetupFacts;
  readonly permissions: readonly string[];
  readonly openTab: TabName;
  readonly open: (tab: TabName) => void;
}

/** The strip over the tabs: what is done, what comes next and the way there. */
export function renderSetup({ labels, facts, permissions, openTab, open }: SetupParts): TemplateResult {
  const words = labels.settings;
  const steps = setupSteps(facts);
  const captions: Record<StepName, string> = {
    connect: steps.connect === 'done' ? words.connected(facts.accountCount, facts.hasMoreAccounts) : words.connectHint,
    map: words.mapped(mappedCount(facts.mapped), ATTRIBUTE_COUNT),
    export: steps.export === 'done' ? words.exported : canMatch(facts.mapped) ? words.exportHint : words.exportNeeds,
  };
  return html`<ol part="steps" class="steps" aria-label=${words.setUp}>
    ${STEPS.map((step) => {
      const tab = STEP_TABS[step];
      const isNext = steps[step] === 'next';
      const mayDoIt = permissions.includes(step);
      const way =
        isNext && mayDoIt && openTab !== tab
          ? html`<span class="steps__hint"> · </span
            ><button type="button" class="link" aria-label=${words.continueWith(words[step])} @click=${() => open(tab)}>
              ${words.continue}
            </button>`
          : nothing;
      return renderStep(labels, step, steps[step], isNext && !mayDoIt ? words.needs[step] : captions[step], way);
    })}
  </ol>`;
}

/** Keeps the strip's room until it is known what is in it, or the tabs would move from under the pointer. */
export const renderSetupRoom = (): TemplateResult =>
  html`<div class="steps" aria-hidden="true">
    ${STEPS.map(
      () => html`<div>
        <span class="skeleton skeleton--mark"></span>
        <div class="steps__wait">
          <p><span class="skeleton"></span></p>
          <p class="caption"><span class="skeleton"></span></p>
        </div>
      </div>`,
    )}
  </div>`;

function renderStep(
  { settings: words }: Labels,
  step: StepName,
  state: StepState,
  caption: string,
  way: unknown = nothing,
): TemplateResult {
  const spoken = { done: words.stepDone, next: words.stepNext, later: words.stepLater }[state];
  return html`<li class="is-${state} ${way === nothing ? '' : 'has-way'}">
    ${icon(STEP_ICONS[state])}
    <div>
      <p><span class="visually-hidden">${spoken} </span>${words[step]}</p>
      <p class="caption"><span class="steps__hint">${caption}</span>${way}</p>
    </div>
  </li>`;
}
