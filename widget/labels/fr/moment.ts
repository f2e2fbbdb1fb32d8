const THIS_MOMENT = new Intl.RelativeTimeFormat('fr', { numeric: 'auto' }).format(0, 'second');

/** How long ago, inside a sentence: what the clock calls « maintenant » has happened « à l’instant ». */
export const ago = (when: string): string => (when === THIS_MOMENT ? 'à l’instant' : when);
