import type { Mappable } from '../../shared/identifiers/attributes.ts';
import { LazyElement, type ViewHost } from '../element/lazy-element.ts';
import type { MappingView } from './mapping-view.ts';

/**
 * @summary Maps the host's user properties to TikTok's thirteen attributes and to consent, with a live preview of what would be sent.
 *
 * @fires {TikTokMappingSavedEvent} tiktok-mapping-saved - after the person saved
 * @csspart panel - The frame of all of it.
 * @csspart table - The thirteen rows, which become cards below 480 pixels.
 * @csspart row - One attribute, or consent.
 * @csspart banner - A message above what is shown.
 * @csspart save-bar - What sticks to the bottom while there are unsaved changes.
 * @csspart state - The centred block for empty, refused and failed.
 * @csspart button - Any framed button; one of an icon alone is an `icon-button`.
 * @csspart primary-button - The main one of them, filled with the accent; it is a `button` too.
 * @csspart icon-button - A button that shows an icon alone.
 * @csspart input - The frame around a field or a picker.
 * @slot help - Your own help, where the element is empty or can’t be shown.
 */
export class TikTokMappingTable extends LazyElement<MappingView> {
  #wanted: Mappable | undefined;

  /** True while there are changes that have not been saved. */
  get hasUnsavedChanges(): boolean {
    return this.view?.isDirty ?? false;
  }

  /** Leads a person to an attribute: scrolls to its row and focuses its property, once the mapping is loaded. */
  focusAttribute(attribute: Mappable): void {
    if (this.view === undefined) this.#wanted = attribute;
    else this.view.focusAttribute(attribute);
  }

  protected override get loadingLabel(): string {
    return this.labels.mappingTable.loading;
  }

  protected override async loadView(host: ViewHost): Promise<MappingView> {
    const { MappingView } = await import('./mapping-view.ts');
    const view = new MappingView(host);
    if (this.#wanted !== undefined) view.focusAttribute(this.#wanted);
    return view;
  }
}
