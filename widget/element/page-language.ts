import type { ReactiveControllerHost } from 'lit';

const followers = new Set<ReactiveControllerHost>();
let observer: MutationObserver | undefined;

/** Draws elements anew when the page changes its language, as products do that are switched without being loaded again. */
export const pageLanguage = {
  follow(element: ReactiveControllerHost): void {
    followers.add(element);
    if (observer !== undefined) return;
    observer = new MutationObserver(() => pageLanguage.changed());
    observer.observe(document.documentElement, { attributeFilter: ['lang'] });
  },
  /** An element says another language than before, and what it draws inside goes by that. */
  changed(): void {
    for (const follower of followers) follower.requestUpdate();
  },
  /** The page is watched only while somebody follows. */
  leave(element: ReactiveControllerHost): void {
    followers.delete(element);
    if (followers.size > 0) return;
    observer?.disconnect();
    observer = undefined;
  },
};
