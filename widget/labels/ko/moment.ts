/** What the clock says within a minute. */
const NOW = new Intl.RelativeTimeFormat('ko', { numeric: 'auto' }).format(0, 'second');

/** "3분 전" or "방금", before what happened then. */
export const happened = (when: string): string => (when === NOW ? '방금' : when);

/** "3시간 후" or "곧", for what is still to come. */
export const coming = (when: string): string => (when === NOW ? '곧' : when);
