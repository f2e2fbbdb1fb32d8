import type { Attribute } from '../../shared/identifiers/attributes.ts';

export type TabName = 'accounts' | 'mapping' | 'audiences' | 'controls' | 'activity';

export interface OpenTabRequest {
  /** Null only asks whether there are tabs around. */
  readonly tab: TabName | null;
  /** In the mapping: the row that focus goes to. */
  readonly attribute?: Attribute | undefined;
  /** In the audiences: the export that is shown. */
  readonly exportId?: string | undefined;
  /** In the controls: the call that waits for a decision. */
  readonly approvalId?: string | undefined;
}

export const OPEN_TAB_EVENT = 'tiktok-ads-connect:open-tab';

/**
 * One element inside `<tiktok-ads-settings>` asks for the tab of another. Settings takes it by cancelling it; an element
 * that stands alone gets no answer. Not one of the public events.
 */
export class OpenTabEvent extends Event {
  readonly detail: OpenTabRequest;

  constructor(detail: OpenTabRequest) {
    super(OPEN_TAB_EVENT, { bubbles: true, composed: true, cancelable: true });
    this.detail = detail;
  }
}

/** Opens a tab of the settings around the element; false when the element stands alone. */
export const openTab = (element: Element, tab: TabName, attribute?: Attribute): boolean =>
  !element.dispatchEvent(new OpenTabEvent({ tab, attribute }));

/** Opens the tab of the audiences with this export in it; false when the element stands alone. */
export const openExportTab = (element: Element, exportId: string): boolean =>
  !element.dispatchEvent(new OpenTabEvent({ tab: 'audiences', exportId }));

/** Opens the tab of the controls at this approval; false when the element stands alone. */
export const openApprovalTab = (element: Element, approvalId: string): boolean =>
  !element.dispatchEvent(new OpenTabEvent({ tab: 'controls', approvalId }));

/** Whether `openTab` would find settings around the element. */
export const canOpenTab = (element: Element): boolean => !element.dispatchEvent(new OpenTabEvent({ tab: null }));
