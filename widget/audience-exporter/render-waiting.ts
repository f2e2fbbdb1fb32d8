import { html, nothing, type TemplateResult } from 'lit';
import type { ViewHost } from '../element/lazy-element.ts';
import { STEPS } from './export-state.ts';

const CHOICES = 3;

/** The first load: the steps as they will stand, the first one open, so that nothing jumps when it is there. */
export function renderWaiting({ labels }: ViewHost, isSlow: boolean): TemplateResult {
  const words = labels.audienceExporter;
  return html`<section part="panel" class="panel" aria-busy="true" aria-label=${words.loading}>
    <header class="panel__head">
      <h3 class="title">${words.title}</h3>
      <span class="caption num">${isSlow ? labels.common.stillLoading : words.stepOf(1, STEPS.length)}</span>
    </header>
    <ol class="rail" aria-hidden="true">
      ${STEPS.map(
        (step, index) => html`<li class="rail__item ${index === 0 ? 'is-current' : ''}">
          <span class="rail__mark">${index + 1}</span>
          <div>
            <div class="rail__head"><h4>${words.steps[step]}</h4></div>
            ${index === 0 ? renderChoices() : nothing}
          </div>
        </li>`,
      )}
    </ol>
    <span class="visually-hidden">${words.loading}</span>
  </section>`;
}

const renderChoices = (): TemplateResult =>
  html`<div class="rail__body">
    <div class="choices">
      ${Array.from(
        { length: CHOICES },
        () => html`<div class="choice choice--waiting">
          <span class="skeleton skeleton--dot"></span>
          <span class="choice__text"><span class="skeleton skeleton--name"></span><span class="skeleton skeleton--id"></span></span>
        </div>`,
      )}
    </div>
    <div class="actions"><span class="skeleton skeleton--button"></span></div>
  </div>`;
