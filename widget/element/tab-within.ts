const STOPS = 'a[href], button, input, select, textarea, summary, [tabindex]';

/** What Tab stops at, in the page's order. Of radios that belong together only the chosen one, when one is. */
function stopsIn(dialog: HTMLElement): HTMLElement[] {
  return [...dialog.querySelectorAll<HTMLElement>(STOPS)].filter((stop) => {
    if (stop.tabIndex < 0 || stop.matches(':disabled, [inert] *') || !stop.checkVisibility()) return false;
    if (!(stop instanceof HTMLInputElement) || stop.type !== 'radio' || stop.checked) return true;
    return dialog.querySelector(`[type=radio][name="${CSS.escape(stop.name)}"]:checked`) === null;
  });
}

/**
 * For `keydown` of a modal dialog: Tab goes from its last control to its first and back, as the ARIA practices have it.
 * Left to itself it leaves the page, and Firefox, when the dialog is in a shadow tree, lets it back in at the last control
 * only.
 */
export function tabWithin(event: KeyboardEvent, dialog: HTMLElement): void {
  if (event.key !== 'Tab' || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
  const stops = stopsIn(dialog);
  const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
  if (to === undefined || event.target !== from) return;
  event.preventDefault();
  to.focus();
}
