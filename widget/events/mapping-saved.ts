import type { Attribute } from '../../shared/identifiers/attributes.ts';

export interface MappingSavedDetail {
  /** Attribute → property name, as the server now holds it. */
  attributes: Partial<Record<Attribute, string>>;
  /** The mapping's new version. */
  version: number;
}

/** The person saved the property mapping. Bubbles and crosses shadow roots. */
export class TikTokMappingSavedEvent extends Event {
  readonly detail: MappingSavedDetail;

  constructor(detail: MappingSavedDetail) {
    super('tiktok-mapping-saved', { bubbles: true, composed: true });
    this.detail = detail;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'tiktok-mapping-saved': TikTokMappingSavedEvent;
  }
}
