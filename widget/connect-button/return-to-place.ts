/** Until then a page may still grow to the height it had. */
const PATIENCE_MS = 4000;
const TAKES_OVER = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/**
 * Scrolls to where the page was before its tab went to TikTok, as often as the page grows on its way there. A person who
 * scrolls or presses a key takes over.
 */
export function returnToPlace({ left, top }: { left: number; top: number }, element: HTMLElement): void {
  const go = (): void => window.scrollTo({ left, top, behavior: 'instant' });
  const observer = new ResizeObserver(go);
  const leave = (): void => {
    observer.disconnect();
    clearTimeout(timer);
    for (const name of TAKES_OVER) window.removeEventListener(name, leave);
  };
  const timer = setTimeout(() => {
    leave();
    // Of a page that scrolls in a part of its own, or has become another one.
    element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  }, PATIENCE_MS);
  for (const name of TAKES_OVER) window.addEventListener(name, leave, { passive: true });
  observer.observe(document.body);
  go();
}
