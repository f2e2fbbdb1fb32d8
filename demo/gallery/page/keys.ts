// A script's key press does nothing by itself: what a browser would do after it is done here.

/** The element that has the focus, in whatever shadow tree. */
export function focused(): HTMLElement {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement ? active : document.body;
}

/** Presses and lets go of a key in what has the focus. */
export function pressKey(key: string): void {
  const parts = key.split('+');
  const name = parts.at(-1) ?? key;
  const init: KeyboardEventInit = {
    key: name === 'Space' ? ' ' : name,
    code: name,
    altKey: parts.includes('Alt', 0) && name !== 'Alt',
    ctrlKey: parts.includes('Control') && name !== 'Control',
    metaKey: parts.includes('Meta') && name !== 'Meta',
    shiftKey: parts.includes('Shift') && name !== 'Shift',
    bubbles: true,
    composed: true,
    cancelable: true,
  };
  const target = focused();
  const goesOn = target.dispatchEvent(new KeyboardEvent('keydown', init));
  if (goesOn) doDefault(target, init.key ?? '');
  focused().dispatchEvent(new KeyboardEvent('keyup', init));
}

function doDefault(target: HTMLElement, key: string): void {
  const isButton = target.matches('button, summary, a[href], input[type="submit"]');
  if (key === 'Enter' && isButton) target.click();
  if (key === ' ' && (isButton || target.matches('input[type="checkbox"], input[type="radio"]'))) target.click();
  if (key === 'Enter' && target instanceof HTMLInputElement) target.form?.requestSubmit();
  if (key === 'Escape') closeTopDialog(target);
}

/** As the browser's close request: asks first, by `cancel`. */
function closeTopDialog(target: HTMLElement): void {
  let node: Node | null = target;
  while (node !== null) {
    if (node instanceof HTMLDialogElement && node.open) {
      if (node.dispatchEvent(new Event('cancel', { cancelable: true }))) node.close();
      return;
    }
    node = node instanceof ShadowRoot ? node.host : node.parentNode;
  }
}
