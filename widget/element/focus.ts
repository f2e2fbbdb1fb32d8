/** The focused element, however deep in shadow roots. */
export function deepActiveElement(): HTMLElement | undefined {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement != null) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement && active !== document.body ? active : undefined;
}

/** Whether the person is at work outside of the element, so that moving the focus would take it out of their hands. */
export function isFocusElsewhere(element: Element): boolean {
  const active = deepActiveElement();
  for (let at: Node | null | undefined = active; at != null; at = at.parentNode ?? (at as ShadowRoot).host) {
    if (at === element) return false;
  }
  return active !== undefined;
}
