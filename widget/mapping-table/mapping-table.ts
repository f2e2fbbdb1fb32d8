import { LazyElement, type ViewHost } from '../element/lazy-element.ts';
import type { MappingView } from './mapping-view.ts';

/**
 * @summary Maps the host's user properties to TikTok's thirteen attributes, with a live preview of what would be sent.
 *
 * @fires {TikTokMappingSavedEvent} tiktok-mapping-saved - after the person saved
 * @fires {TikTokErrorEvent} tiktok-error - when loading or saving failed and the person has been told
 */
export class TikTokMappingTable extends LazyElement<MappingView> {
  /** True while there are changes that have not been saved. */
  get hasUnsavedChanges(): boolean {
    return this.view?.isDirty ?? false;
  }

  protected override get loadingLabel(): string {
    return this.labels.mappingTable.loading;
  }

  protected override async loadView(host: ViewHost): Promise<MappingView> {
    const { MappingView } = await import('./mapping-view.ts');
    return new MappingView(host);
  }
}
