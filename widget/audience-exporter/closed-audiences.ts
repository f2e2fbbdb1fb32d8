import { html, nothing, type TemplateResult } from 'lit';
import type { Labels } from '../labels/labels.ts';

interface Closed {
  isLoading: boolean;
  open: () => void;
  /** What stands below the title, if anything. */
  below?: unknown;
}

/** The panel of the audiences before anybody asks for them, which asks TikTok. */
export function renderClosedAudiences(labels: Labels, { isLoading, open, below }: Closed): TemplateResult {
  const words = labels.audienceExporter;
  return html`<section part="panel" class="panel" aria-label=${words.audiencesTitle}>
    <header class="panel__head">
      <div class="panel__titles">
        <h3 class="title audiences__title" tabindex="-1">${words.audiencesTitle}</h3>
        <p class="subtitle">${words.audiencesText}</p>
      </div>
      <div class="panel__tools">
        <button type="button" part="button" class="btn" aria-disabled=${isLoading ? 'true' : nothing} @click=${open}>${words.audiencesShow}</button>
      </div>
    </header>
    ${below ?? nothing}
  </section>`;
}
