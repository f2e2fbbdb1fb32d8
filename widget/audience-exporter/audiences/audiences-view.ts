import { html, nothing, type TemplateResult } from 'lit';
import type { ActivityEvent } from '../../../shared/events.ts';
import type { ElementView } from '../../element/lazy-element.ts';
import { hearNews } from './audience-news.ts';
import { AudiencesModel } from './audiences-model.ts';
import { audiencesStyles } from './audiences.styles.ts';
import { renderAudiences } from './render-audiences.ts';
import { renderMirrors } from './render-mirrors.ts';

export type { AudiencesOptions } from './audiences-model.ts';

/** The audiences of an ad account and what keeps them in sync: how they stand, and everything that can be done with them. */
export class AudiencesView extends AudiencesModel implements ElementView {
  readonly styles = audiencesStyles;

  /** Brings what is shown up to date with what the workspace's stream told; null where something was missed. */
  hear(events: readonly ActivityEvent[] | null): Promise<void> {
    return hearNews(this, events);
  }

  render(): TemplateResult {
    return html`<div class="keeping">
      ${renderMirrors(this)} ${renderAudiences(this)} ${this.menu.render()}
      ${this.dialogs.map((dialog) => dialog.render() ?? nothing)}
    </div>`;
  }
}
