/** What the clock of this language says within a minute. */
const THIS_MOMENT = new Intl.RelativeTimeFormat('es', { numeric: 'auto' }).format(0, 'second');

/** "hace 3 minutos", or "hace un momento" where the clock says "ahora". */
export const past = (when: string): string => (when === THIS_MOMENT ? 'hace un momento' : when);

/** "a las 14:32", but "a la 1:32": one o'clock is singular. */
export const atTime = (time: string): string => `${/^0?1(?!\d)/.test(time) ? 'a la' : 'a las'} ${time}`;

/** A sentence that ends in a moment: "2:32 p. m." has its point already. */
export const fullStop = (sentence: string): string => (sentence.endsWith('.') ? sentence : `${sentence}.`);
