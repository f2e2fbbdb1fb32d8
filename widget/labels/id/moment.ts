// What the clock of this language says within a minute.
const NOW = new Intl.RelativeTimeFormat('id', { numeric: 'auto' }).format(0, 'second');

/** A distance in time, as it follows what was done: "just now" or "3 minutes ago". */
export const ago = (when: string): string => (when === NOW ? 'baru saja' : when);
