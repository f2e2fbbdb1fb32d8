/** What the clock says within a minute. */
const NOW = new Intl.RelativeTimeFormat('ja', { numeric: 'auto' }).format(0, 'second');

/** "3 分前に" or "たった今", before what happened then. */
export const happened = (when: string): string => (when === NOW ? 'たった今' : `${when}に`);

/** "3 時間後" or "まもなく", for what is still to come. */
export const coming = (when: string): string => (when === NOW ? 'まもなく' : when);
