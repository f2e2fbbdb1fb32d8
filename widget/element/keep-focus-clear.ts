import type { ViewHost } from './lazy-element.ts';

/** Between what has the focus, its ring included, and the bar. */
const GAP_PX = 8;

/**
 * What the keyboard reaches never lies under a bar that sticks to the bottom (WCAG 2.2, 2.4.11): the browser scrolls it into the window
 * and knows of no bar, and how high that is depends on what it says.
 *
 * @param bars selector of the bars of this view
 */
export function keepFocusClear(host: ViewHost, bars: string): void {
  const { renderRoot } = host.element;
  // Inside the shadow root: from one control to the next of the same root, the event does not come out of it.
  renderRoot.addEventListener('focusin', ({ target: focused }) => {
    // A press of the mouse on a button is left alone: it must not move from under it. Dialogs lie over the bars.
    if (!(focused instanceof HTMLElement) || !focused.matches(':focus-visible')) return;
    if (focused.closest('dialog, [popover]') !== null) return;
    const { top, bottom } = focused.getBoundingClientRect();
    for (const bar of renderRoot.querySelectorAll<HTMLElement>(bars)) {
      const over = bar.getBoundingClientRect();
      const isOver = bottom + GAP_PX > over.top && top < over.bottom;
      if (!isOver || bar.contains(focused) || getComputedStyle(bar).position !== 'sticky') continue;
      focused.style.scrollMarginBlockEnd = `${bar.offsetHeight + GAP_PX}px`;
      focused.scrollIntoView({ block: 'nearest', behavior: 'instant' });
      focused.style.scrollMarginBlockEnd = '';
    }
  });
}
