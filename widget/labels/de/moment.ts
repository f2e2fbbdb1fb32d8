const THIS_MOMENT = new Intl.RelativeTimeFormat('de', { numeric: 'auto' }).format(0, 'second');

/** „Geprüft vor 3 Minuten“, and what the clock calls „jetzt“ as „Eben geprüft“. @param participle in small letters */
export const happened = (participle: string, when: string): string =>
  when === THIS_MOMENT ? `Eben ${participle}` : `${participle.charAt(0).toUpperCase()}${participle.slice(1)} ${when}`;
