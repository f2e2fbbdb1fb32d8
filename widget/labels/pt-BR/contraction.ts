// Articles melt into the preposition before them: "da campanha", "no grupo de anúncios". Without an article nothing melts.

/** "de" before a noun with or without its article. */
export const ofThing = (what: string): string => (/^[ao] /.test(what) ? `d${what}` : `de ${what}`);

/** "em" before a noun with or without its article. */
export const inThing = (what: string): string => (/^[ao] /.test(what) ? `n${what}` : `em ${what}`);
