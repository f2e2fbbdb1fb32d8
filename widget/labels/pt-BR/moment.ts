/** What the clock of this language says within a minute. */
const THIS_MOMENT = new Intl.RelativeTimeFormat('pt-BR', { numeric: 'auto' }).format(0, 'second');

/** "há 3 minutos", or "há pouco" where the clock says "agora". */
export const past = (when: string): string => (when === THIS_MOMENT ? 'há pouco' : when);

/** "às 14:32", but "à 1:32": one o'clock is singular. */
export const atTime = (time: string): string => `${/^0?1(?!\d)/.test(time) ? 'à' : 'às'} ${time}`;

/** A sentence that ends in a moment: "9 de mar." has its point already. */
export const fullStop = (sentence: string): string => (sentence.endsWith('.') ? sentence : `${sentence}.`);
