import { LazyElement, type ViewHost } from '../element/lazy-element.ts';
import type { ControlsView } from './controls-view.ts';

/**
 * @summary Who may change what at TikTok: calls that wait for a decision, the rules, spend caps, and what was sent.
 *
 * @csspart panel - The frame of each of the four parts.
 * @csspart table - The rules, which become cards below 640 pixels.
 * @csspart row - One call that waits, one decision, one cap or one change.
 * @csspart banner - A message above what is shown.
 * @csspart save-bar - What sticks to the bottom while there are unsaved rules.
 * @csspart state - The centred block for empty, refused and failed.
 * @csspart dialog - The question before a denial, a risky approval, another cap or lost changes.
 * @csspart button - Any framed button; one of an icon alone is an `icon-button`.
 * @csspart primary-button - The main one of them, filled with the accent; it is a `button` too.
 * @csspart danger-button - The one that takes away or stops something; it is a `button` too.
 * @csspart icon-button - A button that shows an icon alone.
 * @csspart input - The frame around a field or a picker.
 * @csspart status - How something is, in a word with its icon.
 * @slot help - Your own help, where a part is empty or can’t be shown.
 */
export class TikTokControls extends LazyElement<ControlsView> {
  #wanted: string | undefined;

  /** True while there are rules that have not been saved. */
  get hasUnsavedChanges(): boolean {
    return this.view?.hasUnsavedChanges ?? false;
  }

  /** Loads everything again; what is shown stays until it is there, and so do unsaved rules. */
  async refresh(): Promise<void> {
    await this.view?.refresh();
  }

  /** Leads a person to a call that waits, or waited: scrolls to it and focuses it, once it is loaded. */
  showApproval(approvalId: string): void {
    if (this.view === undefined) this.#wanted = approvalId;
    else this.view.showApproval(approvalId);
  }

  protected override get loadingLabel(): string {
    return this.labels.controls.loading;
  }

  protected override async loadView(host: ViewHost): Promise<ControlsView> {
    const { ControlsView } = await import('./controls-view.ts');
    const view = new ControlsView(host);
    if (this.#wanted !== undefined) view.showApproval(this.#wanted);
    return view;
  }
}
