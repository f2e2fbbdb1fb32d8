import { rootsAround } from './roots.ts';

/** The focused element, however deep in open shadow roots, or in the closed ones that `element` itself is in. */
export function deepActiveElement(element: Element): HTMLElement | undefined {
  let active = rootsAround(element).find((root) => root.activeElement !== null)?.activeElement;
  while (active?.shadowRoot?.activeElement != null) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement && active !== document.body ? active : undefined;
}

/** Whether the person is at work outside of the element, so that moving the focus would take it out of their hands. */
export function isFocusElsewhere(element: Element): boolean {
  const active = deepActiveElement(element);
  for (let at: Node | null | undefined = active; at != null; at = at.parentNode ?? (at as ShadowRoot).host) {
    if (at === element) return false;
  }
  return active !== undefined;
}

/**
 * Whether somebody is at work in the element by keyboard: an offer that leaves by itself may not leave before they came to
 * it, however long their way is (WCAG 2.2.1).
 */
export function isAtTheKeys(host: { find(selector: string): Element | null }): boolean {
  return host.find(':focus-visible') !== null;
}
